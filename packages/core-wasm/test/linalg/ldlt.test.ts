import { ArgumentError, type DType, eigvalsh, ldlt, ShapeError, tensor } from '@nablajs/core-wasm';
import {
  epsilonOf,
  fill,
  product,
  residualRatio,
  symmetrized,
  transposed,
  zoo,
  zooMatrix,
  zooOrders,
} from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

describe('ldlt: A[p, p] = L·D·Lᵀ over the zoo', () => {
  for (const dtype of ['f64', 'f32'] as DType[]) {
    for (const n of zooOrders) {
      it(`${dtype} ${n}×${n}`, () => {
        for (const matrix of zoo(n, n, dtype).map(symmetrized)) {
          const a = tensor(matrix.data, { shape: [n, n], dtype });
          const entries = a.toTypedArray();
          const { L, D, p, inertia } = ldlt(a);
          const [l, d] = [L.toTypedArray(), D.toTypedArray()];
          const shaped = fill(n, n, (i, j) => {
            const unitLower = l[i * n + j] === (i === j ? 1 : j > i ? 0 : l[i * n + j]);
            const tridiagonal = d[i * n + j] === (Math.abs(i - j) > 1 ? 0 : d[j * n + i]);
            return unitLower && tridiagonal ? 1 : 0;
          });
          expect(
            shaped.every((x) => x === 1),
            `${matrix.name}: L unit lower, D symmetric tridiagonal`,
          ).toBe(true);
          expect([...p].sort((x, y) => x - y)).toEqual(Array.from({ length: n }, (_, i) => i));
          const permuted = fill(n, n, (i, j) => entries[p[i]! * n + p[j]!]!);
          const back = product(n, n, n, l, product(n, n, n, d, transposed(n, n, l)));
          expect(residualRatio(n, n, permuted, back, epsilonOf[dtype]), matrix.name).toBeLessThan(10);
          expect(inertia.positive + inertia.negative + inertia.zero).toBe(n);
        }
      });
    }
  }
});

describe('ldlt: inertia', () => {
  it('is that of the eigenvalues', () => {
    for (const name of ['random', 'spd', 'hilbert', 'wilkinson', 'clustered']) {
      const n = name === 'hilbert' ? 6 : 41;
      const a = tensor(symmetrized(zooMatrix(name, n)).data, { shape: [n, n] });
      const values = eigvalsh(a).toTypedArray();
      const { positive, negative, zero } = ldlt(a).inertia;
      expect(positive, name).toBe(values.filter((x) => x > 0).length);
      expect(negative, name).toBe(values.filter((x) => x < 0).length);
      expect(zero).toBe(0);
    }
  });

  it('counts zeros of a rank-deficient matrix', () => {
    const a = fill(9, 9, (i, j) => (i + 1) * (j + 1) - (i - 4) * (j - 4));
    expect(ldlt(tensor(a, { shape: [9, 9] })).inertia).toEqual({ positive: 1, negative: 1, zero: 7 });
    expect(
      ldlt(
        tensor([
          [0, 0],
          [0, 0],
        ]),
      ).inertia,
    ).toEqual({ positive: 0, negative: 0, zero: 2 });
  });

  it('of a saddle without a diagonal, and with a tolerance', () => {
    expect(
      ldlt(
        tensor([
          [0, 1e-300],
          [1e-300, 0],
        ]),
      ).inertia,
    ).toEqual({ positive: 1, negative: 1, zero: 0 });
    const a = tensor([
      [1, 0],
      [0, 1e-20],
    ]);
    expect(ldlt(a).inertia).toEqual({ positive: 1, negative: 0, zero: 1 });
    expect(ldlt(a, { tolerance: 0 }).inertia).toEqual({ positive: 2, negative: 0, zero: 0 });
  });
});

it('ldlt refuses what is not symmetric or not finite', () => {
  expect(() =>
    ldlt(
      tensor([
        [1, 2],
        [3, 1],
      ]),
    ),
  ).toThrow('ldlt: expected a symmetric matrix, got 2 at [0, 1] but 3 at [1, 0]');
  expect(() => ldlt(tensor([[Number.NaN]]))).toThrow(ArgumentError);
  expect(() => ldlt(tensor([1]))).toThrow(ShapeError);
});
