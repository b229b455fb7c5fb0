import {
  ArgumentError,
  ConvergenceError,
  type DType,
  eigh,
  eigvalsh,
  ShapeError,
  type Tensor,
  tensor,
} from '@nablajs/core-wasm';
import {
  epsilonOf,
  fill,
  orthogonalityRatio,
  product,
  residualRatio,
  scaled,
  symmetrized,
  transposed,
  zoo,
  zooMatrix,
  zooOrders,
} from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const dtypes: DType[] = ['f64', 'f32'];

describe('eigh: A = V·Λ·Vᵀ over the zoo', () => {
  for (const dtype of dtypes) {
    for (const n of zooOrders) {
      it(`${dtype} ${n}×${n}`, () => {
        for (const matrix of zoo(n, n, dtype).map(symmetrized)) {
          const a = tensor(matrix.data, { shape: [n, n], dtype });
          const entries = a.toTypedArray();
          const { values, vectors } = eigh(a);
          const lambda = values.toTypedArray();
          const v = vectors.toTypedArray();
          const scaledColumns = Float64Array.from(v, (x, index) => x * lambda[index % n]!);
          const back = product(n, n, n, scaledColumns, transposed(n, n, v));
          expect(residualRatio(n, n, entries, back, epsilonOf[dtype]), `${matrix.name}: residual`).toBeLessThan(10);
          expect(orthogonalityRatio(n, n, v, epsilonOf[dtype]), `${matrix.name}: orthogonality`).toBeLessThan(10);
          for (let i = 1; i < n; i++) expect(lambda[i]!, matrix.name).toBeGreaterThanOrEqual(lambda[i - 1]!);
          const alone = eigvalsh(a).toTypedArray();
          const largest = Math.max(0, ...lambda.map(Math.abs));
          for (let i = 0; i < n; i++) {
            expect(Math.abs(alone[i]! - lambda[i]!), matrix.name).toBeLessThanOrEqual(
              10 * n * epsilonOf[dtype] * largest,
            );
          }
        }
      });
    }
  }
});

describe('eigh: known spectra', () => {
  it('second differences: 2 − 2·cos(kπ/(n+1)) (Gregory & Karney, example 7.4)', () => {
    const n = 64;
    const a = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    );
    const { values } = eigh(tensor(a));
    values.toTypedArray().forEach((value, k) => {
      expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(1e-14);
    });
  });

  it('W21+: its two largest agree to 15 digits (Wilkinson, The Algebraic Eigenvalue Problem, p. 309)', () => {
    const a = tensor(zooMatrix('wilkinson', 21).data, { shape: [21, 21] });
    const values = eigh(a).values.toTypedArray();
    expect(values[20]).toBeCloseTo(10.74619418290339, 13);
    expect(values[19]).toBeCloseTo(10.74619418290332, 13);
    expect(values[18]).toBeCloseTo(9.21067864736133, 13);
    expect(values[0]).toBeCloseTo(-1.12544152211998, 13);
  });

  it("Rosser's matrix: 0, 1020 twice nearly, ±10·√10405 (Rosser et al., J. Res. NBS 47 (1951) 291)", () => {
    const rosser = [
      [611, 196, -192, 407, -8, -52, -49, 29],
      [196, 899, 113, -192, -71, -43, -8, -44],
      [-192, 113, 899, 196, 61, 49, 8, 52],
      [407, -192, 196, 611, 8, 44, 59, -23],
      [-8, -71, 61, 8, 411, -599, 208, 208],
      [-52, -43, 49, 44, -599, 411, 208, 208],
      [-49, -8, 8, 59, 208, 208, 99, -911],
      [29, -44, 52, -23, 208, 208, -911, 99],
    ];
    const root = 10 * Math.sqrt(10405);
    const known = [-root, 0, 510 - 100 * Math.sqrt(26), 1000, 1000, 510 + 100 * Math.sqrt(26), 1020, root];
    const values = eigh(tensor(rosser)).values.toTypedArray();
    for (let i = 0; i < 8; i++) expect(Math.abs(values[i]! - known[i]!)).toBeLessThan(2e-12);
  });

  it('I + ones: 1 with multiplicity n − 1 and n + 1', () => {
    const n = 40;
    const values = eigh(
      tensor(
        fill(n, n, (i, j) => (i === j ? 2 : 1)),
        { shape: [n, n] },
      ),
    ).values.toTypedArray();
    for (let i = 0; i < n - 1; i++) expect(Math.abs(values[i]! - 1)).toBeLessThan(1e-13);
    expect(Math.abs(values[n - 1]! - (n + 1))).toBeLessThan(1e-13);
  });
});

describe('eigh: what it refuses', () => {
  it('takes the symmetric part of what is symmetric up to rounding', () => {
    const values = eigh(
      tensor([
        [2, 1 + 1e-9],
        [1 - 1e-9, 2],
      ]),
    ).values.toTypedArray();
    expect(values[0]).toBeCloseTo(1, 14);
    expect(values[1]).toBeCloseTo(3, 14);
  });

  it('names the pair that is not symmetric', () => {
    const a = tensor([
      [1, 2, 3],
      [2, 1, 4],
      [3, 5, 1],
    ]);
    expect(() => eigh(a)).toThrow(ArgumentError);
    expect(() => eigh(a)).toThrow('eigh: expected a symmetric matrix, got 4 at [1, 2] but 5 at [2, 1]');
  });

  it('names the first entry that is not finite', () => {
    expect(() =>
      eigh(
        tensor([
          [1, 2],
          [Number.NaN, 1],
        ]),
      ),
    ).toThrow('eigh: expected finite entries, got NaN at [1, 0]');
    expect(() => eigvalsh(tensor([[Number.POSITIVE_INFINITY]]))).toThrow(ArgumentError);
  });

  it('refuses what is not a square matrix', () => {
    expect(() => eigh(tensor([1, 2]))).toThrow(ShapeError);
    expect(() => eigh(tensor([[1, 2]]))).toThrow('eigh: expected a square matrix, got 1×2');
    expect(() => eigh([[1]] as unknown as Tensor)).toThrow(ArgumentError);
  });

  it('leaves its argument alone', () => {
    const matrix = symmetrized(scaled(zooMatrix('random', 30), 1e300));
    const a = tensor(matrix.data, { shape: [30, 30] });
    eigh(a);
    expect(a.toTypedArray()).toEqual(matrix.data);
  });
});

it('ConvergenceError says how much was left', () => {
  const error = new ConvergenceError({ where: 'eigh', what: 'off-diagonal entries', left: 2, of: 9, steps: 300 });
  expect(error.code).toBe('CONVERGENCE');
  expect(error.message).toBe('eigh: expected convergence within 300 steps, got 2 of 9 off-diagonal entries left');
});
