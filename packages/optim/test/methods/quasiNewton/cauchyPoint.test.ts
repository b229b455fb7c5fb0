import { describe, expect, it } from 'vitest';
import { toBox } from '../../../src/bounds.js';
import { Descent } from '../../../src/descent.js';
import { cauchyPoint } from '../../../src/methods/quasiNewton/cauchyPoint.js';
import { CompactHessian } from '../../../src/methods/quasiNewton/compactHessian.js';
import { Problem } from '../../../src/objective.js';

const n = 5;
const f = {
  value: (x: Float64Array) => x.reduce((sum, c, i) => sum + (i + 1) * (c - Math.sin(3 * i)) ** 2 + 0.1 * c ** 4, 0),
  gradient: (x: Float64Array) => x.map((c, i) => 2 * (i + 1) * (c - Math.sin(3 * i)) + 0.4 * c ** 3),
};

/** A descent after three steps, with the compact Hessian of their pairs. */
function walked(): { at: Descent; hessian: CompactHessian } {
  const box = toBox(
    Array.from({ length: n }, () => [-2, 2] as const),
    n,
    'test',
  )!;
  const at = new Descent(new Problem(f, n), Float64Array.of(1.5, -1, 0.5, -0.5, 1), box);
  const hessian = new CompactHessian(5);
  at.begin(true);
  for (const t of [0.02, 0.05, 0.03]) {
    const d = at.gradient.map((g, i) => -g * (1 + 0.3 * i));
    at.move(t, d);
    at.accept();
    hessian.push(at);
  }
  return { at, hessian };
}

/** B·v = θv − W·M·Wᵀv. */
function product(hessian: CompactHessian, v: Float64Array): Float64Array {
  const size = 2 * hessian.count;
  const [wv, mwv, row] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  hessian.transposed(v, wv);
  hessian.middle(wv, mwv);
  return v.map((c, i) => {
    hessian.row(i, row);
    return hessian.theta * c - row.reduce((sum, w, j) => sum + w * mwv[j]!, 0);
  });
}

describe('the compact Hessian', () => {
  it('satisfies the secant equation B·s = y', () => {
    const { at, hessian } = walked();
    const image = product(hessian, at.step);
    image.forEach((c, i) => void expect(c).toBeCloseTo(at.change[i]!, 10));
  });
});

describe('the Cauchy point', () => {
  it('is the first minimizer of the model along the projected path', () => {
    const { at, hessian } = walked();
    const { lower, upper } = at.box!;
    for (const half of [0.05, 0.2, 0.5, 5]) {
      for (let i = 0; i < n; i++) {
        lower[i] = at.x[i]! - half * (1 + (i % 2));
        upper[i] = at.x[i]! + half * (1 + (i % 3));
      }
      const along = (t: number): Float64Array =>
        at.x.map((c, i) => Math.max(lower[i]!, Math.min(upper[i]!, c - t * at.gradient[i]!)));
      const model = (x: Float64Array): number => {
        const d = x.map((c, i) => c - at.x[i]!);
        const bd = product(hessian, d);
        return d.reduce((sum, c, i) => sum + c * (at.gradient[i]! + bd[i]! / 2), 0);
      };
      let best = 0;
      for (let t = 1e-4; t < 3 && model(along(t)) < model(along(best)); t += 1e-4) best = t;
      const found = {
        x: new Float64Array(n),
        c: new Float64Array(10),
        free: new Int32Array(n),
        freeCount: 0,
      };
      cauchyPoint(at, hessian, found, new Float64Array(n), new Float64Array(n));
      const right = along(best);
      found.x.forEach((c, i) => void expect(Math.abs(c - right[i]!), `half-width ${half}`).toBeLessThan(1e-3));
      expect(model(found.x)).toBeLessThanOrEqual(model(right) + 1e-9);
    }
  });
});
