// What can go wrong with an objective, by every method: the status is one that the case allows, the iterate is finite and
// no higher than the start, and the run ends.
import { chainedRosenbrock, objective } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import {
  type IterationState,
  iterate,
  type MethodName,
  minimize,
  minimizeAsync,
  type Objective,
  type Status,
} from '../src/index.js';
import { methods } from '../src/methods/methods.js';

const all = Object.keys(methods) as MethodName[];
const searching = all.filter((name) => methods[name].order > 0 && methods[name].lineSearches[0] !== 'none');
const maxIterations = 3000;

/** x⁴ + 3y², whose value is what `spoil` makes of it from the fourth evaluation on. */
function spoiled(spoil: (value: number) => number): Objective {
  let calls = 0;
  return objective(
    (x) => {
      const value = x[0]! ** 4 + 3 * x[1]! ** 2;
      return ++calls > 3 ? spoil(value) : value;
    },
    (x) => [4 * x[0]! ** 3, 6 * x[1]!],
  );
}

const failed: Status[] = ['line-search-failed', 'stalled', 'diverged', 'max-iterations'];

interface Case {
  make(): Objective;
  start: number[];
  /** How a run may end; the default is that of a failure. */
  ends?: readonly Status[];
  /** Methods that do not use what is spoiled. */
  without?: readonly MethodName[];
}

const cases: Record<string, Case> = {
  'f is NaN from the fourth evaluation on': { make: () => spoiled(() => Number.NaN), start: [3, 1] },
  'f is ∞ from the fourth evaluation on': { make: () => spoiled(() => Number.POSITIVE_INFINITY), start: [3, 1] },
  'f throws from the fourth evaluation on': {
    make: () =>
      spoiled(() => {
        throw new Error('boom');
      }),
    start: [3, 1],
  },
  '∇f is NaN from the third evaluation on': {
    make: () => {
      let calls = 0;
      return objective(
        (x) => x[0]! ** 4 + 3 * x[1]! ** 2,
        (x) => (++calls > 2 ? [Number.NaN, 0] : [4 * x[0]! ** 3, 6 * x[1]!]),
      );
    },
    start: [3, 1],
    without: ['nelder-mead'],
  },
  'f is linear': {
    make: () =>
      objective(
        (x) => x[0]! - 2 * x[1]!,
        () => [1, -2],
      ),
    start: [0, 0],
    ends: ['diverged', 'max-iterations'],
  },
  '∇f has the wrong sign': {
    make: () =>
      objective(
        (x) => x[0]! ** 2,
        (x) => [-2 * x[0]!],
      ),
    start: [1],
    without: ['nelder-mead'],
  },
  'f is near the largest double': {
    make: () =>
      objective(
        (x) => 1e300 * (x[0]! ** 2 + 3 * x[1]! ** 2),
        (x) => [2e300 * x[0]!, 6e300 * x[1]!],
        () => [2e300, 0, 0, 6e300],
      ),
    start: [1, 1],
    ends: [...failed, 'converged'],
  },
  'f has a large constant': {
    make: () =>
      objective(
        (x) => 1e300 + x[0]! ** 2,
        (x) => [2 * x[0]!],
        () => [2],
      ),
    start: [1],
    ends: ['converged'],
  },
};

describe('failures, by every method', () => {
  for (const [name, { make, start, ends = failed, without = [] }] of Object.entries(cases)) {
    it(name, () => {
      for (const method of all) {
        if (without.includes(method)) continue;
        const result = minimize(make(), start, { method, maxIterations });
        expect(ends, `${method}: ${result.message}`).toContain(result.status);
        expect(result.message, method).toMatch(/\w+ .*\w/);
        expect(Number.isFinite(result.value), method).toBe(true);
        expect(result.x.every(Number.isFinite), method).toBe(true);
        expect(result.value, method).toBeLessThanOrEqual(make().value(Float64Array.from(start)));
        expect(result.evaluations.value, method).toBeLessThan(5 * maxIterations);
      }
    });
  }

  it('what is thrown is named, and kept', () => {
    for (const method of all) {
      if (method === 'nelder-mead') continue;
      const result = minimize(cases['f throws from the fourth evaluation on']!.make(), [3, 1], { method });
      expect(result.message, method).toMatch(/on the way the objective threw Error: boom/);
      expect(result.error, method).toBeInstanceOf(Error);
    }
  });

  it('an exception beyond a wall is stepped back from, and leaves no trace in a run that arrives', () => {
    const beyond = (x: Float64Array): void => {
      if (Math.abs(x[0]!) >= 1) throw new RangeError('outside');
    };
    const barrier = objective(
      (x) => {
        beyond(x);
        return -Math.log(1 - x[0]! ** 2) + x[0]!;
      },
      (x) => {
        beyond(x);
        return [(2 * x[0]!) / (1 - x[0]! ** 2) + 1];
      },
    );
    for (const method of [...searching, 'nelder-mead'] as const) {
      const result = minimize(barrier, [0.99], { method });
      expect(result.status, method).toBe('converged');
      expect(result.x[0], method).toBeCloseTo(1 - Math.SQRT2, 5);
      expect(Object.keys(result), method).not.toContain('error');
    }
  });

  it('an exception at the start, of a listener or about a wrong size passes through', () => {
    const boom = new Error('boom');
    const thrower = (): never => {
      throw boom;
    };
    for (const method of all) {
      expect(() => minimize(thrower, [1], { method }), method).toThrow(boom);
      expect(() => minimize((x) => x[0]! ** 2, [1], { method, onIteration: thrower }), method).toThrow(boom);
      const short = { value: (x: Float64Array) => x[0]! ** 2, gradient: () => new Float64Array(3) };
      if (method !== 'nelder-mead') expect(() => minimize(short, [1], { method }), method).toThrow(/gradient/);
    }
  });
});

describe('local minima', () => {
  it('that of Rosenbrock for n ≥ 4 is certified as a minimum', () => {
    // SciPy's trust-exact from (−1, 1, …, 1) to ‖∇f‖ ≤ 1e-12.
    for (const [n, least] of [
      [4, 3.7014286104300167],
      [7, 3.9836005364248543],
      [10, 3.9865791123471386],
      [20, 3.986623854261199],
    ] as const) {
      const start = Array.from({ length: n }, (_, i) => (i === 0 ? -1 : 1));
      for (const method of searching) {
        const result = minimize(chainedRosenbrock(n), start, { method, certify: true, maxIterations: 100_000 });
        expect(result.value, `${method}, n = ${n}`).toBeCloseTo(least, 7);
        expect(result.certificate!.kind, `${method}, n = ${n}`).toBe('minimum');
        // Steepest descent creeps along the valley until no double near by is lower, six digits short of ∇f = 0.
        if (method !== 'gradient-descent') expect(result.status, `${method}, n = ${n}`).toBe('converged');
      }
    }
  });
});

describe('runs that are interrupted', () => {
  const f = objective(
    (x) => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2,
    (x) => [-2 * (1 - x[0]!) - 400 * x[0]! * (x[1]! - x[0]! ** 2), 200 * (x[1]! - x[0]! ** 2)],
  );
  const start = [-1.2, 1];

  it('give the bits of one that is not, by every method', async () => {
    for (const method of all) {
      const options = { method, maxIterations: 60, trace: true, learningRate: 1e-3 } as const;
      const plain = { method, maxIterations: 60, trace: true } as const;
      const opts = method === 'nelder-mead' || method === 'trust-region' ? plain : options;
      const whole = minimize(f, start, opts);
      expect(await minimizeAsync(f, start, opts), method).toEqual(whole);
      // Two runs advanced in turns, with a third one in between: nothing is shared.
      const [one, two] = [iterate(f, start, opts), iterate(f, start, opts)];
      const seen: IterationState[][] = [[], []];
      for (let k = 0; ; k++) {
        const [a, b] = [one.next(), two.next()];
        if (a.done || b.done) {
          expect([a.value, b.value], method).toEqual([whole, whole]);
          break;
        }
        seen[0]!.push(a.value);
        seen[1]!.push(b.value);
        if (k === 7) minimize(f, [2, -1], { method, maxIterations: 20 });
      }
      expect(seen, method).toEqual([whole.trace, whole.trace]);
    }
  });
});
