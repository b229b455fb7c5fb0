import { ArgumentError, type DType, ShapeError, svd, svdvals, tensor } from '@nablajs/core-wasm';
import {
  epsilonOf,
  fill,
  orthogonalityRatio,
  product,
  residualRatio,
  transposed,
  zoo,
  zooMatrix,
  zooShapes,
} from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const dtypes: DType[] = ['f64', 'f32'];

describe('svd: A = U·Σ·Vᵀ over the zoo', () => {
  for (const dtype of dtypes) {
    for (const [m, n] of zooShapes) {
      it(`${dtype} ${m}×${n}`, () => {
        const k = Math.min(m, n);
        const epsilon = epsilonOf[dtype];
        for (const { name, data } of zoo(m, n, dtype)) {
          const a = tensor(data, { shape: [m, n], dtype });
          const { U, S, Vt } = svd(a);
          expect([U.shape, S.shape, Vt.shape]).toEqual([[m, k], [k], [k, n]]);
          const u = U.toTypedArray();
          const s = S.toTypedArray();
          const vt = Vt.toTypedArray();
          const scaledColumns = Float64Array.from(u, (x, index) => x * s[index % k]!);
          const back = product(m, k, n, scaledColumns, vt);
          expect(residualRatio(m, n, data, back, epsilon), `${name}: residual`).toBeLessThan(10);
          expect(orthogonalityRatio(m, k, u, epsilon), `${name}: U`).toBeLessThan(10);
          expect(orthogonalityRatio(n, k, transposed(k, n, vt), epsilon), `${name}: V`).toBeLessThan(10);
          for (let i = 0; i < k; i++) expect(s[i]!, name).toBeGreaterThanOrEqual(s[i + 1] ?? 0);
          const alone = svdvals(a).toTypedArray();
          for (let i = 0; i < k; i++) {
            expect(Math.abs(alone[i]! - s[i]!), name).toBeLessThanOrEqual(10 * Math.max(m, n) * epsilon * s[0]!);
          }
        }
      });
    }
  }
});

describe('svd: known singular values', () => {
  it('second differences as a bidiagonal: 2·cos(kπ/(2n+1)) of the matrix with ones on two diagonals', () => {
    const n = 30;
    const a = fill(n, n, (i, j) => (j === i || j === i + 1 ? 1 : 0));
    const s = svdvals(tensor(a, { shape: [n, n] })).toTypedArray();
    for (let k = 1; k <= n; k++) {
      const known = 2 * Math.cos((k * Math.PI) / (2 * n + 1));
      expect(Math.abs(s[k - 1]! / known - 1)).toBeLessThan(1e-13);
    }
  });

  it('small singular values of a graded bidiagonal matrix to high relative accuracy (Demmel & Kahan 1990)', () => {
    // ((1, g), (0, h)) has the product of its singular values |h|, whatever g.
    const s = svdvals(
      tensor([
        [1, 1],
        [0, 1e-40],
      ]),
    ).toTypedArray();
    expect(s[0]! / Math.SQRT2 - 1).toBeCloseTo(0, 14);
    expect(s[1]! / (1e-40 / Math.SQRT2) - 1).toBeCloseTo(0, 14);
  });

  it('Hilbert 8: condition 1.5257575538e10 (Todd, NBS Appl. Math. Ser. 39 (1954) 109)', () => {
    const s = svdvals(tensor(zooMatrix('hilbert', 8).data, { shape: [8, 8] })).toTypedArray();
    expect(s[0]! / s[7]! / 1.5257575538e10 - 1).toBeCloseTo(0, 6);
  });
});

it('svd refuses what is not a matrix of finite numbers', () => {
  expect(() => svd(tensor([1, 2]))).toThrow(ShapeError);
  expect(() => svd(tensor([[1, Number.NaN]]))).toThrow('svd: expected finite entries, got NaN at [0, 1]');
  expect(() => svdvals(tensor([[Number.NEGATIVE_INFINITY]]))).toThrow(ArgumentError);
});
