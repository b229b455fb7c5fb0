// The functions of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981) by every general method. Reference counts: SciPy 1.17.1
// (BFGS, L-BFGS-B, CG; Rosenbrock 39/44/78 evaluations at n = 2, 83/88/437 at n = 10, 650/604/1984 at n = 100), SciPy
// 1.10.1 (41 and 629).
import { readFileSync } from 'node:fs';
import {
  chainedRosenbrock,
  type LeastSquaresProblem,
  sizedProblems,
  smallProblems,
  sumOfSquares,
} from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import {
  checkGradient,
  type FitMethodName,
  iterate,
  leastSquares,
  type MethodName,
  minimize,
  type Residuals,
} from '../../src/index.js';

const problems = [...smallProblems, ...sizedProblems];

/** Within 1e-8·max(1, |f|) of a listed minimum, or six digits of a published value. */
function solved({ minima }: LeastSquaresProblem, value: number): boolean {
  return minima.some((m) => Math.abs(value - m.value) <= Math.max(1e-8, 1e-6 * m.value));
}

function residualsOf(problem: LeastSquaresProblem): Residuals {
  return {
    residual(x, out = new Float64Array(problem.m)) {
      problem.residual(x, out);
      return out;
    },
    jacobian(x, out = new Float64Array(problem.m * x.length)) {
      out.fill(0);
      problem.jacobian(x, out);
      return out;
    },
  };
}

/** What a method does not solve, and why. */
const exceptions: Partial<Record<MethodName, Record<string, string>>> = {
  cg: {
    '10 Meyer': 'five digits of the minimum, then no step goes down any more; the run says so',
    '20 Watson, n = 9': 'condition beyond what conjugate gradients reach in the limit',
  },
  'cg-hager-zhang': {
    '3 Powell badly scaled': 'stops at ‖∇f‖ = 7e-8, where f is still 2e-8: flat along a curve',
    '10 Meyer': 'condition beyond what conjugate gradients reach in the limit',
    '20 Watson, n = 9': 'the same',
  },
  'newton-cg': {
    '3 Powell badly scaled': 'stops at ‖∇f‖ = 1e-7, where f is still 3e-8',
    '10 Meyer': 'products by differences of ∇f are too coarse for its scale',
  },
  'trust-region': {
    '18 Biggs EXP6': 'follows the valley towards the infimum 0.2427 at infinity, and does not claim it',
  },
};

const singular = 'J loses rank on the way, and no step along the one direction it follows goes down; the run says so';
const fitExceptions: Partial<Record<FitMethodName, Record<string, string>>> = {
  dogleg: { '18 Biggs EXP6': 'creeps along the valley of the local minimum 0.0056557, where J is nearly singular' },
  'gauss-newton': {
    '2 Freudenstein and Roth': singular,
    '6 Jennrich and Sampson': singular,
    '11 Gulf research and development': 'the first steps lead where the exponentials underflow',
    '18 Biggs EXP6': singular,
    '35 Chebyquad, n = 8': singular,
    '35 Chebyquad, n = 10': singular,
  },
};
/** Solved, but still polishing at the limit of iterations: residuals of 1e-2 make Gauss–Newton converge linearly. */
const slow: ReadonlySet<string> = new Set(['gauss-newton 24 Penalty II, n = 10']);

describe('Moré–Garbow–Hillstrom', () => {
  it('has right gradients', () => {
    for (const problem of problems) {
      const x = problem.start.map((v, i) => v + 0.01 * Math.sin(i + 1) * (Math.abs(v) + 0.1));
      const { taylorSlope } = checkGradient(sumOfSquares(problem), x);
      if (taylorSlope < Number.POSITIVE_INFINITY) expect(taylorSlope, problem.name).toBeCloseTo(2, 0);
    }
  });

  for (const method of ['bfgs', 'l-bfgs', 'cg', 'cg-hager-zhang', 'newton', 'newton-cg', 'trust-region'] as const) {
    it(`by ${method}`, () => {
      for (const problem of problems) {
        const { value, status, x } = minimize(sumOfSquares(problem), problem.start, { method });
        const reason = exceptions[method]?.[problem.name];
        expect(solved(problem, value), `${problem.name}: ${value}, ${status}`).toBe(reason === undefined);
        expect(sumOfSquares(problem).value(x)).toBe(value);
      }
    });
  }

  for (const method of ['lm', 'dogleg', 'gauss-newton'] as const) {
    it(`least squares by ${method}`, () => {
      for (const problem of problems) {
        const { value, status } = leastSquares(residualsOf(problem), problem.start, { method });
        const reason = fitExceptions[method]?.[problem.name];
        expect(solved(problem, value), `${problem.name}: ${value}, ${status}`).toBe(reason === undefined);
        if (reason !== undefined) expect(status, problem.name).not.toBe('converged');
        else if (!slow.has(`${method} ${problem.name}`)) expect(status, problem.name).toBe('converged');
      }
    });
  }
});

describe('evaluations beside SciPy’s, to its own tolerances', () => {
  /** By problem and method: how many evaluations SciPy needs, and the value it reaches. */
  const { records } = JSON.parse(
    readFileSync(new URL('../vectors/scipy-evaluations.json', import.meta.url), 'utf8'),
  ) as { records: Record<string, Record<string, [count: number, value: number]>> };

  /** Evaluations until max |∂f/∂xᵢ| ≤ 1e-5 or, for L-BFGS as in SciPy, f falls by less than 2.2e-9·max(1, |f|). */
  function evaluations(problem: LeastSquaresProblem, method: MethodName): { count: number; value: number } {
    const f = sumOfSquares(problem);
    let last = { count: 0, value: Number.POSITIVE_INFINITY };
    for (const state of iterate(f, problem.start, { method, tolerance: { gradient: 0 } })) {
      const fall = last.value - state.value;
      last = { count: state.evaluations.value, value: state.value };
      if (f.gradient(Float64Array.from(state.x)).every((g) => Math.abs(g) <= 1e-5)) break;
      if (method === 'l-bfgs' && fall <= 2.220446049250313e-9 * Math.max(1, Math.abs(state.value))) break;
    }
    return last;
  }

  const near = ({ minima }: LeastSquaresProblem, value: number): boolean =>
    minima.some((m) => Math.abs(value - m.value) <= 1e-6 * Math.max(1, m.value));

  const descents: Record<string, (problem: LeastSquaresProblem) => { count: number; value: number }> = {
    bfgs: (problem) => evaluations(problem, 'bfgs'),
    'l-bfgs': (problem) => evaluations(problem, 'l-bfgs'),
    cg: (problem) => evaluations(problem, 'cg'),
    // With the polishing of the parameters at its end, which MINPACK has not.
    lm: (problem) => {
      const { evaluations, value } = leastSquares(residualsOf(problem), problem.start);
      return { count: evaluations.value, value };
    },
  };

  for (const [method, total, share] of [
    ['bfgs', 0.85, 0.6],
    ['l-bfgs', 1, 0.8],
    ['cg', 0.6, 0.8],
    ['lm', 0.9, 0.5],
  ] as const) {
    it(`${method}: at most ${total} of them in all, and no more on ${share} of the problems both solve`, () => {
      const counts = problems.flatMap((problem) => {
        const [theirs, reached] = records[problem.name]![method]!;
        const { count, value } = descents[method]!(problem);
        return near(problem, value) && near(problem, reached) ? [{ ours: count, theirs }] : [];
      });
      const sum = (of: (count: { ours: number; theirs: number }) => number): number =>
        counts.reduce((all, count) => all + of(count), 0);
      expect(counts.length).toBeGreaterThan(30);
      expect(sum(({ ours }) => ours)).toBeLessThanOrEqual(total * sum(({ theirs }) => theirs));
      expect(sum(({ ours, theirs }) => Number(ours <= theirs))).toBeGreaterThanOrEqual(share * counts.length);
    });
  }
});

describe('Rosenbrock', () => {
  it('costs no more evaluations than SciPy', () => {
    const most: [MethodName, number, number][] = [
      ['bfgs', 2, 41],
      ['bfgs', 10, 83],
      ['bfgs', 100, 650],
      ['l-bfgs', 2, 46],
      ['l-bfgs', 10, 88],
      ['l-bfgs', 100, 604],
      ['cg', 2, 78],
      ['cg', 10, 437],
      ['cg', 100, 1984],
    ];
    for (const [method, n, evaluations] of most) {
      const start = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1.2));
      const result = minimize(chainedRosenbrock(n), start, { method });
      expect(result.evaluations.value, `${method}, n = ${n}`).toBeLessThanOrEqual(evaluations);
      for (const c of result.x) expect(c).toBeCloseTo(1, 6);
    }
  });

  it('is not alone in that: logistic regression, to SciPy’s own tolerance', () => {
    // (1/m) Σ log(1 + exp(−yᵢ xᵢ·w)) + 0.005‖w‖² from 0; SciPy 1.10.1 and 1.17.1 agree on counts and values.
    for (const [m, n, least, bfgs, lbfgs, cg] of [
      [200, 10, 0.366997935, 27, 9, 25],
      [500, 20, 0.404649825, 32, 10, 37],
    ] as const) {
      const X = Array.from({ length: m }, (_, i) =>
        Array.from({ length: n }, (_, j) => ((37 * i + 101 * j + 17 * i * j + i * i) % 200) / 100 - 1),
      );
      const y = X.map((row, i) =>
        row.reduce((sum, x, j) => sum + x * ((j % 3) - 1), ((53 * i) % 100) / 50 - 1) > 0 ? 1 : -1,
      );
      const valueAndGradient = (w: Float64Array, g: Float64Array): number => {
        let value = 0;
        for (let j = 0; j < n; j++) {
          value += 0.005 * w[j]! ** 2;
          g[j] = 0.01 * w[j]!;
        }
        X.forEach((row, i) => {
          const margin = y[i]! * row.reduce((sum, x, j) => sum + x * w[j]!, 0);
          const power = Math.exp(-Math.abs(margin));
          value += (Math.log1p(power) + Math.max(-margin, 0)) / m;
          const weight = (-y[i]! * (margin > 0 ? power : 1)) / (1 + power) / m;
          for (let j = 0; j < n; j++) g[j]! += weight * row[j]!;
        });
        return value;
      };
      const value = (w: Float64Array): number => valueAndGradient(w, new Float64Array(n));
      for (const [method, most] of [
        ['bfgs', bfgs],
        ['l-bfgs', lbfgs],
        ['cg', cg],
      ] as const) {
        const onIteration = ({ x }: { x: number[] }): unknown => {
          const gradient = new Float64Array(n);
          valueAndGradient(Float64Array.from(x), gradient);
          return gradient.every((g) => Math.abs(g) <= 1e-5) && 'stop';
        };
        const result = minimize({ value, valueAndGradient }, new Float64Array(n), { method, onIteration });
        expect(result.value, method).toBeCloseTo(least, 7);
        expect(result.evaluations.value, `${method}, m = ${m}`).toBeLessThanOrEqual(most);
      }
    }
  });

  it('at n = 1000, and a convex function of 100 000 variables', () => {
    const start = Array.from({ length: 1000 }, (_, i) => (i % 2 ? 1 : -1.2));
    expect(minimize(chainedRosenbrock(1000), start).value).toBeLessThan(1e-12);
    const n = 100_000;
    const convex = {
      value: (x: Float64Array) => x.reduce((sum, c, i) => sum + (1 + (i % 10)) * (c - 1) ** 2 + 0.1 * c ** 4, 0),
      gradient: (x: Float64Array, g = new Float64Array(n)) => {
        for (let i = 0; i < n; i++) g[i] = 2 * (1 + (i % 10)) * (x[i]! - 1) + 0.4 * x[i]! ** 3;
        return g;
      },
    };
    for (const method of ['l-bfgs', 'cg'] as const) {
      const result = minimize(convex, new Float64Array(n), { method });
      expect(result.status, method).toBe('converged');
      expect(result.iterations, method).toBeLessThan(60);
    }
  });
});
