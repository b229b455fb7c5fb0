// B in core memory and in JavaScript, on either side of the size where one gives way to the other, against the formula
// (I − ρsyᵀ)B(I − ρysᵀ) + ρssᵀ multiplied out entry by entry.
import { random } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { inverseHessian } from '../../../src/methods/quasiNewton/inverseHessian.js';

const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

/** The update as the product of three matrices. */
function updated(b: Float64Array[], s: Float64Array, y: Float64Array): Float64Array[] {
  const rho = 1 / inner(s, y);
  const left = (row: number, m: (j: number) => Float64Array): Float64Array =>
    m(row).map((v, k) => v - rho * s[row]! * y.reduce((sum, yj, j) => sum + yj * m(j)[k]!, 0));
  const half = b.map((_, i) => left(i, (j) => b[j]!));
  return half.map((row, i) => row.map((v, k) => v - rho * inner(row, y) * s[k]! + rho * s[i]! * s[k]!));
}

describe('inverseHessian', () => {
  for (const n of [1, 2, 23, 24, 25, 65]) {
    it(`n = ${n}`, () => {
      const draw = random(n);
      const vector = (): Float64Array => draw.normal([n]).toTypedArray() as Float64Array;
      const inverse = inverseHessian(n);
      inverse.reset(0.7);
      let plain: Float64Array[] = Array.from({ length: n }, (_, i) =>
        Float64Array.from({ length: n }, (_, j) => (i === j ? 0.7 : 0)),
      );
      for (let k = 0; k < 4; k++) {
        const s = vector();
        const y = s.map((v, i) => v * (1 + (i % 5)) + 0.01 * Math.cos(i));
        const product = new Float64Array(n);
        inverse.multiply(y, product, 1);
        const rho = 1 / inner(s, y);
        inverse.update(s, product, rho * (1 + rho * inner(y, product)), rho);
        plain = updated(plain, s, y);
        const v = vector();
        const got = new Float64Array(n);
        inverse.multiply(v, got, -1);
        for (let i = 0; i < n; i++) expect(got[i]).toBeCloseTo(-inner(plain[i]!, v), 9);
      }
      inverse.free();
    });
  }
});
