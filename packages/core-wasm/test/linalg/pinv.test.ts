import { type DType, pinv, ShapeError, tensor } from '@nablajs/core-wasm';
import { epsilonOf, norm1, product, transposed, zooMatrix } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

describe("pinv: Penrose's four conditions", () => {
  for (const dtype of ['f64', 'f32'] as DType[]) {
    for (const name of ['random', 'spd', 'rank-deficient', 'rank-one', 'zero', 'identity']) {
      for (const [m, n] of [
        [1, 1],
        [6, 4],
        [4, 6],
        [30, 30],
        [70, 33],
      ] as const) {
        it(`${dtype} ${name} ${m}×${n}`, () => {
          const given = tensor(zooMatrix(name, m, n).data, { shape: [m, n], dtype });
          const a = given.toTypedArray();
          const tolerance = 1e3 * epsilonOf[dtype];
          const inverse = pinv(given, { tolerance });
          expect(inverse.shape).toEqual([n, m]);
          const x = inverse.toTypedArray();
          const ax = product(m, n, m, a, x);
          const xa = product(n, m, n, x, a);
          // Everything scales with the condition of the part that counts.
          const kappa = norm1(m, n, a) * norm1(n, m, x);
          const limit = 30 * Math.max(m, n) * epsilonOf[dtype] * kappa;
          const gap = (rows: number, cols: number, p: ArrayLike<number>, q: ArrayLike<number>): number =>
            norm1(
              rows,
              cols,
              Array.from(p, (value, i) => value - q[i]!),
            );
          expect(gap(m, n, product(m, m, n, ax, a), a)).toBeLessThanOrEqual(limit * norm1(m, n, a));
          expect(gap(n, m, product(n, n, m, xa, x), x)).toBeLessThanOrEqual(limit * norm1(n, m, x));
          expect(gap(m, m, ax, transposed(m, m, ax))).toBeLessThanOrEqual(limit);
          expect(gap(n, n, xa, transposed(n, n, xa))).toBeLessThanOrEqual(limit);
        });
      }
    }
  }
});

it('pinv of known matrices', () => {
  expect(
    pinv(
      tensor([
        [0, 2],
        [0, 0],
      ]),
    ).toArray(),
  ).toEqual([
    [0, 0],
    [0.5, 0],
  ]);
  const tiny = pinv(tensor([[1e-300]])).item();
  expect(tiny / 1e300).toBeCloseTo(1, 14);
  expect(pinv(tensor([], { shape: [0, 3] })).shape).toEqual([3, 0]);
});

it('pinv refuses a vector', () => {
  expect(() => pinv(tensor([1, 2]))).toThrow(ShapeError);
});

it('refuses options it does not know', () => {
  const a = tensor([[1, 2]]);
  expect(() => pinv(a, { rtol: 1e-10 } as never)).toThrow(/pinv: expected options among tolerance/);
});
