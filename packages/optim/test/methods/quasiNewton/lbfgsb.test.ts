// Bounded minima against the KKT conditions, and against SciPy 1.17.1's L-BFGS-B on the bounded Rosenbrock function.
import { ArgumentError } from '@nablajs/core-wasm';
import { chainedRosenbrock } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { minimize, type Objective } from '../../../src/index.js';

describe('l-bfgs-b', () => {
  it('finds SciPy’s bounded minima', () => {
    const cases: [number, [number | null, number | null], number][] = [
      [2, [null, 0.5], 0.25],
      [2, [-5, 0.8], 0.04],
      [2, [1.1, 3], 0.01],
      [4, [null, 0.5], 1.6678751226630828],
      [4, [-5, 0.8], 0.5026184416097537],
      [10, [null, 0.5], 7.594812948946915],
      [10, [1.1, 3], 7.096996279432444],
      [50, [-5, 0.8], 45.5968913570316],
      [50, [1.1, 3], 55.896996280405254],
    ];
    for (const [n, bound, value] of cases) {
      const start = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1.2));
      const f = chainedRosenbrock(n);
      const result = minimize(f, start, { bounds: start.map(() => bound) });
      expect(result, `n = ${n}, [${bound}]`).toMatchObject({ method: 'l-bfgs-b', status: 'converged' });
      expect(result.value / value - 1).toBeCloseTo(0, 9);
      const [low, high] = [bound[0] ?? Number.NEGATIVE_INFINITY, bound[1] ?? Number.POSITIVE_INFINITY];
      const g = f.gradient!(result.x);
      result.x.forEach((c, i) => {
        expect(c >= low && c <= high).toBe(true);
        // At the lower bound f rises inwards, at the upper outwards; inside ∇f vanishes.
        if (c === low) expect(g[i]).toBeGreaterThanOrEqual(-1e-5);
        else if (c === high) expect(g[i]).toBeLessThanOrEqual(1e-5);
        else expect(Math.abs(g[i]!)).toBeLessThan(1e-5);
      });
    }
  });

  it('goes all the way in the first step where every variable has both bounds', () => {
    // Brown badly scaled: SciPy 1.10.1 takes 5 evaluations; a first step of length 1 would take 147. On the way the
    // projected gradient, shortened by the box, is small beside |f| = 1.8e11, which is no convergence.
    const brown: Objective = {
      value: ([x, y]) => (x! - 1e6) ** 2 + (y! - 2e-6) ** 2 + (x! * y! - 2) ** 2,
      gradient: ([x, y]) =>
        Float64Array.of(2 * (x! - 1e6) + 2 * y! * (x! * y! - 2), 2 * (y! - 2e-6) + 2 * x! * (x! * y! - 2)),
    };
    const result = minimize(brown, [1, 1], {
      bounds: [
        [-7e4, 7e5],
        [-5, 6],
      ],
    });
    expect(result.status).toBe('converged');
    expect(result.x[0]).toBe(7e5);
    expect(result.value / 9e10).toBeCloseTo(1, 9);
    expect(result.evaluations.value).toBeLessThan(20);
  });

  it('solves a bounded quadratic exactly, active bounds on both sides', () => {
    const n = 20;
    const target = Array.from({ length: n }, (_, i) => 3 * Math.sin(i));
    const f: Objective = {
      value: (x) => x.reduce((sum, c, i) => sum + (i + 1) * (c - target[i]!) ** 2, 0),
      gradient: (x) => x.map((c, i) => 2 * (i + 1) * (c - target[i]!)),
    };
    for (const method of ['l-bfgs-b', 'gradient-descent'] as const) {
      const bounds = target.map(() => [-1, 1] as const);
      const { x } = minimize(f, new Float64Array(n), { method, bounds, tolerance: { gradient: 1e-8 } });
      x.forEach((c, i) => void expect(c).toBeCloseTo(Math.max(-1, Math.min(1, target[i]!)), 6));
    }
  });

  it('moves an infeasible start into the box, and keeps fixed variables', () => {
    const { x } = minimize(chainedRosenbrock(2), [9, 9], {
      bounds: [
        [0, 2],
        [1.44, 1.44],
      ],
    });
    expect(x[1]).toBe(1.44);
    expect(x[0]).toBeCloseTo(1.1994, 3);
  });

  it('other methods refuse bounds instead of ignoring them', () => {
    expect(() =>
      minimize(chainedRosenbrock(2), [0, 0], {
        method: 'bfgs',
        bounds: [
          [0, 1],
          [0, 1],
        ],
      }),
    ).toThrow(ArgumentError);
  });
});
