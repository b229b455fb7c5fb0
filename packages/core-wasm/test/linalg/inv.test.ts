import { configure, type DType, inv, ShapeError, SingularMatrixError, tensor, type Warning } from '@nablajs/core-wasm';
import { epsilonOf, fill, norm1, product, zoo, zooMatrix } from '@nablajs/testing';
import { afterEach, describe, expect, it } from 'vitest';

const sizes = [1, 2, 3, 5, 10, 50, 65, 127, 200];
const dtypes: DType[] = ['f64', 'f32'];

afterEach(() => configure({ onWarning: undefined }));

describe('inv: ‖I − A·X‖/(n·‖A‖·‖X‖·ε) over the zoo', () => {
  for (const dtype of dtypes) {
    for (const n of sizes) {
      it(`${dtype} ${n}×${n}`, () => {
        configure({ onWarning: () => {} });
        for (const matrix of zoo(n, n, dtype)) {
          const a = tensor(matrix.data, { shape: [n, n], dtype });
          let x: ArrayLike<number>;
          try {
            x = inv(a).toTypedArray();
          } catch (error) {
            expect(error, matrix.name).toBeInstanceOf(SingularMatrixError);
            continue;
          }
          const back = product(n, n, n, a.toTypedArray(), x);
          for (let i = 0; i < n; i++) back[i * (n + 1)]! -= 1;
          const scale = n * norm1(n, n, a.toTypedArray()) * norm1(n, n, x) * epsilonOf[dtype];
          if (Number.isFinite(scale)) expect(norm1(n, n, back) / scale, matrix.name).toBeLessThan(30);
        }
      });
    }
  }

  it('of the Hilbert matrix of order 4: integers (R. Savage, E. Lukacs, NBS Appl. Math. Series 39, 1954)', () => {
    const x = inv(tensor(zooMatrix('hilbert', 4).data, { shape: [4, 4] })).toTypedArray();
    const expected = [16, -120, 240, -140, -120, 1200, -2700, 1680, 240, -2700, 6480, -4200, -140, 1680, -4200, 2800];
    expected.forEach((value, i) => {
      expect(Math.abs(x[i]! - value)).toBeLessThan(1e-8);
    });
  });

  it('complete pivoting exchanges columns: the growth matrix of order 60', () => {
    const n = 60;
    const a = zooMatrix('growth', n).data;
    const { x, growth } = inv(tensor(a, { shape: [n, n] }), { report: true });
    expect(growth).toBeLessThanOrEqual(n);
    const back = product(n, n, n, a, x.toTypedArray());
    const identity = fill(n, n, (i, j) => (i === j ? 1 : 0));
    back.forEach((value, i) => {
      expect(Math.abs(value - identity[i]!)).toBeLessThan(1e-13);
    });
  });
});

describe('inv: bad input', () => {
  it('singular, near-singular, not square, empty', () => {
    const warnings: Warning[] = [];
    configure({ onWarning: (warning) => warnings.push(warning) });
    expect(() =>
      inv(
        tensor([
          [1, 2],
          [2, 4],
        ]),
      ),
    ).toThrow(SingularMatrixError);
    expect(warnings).toHaveLength(0);
    expect(
      inv(
        tensor([
          [1, 1],
          [1, 1 + 2 ** -52],
        ]),
      ).get(0, 0),
    ).toBeGreaterThan(1e15);
    expect(warnings.map(({ facts }) => facts.where)).toEqual(['inv']);
    expect(() => inv(tensor([[1, 2]]))).toThrow(ShapeError);
    expect(inv(tensor([], { shape: [0, 0] })).shape).toEqual([0, 0]);
  });
});
