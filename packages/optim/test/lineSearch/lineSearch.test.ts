// Every accepted step of every search satisfies the conditions the search promises.
import { describe, expect, it } from 'vitest';
import { type LineSearchName, minimize, type Objective } from '../../src/index.js';

const functions: [string, Objective, number[]][] = [
  [
    'Rosenbrock',
    {
      value: (x) => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2,
      gradient: (x) =>
        Float64Array.of(-2 * (1 - x[0]!) - 400 * x[0]! * (x[1]! - x[0]! ** 2), 200 * (x[1]! - x[0]! ** 2)),
    },
    [-1.2, 1],
  ],
  [
    'a wavy bowl',
    {
      value: (x) => x[0]! ** 2 + 2 * x[1]! ** 2 + Math.sin(5 * x[0]!) + Math.cos(3 * x[1]!),
      gradient: (x) => Float64Array.of(2 * x[0]! + 5 * Math.cos(5 * x[0]!), 4 * x[1]! - 3 * Math.sin(3 * x[1]!)),
    },
    [3, -2],
  ],
];

interface Step {
  decrease: number;
  /** ∇fₖ·s and ∇fₖ₊₁·s. */
  before: number;
  after: number;
  value: number;
}

function steps(f: Objective, start: number[], method: 'bfgs' | 'gradient-descent', lineSearch: LineSearchName): Step[] {
  const { trace } = minimize(f, start, { method, lineSearch, trace: true, maxIterations: 200 });
  return trace!.slice(1).map(({ x, value }, k) => {
    const from = trace![k]!;
    const slope = (at: number[]): number => {
      const g = f.gradient!(Float64Array.from(at));
      return x.reduce((sum, c, i) => sum + g[i]! * (c - from.x[i]!), 0);
    };
    return { decrease: value - from.value, before: slope(from.x), after: slope(x), value };
  });
}

describe('line searches', () => {
  for (const [name, f, start] of functions) {
    it(`Armijo on ${name}: enough decrease`, () => {
      for (const { decrease, before, value } of steps(f, start, 'gradient-descent', 'armijo')) {
        expect(decrease).toBeLessThanOrEqual(1e-4 * before + 1e-14 * Math.max(1, Math.abs(value)));
      }
    });

    it(`Wolfe on ${name}: enough decrease and a flat enough slope`, () => {
      const all = steps(f, start, 'bfgs', 'wolfe');
      expect(all.length).toBeGreaterThan(3);
      for (const { decrease, before, after, value } of all) {
        expect(before).toBeLessThan(0);
        expect(decrease).toBeLessThanOrEqual(1e-4 * before + 1e-14 * Math.max(1, Math.abs(value)));
        expect(Math.abs(after)).toBeLessThanOrEqual(0.95 * Math.abs(before) * (1 + 1e-9));
      }
    });

    it(`Hager–Zhang on ${name}: Wolfe or approximate Wolfe`, () => {
      for (const { decrease, before, after, value } of steps(f, start, 'bfgs', 'hager-zhang')) {
        expect(after).toBeGreaterThanOrEqual(0.9 * before * (1 + 1e-9));
        const wolfe = decrease <= 0.1 * before * (1 - 1e-9);
        const approximate = after <= -0.8 * before * (1 + 1e-9) && decrease <= 1e-6 * Math.max(1, Math.abs(value));
        expect(wolfe || approximate).toBe(true);
      }
    });

    it(`exact on ${name}: the slope vanishes`, () => {
      for (const { before, after } of steps(f, start, 'gradient-descent', 'exact').slice(0, 20)) {
        expect(Math.abs(after)).toBeLessThanOrEqual(1e-8 * Math.abs(before));
      }
    });
  }

  it('the exact search needs one secant step on a quadratic, t = gᵀg / gᵀHg', () => {
    const f: Objective = {
      value: (x) => x[0]! ** 2 + 5 * x[1]! ** 2,
      gradient: (x) => Float64Array.of(2 * x[0]!, 10 * x[1]!),
    };
    const { trace } = minimize(f, [1, 1], {
      method: 'gradient-descent',
      lineSearch: 'exact',
      maxIterations: 1,
      trace: true,
    });
    const t = (4 + 100) / (2 * 4 + 10 * 100);
    expect(trace![1]!.x[0]).toBeCloseTo(1 - 2 * t, 14);
    expect(trace![1]!.x[1]).toBeCloseTo(1 - 10 * t, 14);
    expect(trace![1]!.evaluations.value).toBe(3);
  });
});
