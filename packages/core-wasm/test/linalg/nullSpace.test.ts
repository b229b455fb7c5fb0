import { type DType, nullSpace, ShapeError, tensor } from '@nablajs/core-wasm';
import { epsilonOf, norm1, orthogonalityRatio, product, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

describe('nullSpace: A·N = 0, NᵀN = I', () => {
  for (const dtype of ['f64', 'f32'] as DType[]) {
    for (const [name, m, n, dimension] of [
      ['random', 3, 5, 2],
      ['random', 20, 50, 30],
      ['rank-deficient', 30, 30, 15],
      ['rank-deficient', 60, 21, 10],
      ['rank-one', 9, 12, 11],
      ['zero', 4, 3, 3],
    ] as const) {
      it(`${dtype} ${name} ${m}×${n}`, () => {
        const a = tensor(zooMatrix(name, m, n).data, { shape: [m, n], dtype });
        const basis = nullSpace(a);
        expect(basis.shape).toEqual([n, dimension]);
        const image = product(m, n, dimension, a.toTypedArray(), basis.toTypedArray());
        expect(norm1(m, dimension, image)).toBeLessThanOrEqual(
          30 * Math.max(m, n) * epsilonOf[dtype] * norm1(m, n, a.toTypedArray()),
        );
        expect(orthogonalityRatio(n, dimension, basis.toTypedArray(), epsilonOf[dtype])).toBeLessThan(10);
      });
    }
  }
});

it('nullSpace of independent columns is empty', () => {
  expect(
    nullSpace(
      tensor([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    ).shape,
  ).toEqual([2, 0]);
  expect(nullSpace(tensor([], { shape: [0, 2] })).shape).toEqual([2, 2]);
  expect(() => nullSpace(tensor([1]))).toThrow(ShapeError);
});

it('refuses options it does not know', () => {
  const a = tensor([[1, 2]]);
  expect(() => nullSpace(a, { rcond: 1e-10 } as never)).toThrow(/nullSpace: expected options among tolerance/);
});
