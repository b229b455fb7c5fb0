// What the β of Hager and Zhang promises: descent at every step, and conjugate directions where searches are exact.
import { describe, expect, it } from 'vitest';
import { minimize } from '../../../src/index.js';

/** ½ Σ i²(xᵢ − 1)² of n variables. */
const bowl = (n: number) => ({
  value: (x: Float64Array): number => x.reduce((sum, c, i) => sum + 0.5 * ((i + 1) * (c - 1)) ** 2, 0),
  gradient: (x: Float64Array, g = new Float64Array(n)): Float64Array => {
    for (let i = 0; i < n; i++) g[i] = (i + 1) ** 2 * (x[i]! - 1);
    return g;
  },
});

const rosenbrock = {
  value: ([x, y]: Float64Array): number => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2,
  gradient: ([x, y]: Float64Array, g = new Float64Array(2)): Float64Array => {
    g[0] = -400 * x! * (y! - x! * x!) - 2 * (1 - x!);
    g[1] = 200 * (y! - x! * x!);
    return g;
  },
};

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, c, i) => sum + c * b[i]!, 0);
/** The sine of the angle between two vectors of the plane. */
const sine = (a: readonly number[], b: readonly number[]): number =>
  Math.abs(a[0]! * b[1]! - a[1]! * b[0]!) / Math.sqrt(dot(a, a) * dot(b, b));

const stepsOf = (trace: readonly { readonly x: readonly number[] }[]): number[][] =>
  trace.slice(1).map(({ x }, k) => x.map((c, i) => c - trace[k]!.x[i]!));

describe('the conjugate gradients of Hager and Zhang', () => {
  it('with exact searches end on a quadratic after n conjugate steps', () => {
    const n = 12;
    const options = { method: 'cg-hager-zhang', lineSearch: 'exact', trace: true } as const;
    const { iterations, status, x, trace } = minimize(bowl(n), new Float64Array(n), options);
    expect(status).toBe('converged');
    expect(iterations).toBeLessThanOrEqual(n + 2);
    for (const c of x) expect(c).toBeCloseTo(1, 6);
    const product = (a: number[], b: number[]): number => a.reduce((sum, c, i) => sum + (i + 1) ** 2 * c * b[i]!, 0);
    const steps = stepsOf(trace!).slice(0, 6);
    for (let i = 0; i < steps.length; i++) {
      for (let j = 0; j < i; j++) {
        const size = Math.sqrt(product(steps[i]!, steps[i]!) * product(steps[j]!, steps[j]!));
        expect(Math.abs(product(steps[i]!, steps[j]!)) / size, `${i}, ${j}`).toBeLessThan(1e-6);
      }
    }
  });

  it('go along d = −∇f + βs, which descends by ⅞‖∇f‖² at least, whatever the line search', () => {
    for (const lineSearch of ['wolfe', 'hager-zhang'] as const) {
      const { status, trace } = minimize(rosenbrock, [-1.2, 1], { method: 'cg-hager-zhang', lineSearch, trace: true });
      expect(status).toBe('converged');
      const gradients = trace!.map(({ x }) => Array.from(rosenbrock.gradient(Float64Array.from(x))));
      const steps = stepsOf(trace!);
      let conjugate = 0;
      for (let k = 1; k < steps.length; k++) {
        const [s, g] = [steps[k - 1]!, gradients[k]!];
        const y = g.map((c, i) => c - gradients[k - 1]![i]!);
        const sy = dot(s, y);
        const beta = Math.max(
          (dot(y, g) - (2 * dot(y, y) * dot(s, g)) / sy) / sy,
          (0.4 * dot(s, gradients[k - 1]!)) / dot(s, s),
        );
        const d = s.map((c, i) => beta * c - g[i]!);
        if (sy > 0) expect(dot(d, g)).toBeLessThanOrEqual(-0.875 * dot(g, g) * (1 - 1e-9));
        // What is not along d is a fresh start, along −∇f; where curvature is negative there is no other.
        if (sy > 0 && sine(steps[k]!, d) < 1e-3) conjugate++;
        else expect(sine(steps[k]!, g), `${lineSearch}, step ${k}`).toBeLessThan(1e-3);
      }
      expect(conjugate / (steps.length - 1), lineSearch).toBeGreaterThan(0.8);
    }
  });
});
