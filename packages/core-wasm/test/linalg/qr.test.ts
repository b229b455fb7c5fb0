import { ArgumentError, type DType, qr, ShapeError, tensor } from '@nablajs/core-wasm';
import { epsilonOf, fill, orthogonalityRatio, product, residualRatio, zoo, zooShapes } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const dtypes: DType[] = ['f64', 'f32'];

describe('qr: A = Q·R over the zoo', () => {
  for (const dtype of dtypes) {
    for (const [m, n] of zooShapes) {
      it(`${dtype} ${m}×${n}`, () => {
        const k = Math.min(m, n);
        for (const { name, data } of zoo(m, n, dtype)) {
          const a = tensor(data, { shape: [m, n], dtype });
          const { Q, R } = qr(a);
          expect(Q.shape).toEqual([m, k]);
          expect(R.shape).toEqual([k, n]);
          const q = Q.toTypedArray();
          const r = R.toTypedArray();
          expect(
            r.every((x, at) => x === 0 || at % n >= Math.floor(at / n)),
            `${name}: R upper triangular`,
          ).toBe(true);
          const back = product(m, k, n, q, r);
          expect(residualRatio(m, n, data, back, epsilonOf[dtype]), `${name}: residual`).toBeLessThan(10);
          expect(orthogonalityRatio(m, k, q, epsilonOf[dtype]), `${name}: orthogonality`).toBeLessThan(10);
          expect(a.toTypedArray().every((x, i) => x === data[i])).toBe(true);
        }
      });
    }
  }
});

describe('qr with pivoting: A[:, p] = Q·R over the zoo', () => {
  for (const dtype of dtypes) {
    for (const [m, n] of zooShapes) {
      it(`${dtype} ${m}×${n}`, () => {
        const k = Math.min(m, n);
        for (const { name, data } of zoo(m, n, dtype)) {
          const { Q, R, p } = qr(tensor(data, { shape: [m, n], dtype }), { pivot: true });
          expect([...p].sort((x, y) => x - y)).toEqual(Array.from({ length: n }, (_, j) => j));
          const [q, r] = [Q.toTypedArray(), R.toTypedArray()];
          const permuted = fill(m, n, (i, j) => data[i * n + p[j]!]!);
          const back = product(m, k, n, q, r);
          expect(residualRatio(m, n, permuted, back, epsilonOf[dtype]), `${name}: residual`).toBeLessThan(10);
          expect(orthogonalityRatio(m, k, q, epsilonOf[dtype]), `${name}: orthogonality`).toBeLessThan(10);
          const slack = 1 + 10 * Math.max(m, n) * epsilonOf[dtype];
          for (let i = 0; i + 1 < k; i++) {
            const [here, next] = [Math.abs(r[i * (n + 1)]!), Math.abs(r[(i + 1) * (n + 1)]!)];
            expect(next, `${name}: diagonal ${i + 1}`).toBeLessThanOrEqual(here * slack);
          }
        }
      });
    }
  }

  it('shows the rank', () => {
    const { R, p } = qr(
      tensor([
        [1, 2, 0],
        [1, 2, 1],
        [1, 2, 0],
      ]),
      { pivot: true },
    );
    expect(p[0]).toBe(1);
    expect(Math.abs(R.get(0, 0))).toBeCloseTo(Math.sqrt(12), 14);
    expect(Math.abs(R.get(1, 1))).toBeCloseTo(Math.sqrt(2 / 3), 14);
    expect(Math.abs(R.get(2, 2))).toBeLessThan(1e-15);
  });
});

it('qr of a known matrix (Golub & Van Loan: Givens and Householder agree up to signs)', () => {
  const { R } = qr(
    tensor([
      [3, 5],
      [4, 10],
    ]),
  );
  const r = R.toTypedArray();
  expect(Math.abs(r[0]!)).toBeCloseTo(5, 14);
  expect(Math.abs(r[1]!)).toBeCloseTo(11, 14);
  expect(Math.abs(r[3]!)).toBeCloseTo(2, 14);
});

it('qr near the largest number does not overflow', () => {
  const big = 1e308;
  const { Q, R } = qr(
    tensor([
      [big, 0],
      [big / 2, big],
    ]),
  );
  expect(Math.abs(R.get(0, 0)) / big).toBeCloseTo(Math.sqrt(1.25), 14);
  expect(orthogonalityRatio(2, 2, Q.toTypedArray(), epsilonOf.f64)).toBeLessThan(10);
});

it('qr refuses what is not a matrix of finite numbers', () => {
  expect(() => qr(tensor([1, 2]))).toThrow(ShapeError);
  expect(() => qr(tensor([[1, Number.POSITIVE_INFINITY]]))).toThrow(ArgumentError);
  expect(() => qr(tensor([[1, Number.NaN]]))).toThrow('qr: expected finite entries, got NaN at [0, 1]');
});
