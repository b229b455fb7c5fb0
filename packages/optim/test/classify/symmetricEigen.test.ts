// H·V = V·diag(λ) on both sides of the size where the core takes over, and the inertia of LDLᵀ.
import { ldlt, tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { symmetricEigen, symmetricEigenvalues } from '../../src/classify/symmetricEigen.js';
import { classify } from '../../src/index.js';

/** Entries sin(7i + 3j), mirrored; indefinite. */
function wavy(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = Math.sin(7 * i + 3 * j);
  for (let i = 0; i < n; i++) matrix[i * n + i]! += 1 + (i % 5);
  return matrix;
}

describe('symmetricEigen', () => {
  for (const n of [1, 2, 7, 47, 48, 60]) {
    it(`n = ${n}`, () => {
      const matrix = wavy(n);
      const { values, vectors } = symmetricEigen(matrix, n);
      const size = Math.max(...values.map(Math.abs));
      for (let k = 0; k < n; k++) {
        if (k > 0) expect(values[k]!).toBeGreaterThanOrEqual(values[k - 1]!);
        expect(Math.abs(symmetricEigenvalues(matrix, n)[k]! - values[k]!)).toBeLessThan(1e-13 * n * size);
        for (let i = 0; i < n; i++) {
          let image = 0;
          for (let j = 0; j < n; j++) image += matrix[i * n + j]! * vectors[j * n + k]!;
          expect(Math.abs(image - values[k]! * vectors[i * n + k]!)).toBeLessThan(1e-13 * n * size);
        }
      }
      const { inertia } = classify(tensor(matrix, { shape: [n, n] }));
      expect(inertia).toEqual(ldlt(tensor(matrix, { shape: [n, n] })).inertia);
    });
  }
});
