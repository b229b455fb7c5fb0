import {
  eig,
  eigh,
  eigvals,
  eigvalsh,
  expm,
  ldlt,
  lstsq,
  norm,
  nullSpace,
  OutOfMemoryError,
  pinv,
  qr,
  rank,
  svd,
  svdvals,
  Tensor,
  tensor,
} from '@nablajs/core-wasm';
import { orthogonalityRatio, product, residualRatio, symmetrized, zooMatrix, zooNames } from '@nablajs/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failAllocation, setRedZone } from '../src/faults.js';
import { liveBytes } from '../src/memory.js';
import { resident } from '../src/storage.js';

// Every chunk of memory is followed by a red zone that is checked when it is given back.
beforeAll(() => setRedZone(64));
afterAll(() => setRedZone(0));

const general: Readonly<Record<string, (a: Tensor) => unknown>> = {
  qr,
  'qr with pivoting': (a) => qr(a, { pivot: true }),
  svd,
  svdvals,
  pinv,
  rank,
  nullSpace,
  'norm 2': (a) => norm(a, 2),
  lstsq: (a) => lstsq(a, a, { report: true }),
};
const square: Readonly<Record<string, (a: Tensor) => unknown>> = { eig, eigvals, expm };
const symmetric: Readonly<Record<string, (a: Tensor) => unknown>> = { eigh, eigvalsh, ldlt };

const dtype = fc.constantFrom('f64' as const, 'f32' as const);
const size = fc.integer({ min: 0, max: 70 });
const name = fc.constantFrom(...zooNames);

function finite(value: unknown): boolean {
  if (value instanceof Tensor) return value.toTypedArray().every(Number.isFinite);
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value !== 'object' || Object.values(value).every(finite);
}

describe('factorizations stay in their memory and give finite numbers', () => {
  it('of rectangular matrices', () => {
    fc.assert(
      fc.property(name, size, size, dtype, (kind, m, n, type) => {
        const a = tensor(zooMatrix(kind, m, n).data, { shape: [m, n], dtype: type });
        for (const [label, factorize] of Object.entries(general)) expect(finite(factorize(a)), label).toBe(true);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('of square and symmetric matrices', () => {
    fc.assert(
      fc.property(name, size, dtype, (kind, n, type) => {
        const matrix = zooMatrix(kind, n);
        const a = tensor(matrix.data, { shape: [n, n], dtype: type });
        const s = tensor(symmetrized(matrix).data, { shape: [n, n], dtype: type });
        // e^A of a large positive definite matrix is beyond the range of f32.
        for (const [label, factorize] of Object.entries(square)) {
          if (label !== 'expm' || kind !== 'spd') expect(finite(factorize(a)), label).toBe(true);
        }
        for (const [label, factorize] of Object.entries(symmetric)) expect(finite(factorize(s)), label).toBe(true);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('of large blocks, whatever the shape', () => {
    for (const [m, n] of [
      [1, 600],
      [600, 1],
      [300, 33],
      [33, 300],
      [257, 160],
    ] as const) {
      const a = zooMatrix('random', m, n).data;
      const { Q, R } = qr(tensor(a, { shape: [m, n] }));
      const k = Math.min(m, n);
      expect(residualRatio(m, n, a, product(m, k, n, Q.toTypedArray(), R.toTypedArray()), 2 ** -52)).toBeLessThan(10);
      expect(orthogonalityRatio(m, k, svd(tensor(a, { shape: [m, n] })).U.toTypedArray(), 2 ** -52)).toBeLessThan(10);
    }
  });
});

describe('out of memory in the middle of a factorization', () => {
  const n = 40;
  const a = tensor(zooMatrix('random', n).data, { shape: [n, n] });
  const s = tensor(symmetrized(zooMatrix('random', n)).data, { shape: [n, n] });
  const all = [...Object.entries(general), ...Object.entries(square)].map(([label, f]) => [label, f, a] as const);
  for (const [label, factorize, argument] of [
    ...all,
    ...Object.entries(symmetric).map(([l, f]) => [l, f, s] as const),
  ]) {
    it(`${label}: a typed error at every allocation, nothing kept, the next call right`, () => {
      const entries = argument.toTypedArray();
      factorize(argument);
      const before = liveBytes() - resident();
      let failures = 0;
      // An allocation that fails may succeed after an eviction, so the end is where the k-th is not reached any more.
      for (let k = 1, reached = true; reached; k++) {
        failAllocation(k);
        try {
          factorize(argument);
        } catch (error) {
          expect(error).toBeInstanceOf(OutOfMemoryError);
          failures++;
        } finally {
          reached = !failAllocation(0);
        }
        expect(liveBytes() - resident()).toBe(before);
        expect(argument.toTypedArray()).toEqual(entries);
      }
      expect(failures).toBeGreaterThan(0);
      expect(finite(factorize(argument))).toBe(true);
    });
  }
});
