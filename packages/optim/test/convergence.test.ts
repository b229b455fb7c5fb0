// What goes wrong, and what is said about it: never success where there is none, always the best completed iterate.
import { parse } from '@nablajs/calculus';
import { chainedRosenbrock, objective, smallProblems, sumOfSquares } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { iterate, type MethodName, minimize, type Objective, type Result } from '../src/index.js';

const gradientMethods: MethodName[] = [
  'gradient-descent',
  'cg',
  'bfgs',
  'l-bfgs',
  'l-bfgs-b',
  'newton',
  'newton-cg',
  'trust-region',
];
const rules: MethodName[] = ['momentum', 'nesterov', 'rmsprop', 'adagrad', 'adam', 'adamw'];
const all: MethodName[] = [...gradientMethods, ...rules, 'nelder-mead'];

const bowl = objective(
  (x) => x[0]! ** 2 + 3 * x[1]! ** 2,
  (x) => [2 * x[0]!, 6 * x[1]!],
);

describe('bad values', () => {
  it('f = ∞ or NaN at the start is no convergence', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const method of all) {
        const result = minimize(
          objective(
            () => bad,
            () => [1],
          ),
          [1],
          { method },
        );
        expect(result.status, `${method} at ${bad}`).toBe('not-finite');
        expect(Array.from(result.x)).toEqual([1]);
        expect(result.gradientNorm, 'no gradient was computed, so none is reported as zero').not.toBe(0);
      }
    }
  });

  it('a NaN gradient at the start is no convergence', () => {
    for (const method of [...gradientMethods, ...rules]) {
      const result = minimize(
        objective(
          (x) => x[0]! ** 2,
          () => [Number.NaN],
        ),
        [1],
        { method },
      );
      expect(result.status, method).toBe('not-finite');
    }
  });

  it('f = ∞ or NaN beyond a wall is stepped back from', () => {
    // −ln(1 − x²) + x: defined for |x| < 1, minimum at x = 1 − √2
    for (const outside of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const barrier = objective(
        (x) => (Math.abs(x[0]!) < 1 ? -Math.log(1 - x[0]! ** 2) + x[0]! : outside),
        (x) => [(2 * x[0]!) / (1 - x[0]! ** 2) + 1],
      );
      for (const method of [...gradientMethods, 'nelder-mead'] as const) {
        const result = minimize(barrier, [0.99], { method });
        expect(result.status, `${method}, ${outside}`).toBe('converged');
        expect(result.x[0], method).toBeCloseTo(1 - Math.SQRT2, 5);
      }
    }
  });

  it('a gradient that turns NaN on the way ends the run with a finite iterate', () => {
    const half = objective(
      (x) => x[0]!,
      (x) => [x[0]! < -3 ? Number.NaN : 1],
    );
    for (const method of gradientMethods) {
      const result = minimize(half, [0], { method, maxIterations: 300 });
      expect(result.status, method).not.toBe('converged');
      expect(Number.isFinite(result.value), method).toBe(true);
      expect(result.x[0], method).toBeGreaterThanOrEqual(-3);
    }
  });
});

describe('no minimum', () => {
  const cases: [string, Objective, number[]][] = [
    [
      'a linear function',
      objective(
        (x) => x[0]! - 2 * x[1]!,
        () => [1, -2],
      ),
      [0, 0],
    ],
    [
      '−x²',
      objective(
        (x) => -(x[0]! ** 2),
        (x) => [-2 * x[0]!],
      ),
      [1],
    ],
    [
      'x³',
      objective(
        (x) => x[0]! ** 3,
        (x) => [3 * x[0]! ** 2],
      ),
      [1.5],
    ],
    [
      'e^−x, whose infimum is not attained',
      objective(
        (x) => Math.exp(-x[0]!),
        (x) => [-Math.exp(-x[0]!)],
      ),
      [0],
    ],
    [
      '1/(1 + x²)',
      objective(
        (x) => 1 / (1 + x[0]! ** 2),
        (x) => [(-2 * x[0]!) / (1 + x[0]! ** 2) ** 2],
      ),
      [1],
    ],
    [
      'e^−x + y²',
      objective(
        ([x, y]) => Math.exp(-x!) + y! ** 2,
        ([x, y]) => [-Math.exp(-x!), 2 * y!],
      ),
      [0, 1],
    ],
    [
      'ln(1 + e^−x), which underflows to its infimum',
      objective(
        (x) => Math.log1p(Math.exp(-x[0]!)),
        (x) => [-1 / (1 + Math.exp(x[0]!))],
      ),
      [1],
    ],
    [
      '(xy − 1)² + x², whose infimum 0 is not attained',
      objective(
        ([x, y]) => (x! * y! - 1) ** 2 + x! ** 2,
        ([x, y]) => [2 * (x! * y! - 1) * y! + 2 * x!, 2 * (x! * y! - 1) * x!],
      ),
      [1, 1],
    ],
  ];
  for (const [name, f, start] of cases) {
    it(`${name} is never called minimized`, () => {
      for (const method of [...gradientMethods, 'nelder-mead'] as const) {
        const result = minimize(f, start, { method, maxIterations: 2000 });
        expect(result.status, `${method}: ${result.message} at ${result.x}`).not.toBe('converged');
      }
    });
  }
});

describe('wrong gradients and special starts', () => {
  it('a gradient of the wrong sign is noticed at once', () => {
    const wrong = objective(
      (x) => x[0]! ** 2,
      (x) => [-2 * x[0]!],
    );
    for (const method of gradientMethods) {
      const result = minimize(wrong, [1], { method });
      expect(result.status, method).toBe('line-search-failed');
      expect(result.message, method).toMatch(/wrong/);
      expect(Array.from(result.x)).toEqual([1]);
    }
  });

  it('a gradient too large to square is called that, not wrong', () => {
    const huge = objective(
      (x) => 1e300 * x[0]! ** 2,
      (x) => [2e300 * x[0]!],
    );
    for (const method of ['gradient-descent', 'bfgs', 'l-bfgs', 'l-bfgs-b'] as const) {
      const result = minimize(huge, [1], { method });
      expect(result.status, method).toBe('line-search-failed');
      expect(result.message, method).toMatch(/overflows/);
    }
  });

  it('Newton takes no step of another order of magnitude where H is singular', () => {
    // McCormick: H is singular at (0, 0), and f is unbounded along its null vector.
    const mcCormick = parse('sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1');
    expect(minimize(mcCormick, [0, 0], { method: 'newton' }).value).toBeCloseTo(-1.9132229549810367, 8);
  });

  it('the minimizer as the start is recognized', () => {
    for (const method of all) {
      const result = minimize(bowl, [0, 0], { method });
      expect(result.status, method).toBe('converged');
      expect(Array.from(result.x), method).toEqual([0, 0]);
      if (method !== 'nelder-mead') expect([result.iterations, result.evaluations.value], method).toEqual([0, 1]);
    }
  });

  it('a saddle reached from (1, 0) is never certified as a minimum', () => {
    const saddle = objective(
      (x) => x[0]! ** 2 - x[1]! ** 2,
      (x) => [2 * x[0]!, -2 * x[1]!],
    );
    for (const method of gradientMethods) {
      const result = minimize(saddle, [1, 0], { method, certify: true });
      if (result.status === 'converged') expect(result.certificate!.kind, method).toBe('saddle');
    }
  });

  it('says in words what H says, and that a stationary start need not be a minimum', () => {
    const saddle = objective(
      (x) => x[0]! ** 2 - x[1]! ** 2,
      (x) => [2 * x[0]!, -2 * x[1]!],
    );
    expect(minimize(saddle, [0, 0]).message).toMatch(/saddles and maxima are that too/);
    expect(minimize(saddle, [0, 0], { certify: true }).message).toMatch(/by H it is a saddle/);
    expect(minimize(bowl, [1, 1], { certify: true }).message).toMatch(/by H it is a minimum/);
    expect(minimize(bowl, [1, 1]).message).toMatch(/a stationary point$/);
  });

  it('does not call the inflection of x³ + y² a minimum, on whichever side of it a run ends', () => {
    const inflection = objective(
      ([x, y]) => x! ** 3 + y! ** 2,
      ([x, y]) => [3 * x! ** 2, 2 * y!],
    );
    for (const method of [...gradientMethods, ...rules]) {
      const { certificate } = minimize(inflection, [1, 1], { method, certify: true, maxIterations: 500 });
      if (certificate && certificate.gradientNorm < 1e-5) expect(certificate.kind, method).toBe('inconclusive');
    }
    // A minimum stays one, though the run ends at 1e-4 from it.
    const { certificate } = minimize(bowl, [1, 1], {
      method: 'gradient-descent',
      tolerance: { gradient: 1e-4 },
      certify: true,
    });
    expect(certificate!.kind).toBe('minimum');
  });

  it('knows the local minimum of Rosenbrock at n = 4 and certifies it as one', () => {
    const result = minimize(chainedRosenbrock(4), [-0.77, 0.61, 0.38, 0.14], { certify: true });
    expect(result.value).toBeCloseTo(3.7014286, 6);
    expect(result).toMatchObject({ status: 'converged', certificate: { kind: 'minimum' } });
    const inertia = result.certificate!.inertia;
    expect(inertia).toEqual({ positive: 4, negative: 0, zero: 0 });
  });
});

describe('steep starts', () => {
  it('a start 73 orders of magnitude above the minimum neither stops the run nor passes for convergence', () => {
    const cliff = objective(
      ([x, y]) => Math.exp(100 * x! ** 2) + y! ** 2,
      ([x, y]) => [200 * x! * Math.exp(100 * x! ** 2), 2 * y!],
    );
    for (const method of gradientMethods) {
      const result = minimize(cliff, [1.3, 0.7], { method });
      expect(result.status, method).toBe('converged');
      expect(result.value, method).toBeCloseTo(1, 8);
    }
  });
});

describe('minima that look like none', () => {
  it('the rounding of large residuals does not hide that nothing is left to gain', () => {
    const meyer = smallProblems.find(({ name }) => name === '10 Meyer')!;
    for (const method of ['bfgs', 'l-bfgs', 'newton', 'trust-region'] as const) {
      expect(minimize(sumOfSquares(meyer), meyer.start, { method }).status, method).toBe('converged');
    }
  });

  it('a model that foretells nothing more ends the run before the rounding of ∇f does', () => {
    const osborne = smallProblems.find(({ name }) => name === '17 Osborne 1')!;
    for (const method of ['bfgs', 'l-bfgs'] as const) {
      const result = minimize(sumOfSquares(osborne), osborne.start, { method });
      expect(result.status, method).toBe('converged');
      // More, J. et al. (1981): 5.46489…e-5; to the last digits in twice the evaluations of the way there.
      expect(result.value, method).toBeCloseTo(5.464894697482e-5, 13);
      expect(result.evaluations.value, method).toBeLessThan(150);
    }
  });

  it('a flat minimum far from the start, and a step aside from one', () => {
    const far = objective(
      (x) => (x[0]! - 1e4) ** 4 + x[1]! ** 4,
      (x) => [4 * (x[0]! - 1e4) ** 3, 4 * x[1]! ** 3],
    );
    const near = objective(
      (x) => x[0]! ** 4 + x[1]! ** 4,
      (x) => [4 * x[0]! ** 3, 4 * x[1]! ** 3],
    );
    for (const method of gradientMethods) {
      if (method === 'gradient-descent') continue;
      expect(minimize(far, [0, 1], { method }).status, method).toBe('converged');
      expect(minimize(near, [1, 2], { method }).status, method).toBe('converged');
    }
  });
});

describe('limits and exceptions', () => {
  it('the limit returns the best completed iterate', () => {
    const hard = objective(
      (x) => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2,
      (x) => [-2 * (1 - x[0]!) - 400 * x[0]! * (x[1]! - x[0]! ** 2), 200 * (x[1]! - x[0]! ** 2)],
    );
    for (const method of all) {
      const seen: number[] = [];
      const result = minimize(hard, [-1.2, 1], {
        method,
        ...(rules.includes(method) ? { learningRate: 1e-4 } : {}),
        maxIterations: 5,
        onIteration: ({ value }) => void seen.push(value),
      });
      expect([result.status, result.iterations], method).toEqual(['max-iterations', 5]);
      expect(seen.length, method).toBe(6);
      expect(result.value, method).toBe(Math.min(...seen));
      expect(hard.value(result.x), method).toBe(result.value);
    }
  });

  it('a generator left early gives back what the method holds', () => {
    for (const method of rules) {
      for (const { iteration } of iterate(bowl, [1, 1], { method })) if (iteration === 2) break;
    }
    const result: Result = minimize(bowl, [1, 1], { method: 'adam', learningRate: 0.05 });
    expect(result.status).toBe('converged');
  });

  it('an objective that minimizes within itself does not disturb the outer run', () => {
    const nested = objective(
      (x) => minimize(bowl, [1, 1], { method: 'bfgs' }).value + (x[0]! - 2) ** 2,
      (x) => [2 * (x[0]! - 2)],
    );
    expect(minimize(nested, [0], { method: 'bfgs' }).x[0]).toBeCloseTo(2, 8);
  });
});
