// The two-loop recursion, in JavaScript and in the core, against B written out as a matrix by the BFGS formula
// B ← (I − ρsyᵀ)·B·(I − ρysᵀ) + ρssᵀ.
import { allocate } from '@nablajs/core-wasm/machine';
import { expect, test } from 'vitest';
import { pairVectors } from '../../../src/methods/quasiNewton/pairVectors.js';

const memory = 4;

/** Pairs of curvature sᵀy > 0: y = (2 + aᵢ)·s. */
function pair(n: number, seed: number): { s: Float64Array; y: Float64Array; rho: number } {
  const s = Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * (seed + 1)));
  const y = s.map((si, i) => (2 + Math.cos(i + seed)) * si);
  return { s, y, rho: 1 / s.reduce((sum, si, i) => sum + si * y[i]!, 0) };
}

function updated(b: number[][], { s, y, rho }: ReturnType<typeof pair>): number[][] {
  const by = b.map((row) => row.reduce((sum, value, j) => sum + value * y[j]!, 0));
  const yBy = by.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return b.map((row, i) =>
    row.map((value, j) => value - rho * (s[i]! * by[j]! + by[i]! * s[j]!) + rho * (1 + rho * yBy) * s[i]! * s[j]!),
  );
}

test.each([1, 5, 15, 16, 17, 18, 19, 40])('applies −B of the last pairs to %i variables', (n) => {
  const pairs = pairVectors(n, memory);
  try {
    for (let pushed = 1; pushed <= 2 * memory + 1; pushed++) {
      const last = pair(n, pushed - 1);
      pairs.set((pushed - 1) % memory, last.s, last.y, last.rho);
      // Growth of the memory detaches what the pairs see of it.
      if (pushed === memory) allocate(1 << 26).free();
      const count = Math.min(pushed, memory);
      const gamma: number = 0.4;
      let b: number[][] = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i === j ? gamma : 0)),
      );
      for (let k = pushed - count; k < pushed; k++) b = updated(b, pair(n, k));
      const d = Float64Array.from({ length: n }, (_, i) => Math.cos(3 * i));
      const expected = b.map((row) => -row.reduce((sum, value, j) => sum + value * d[j]!, 0));
      pairs.applyNegative(d, count, (pushed - 1) % memory, gamma);
      const size = Math.max(...expected.map(Math.abs));
      for (let i = 0; i < n; i++) expect(Math.abs(d[i]! - expected[i]!)).toBeLessThan(1e-13 * size);
    }
  } finally {
    pairs.free();
  }
});
