// On a quadratic with exact searches: conjugate directions, and the minimum after n of them.
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

describe('conjugate gradients', () => {
  it('with exact searches end on a quadratic after n steps, in core memory too', () => {
    for (const n of [2, 5, 12, 20]) {
      const { iterations, status, x } = minimize(bowl(n), new Float64Array(n), { method: 'cg', lineSearch: 'exact' });
      expect(status).toBe('converged');
      // Rounding costs a step or two where the condition is 400.
      expect(iterations, `n = ${n}`).toBeLessThanOrEqual(n + 2);
      for (const c of x) expect(c).toBeCloseTo(1, 6);
    }
  });

  it('take steps that are conjugate: sᵢᵀHsⱼ = 0', () => {
    const n = 12;
    const { trace } = minimize(bowl(n), new Float64Array(n), {
      method: 'cg',
      lineSearch: 'exact',
      trace: true,
      maxIterations: 6,
    });
    const steps = trace!.slice(1).map(({ x }, k) => x.map((c, i) => c - trace![k]!.x[i]!));
    const product = (a: number[], b: number[]): number => a.reduce((sum, c, i) => sum + (i + 1) ** 2 * c * b[i]!, 0);
    expect(steps).toHaveLength(6);
    for (let i = 0; i < steps.length; i++) {
      for (let j = 0; j < i; j++) {
        const size = Math.sqrt(product(steps[i]!, steps[i]!) * product(steps[j]!, steps[j]!));
        expect(Math.abs(product(steps[i]!, steps[j]!)) / size, `${i}, ${j}`).toBeLessThan(1e-6);
      }
    }
  });

  it('return the best iterate where Hager and Zhang’s search lets f rise', () => {
    const n = 5;
    const shifted = { ...bowl(n), value: (x: Float64Array): number => 1e6 + bowl(n).value(x) };
    const { trace, value } = minimize(shifted, new Float64Array(n), {
      method: 'cg',
      lineSearch: 'hager-zhang',
      trace: true,
      tolerance: { gradient: 1e-9 },
    });
    expect(value).toBe(Math.min(...trace!.map((state) => state.value)));
  });
});
