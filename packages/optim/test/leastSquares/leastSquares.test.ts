import { parse } from '@nablajs/calculus';
import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { leastSquares, type Residuals } from '../../src/index.js';

const xs = Array.from({ length: 21 }, (_, i) => i / 4);
const clean = xs.map((x) => 3 * Math.exp(-0.7 * x) + 0.5);
const model = 'a*exp(-k*x) + c';

describe('leastSquares', () => {
  it('fits a line as the normal equations do, with their covariance σ²(XᵀX)⁻¹', () => {
    const ys = xs.map((x, i) => 2 + 3 * x + 0.1 * Math.sin(7 * i));
    const { x, covariance, standardErrors, rSquared, degreesOfFreedom } = leastSquares(
      { model: 'a + b*x', xs, ys },
      [0, 0],
    );
    const m = xs.length;
    const [sx, sxx] = [xs.reduce((s, c) => s + c, 0), xs.reduce((s, c) => s + c * c, 0)];
    const [sy, sxy] = [ys.reduce((s, c) => s + c, 0), ys.reduce((s, c, i) => s + c * xs[i]!, 0)];
    const det = m * sxx - sx * sx;
    const [a, b] = [(sxx * sy - sx * sxy) / det, (m * sxy - sx * sy) / det];
    expect(x[0]).toBeCloseTo(a, 12);
    expect(x[1]).toBeCloseTo(b, 12);
    const variance = ys.reduce((s, y, i) => s + (y - a - b * xs[i]!) ** 2, 0) / (m - 2);
    expect(degreesOfFreedom).toBe(m - 2);
    expect(covariance[0]![0]! / ((variance * sxx) / det)).toBeCloseTo(1, 9);
    expect(covariance[0]![1]! / ((-variance * sx) / det)).toBeCloseTo(1, 9);
    expect(standardErrors[1]! / Math.sqrt((variance * m) / det)).toBeCloseTo(1, 9);
    expect(rSquared).toBeGreaterThan(0.999);
  });

  it('recovers the parameters of clean data, with and without a Jacobian', () => {
    const byHand: Residuals = {
      residual: (p) => Float64Array.from(xs, (x, i) => clean[i]! - p[0]! * Math.exp(-p[1]! * x) - p[2]!),
    };
    for (const method of ['lm', 'dogleg', 'gauss-newton'] as const) {
      const curve = leastSquares({ model, parameters: ['a', 'k', 'c'], xs, ys: clean }, [1, 1, 0], { method });
      const numeric = leastSquares(byHand, [1, 1, 0], { method });
      for (const fit of [curve, numeric]) {
        expect(fit.status, method).toBe('converged');
        [3, 0.7, 0.5].forEach((right, j) => void expect(fit.x[j], method).toBeCloseTo(right, 8));
      }
    }
  });

  it('takes expressions, parsed or as text, in the natural order of their names', () => {
    const { x, value } = leastSquares([parse('10*(x2 - x1^2)'), parse('1 - x1')], [-1.2, 1]);
    expect([x[0], x[1]]).toEqual([1, 1]);
    expect(value).toBe(0);
  });

  it('keeps to bounds, where the fit then satisfies the KKT conditions', () => {
    const fit = leastSquares({ model, parameters: ['a', 'k', 'c'], xs, ys: clean }, [1, 1, 0], {
      bounds: [
        [0, 2.5],
        [null, null],
        [0, 10],
      ],
    });
    expect(fit.x[0]).toBe(2.5);
    expect(fit.status).toBe('converged');
    // Free parameters: Jᵀr = 0, here by the fit with a fixed at its bound.
    const fixed = leastSquares({ model: '2.5*exp(-k*x) + c', xs, ys: clean, parameters: ['k', 'c'] }, [1, 0]);
    expect(fit.x[1]).toBeCloseTo(fixed.x[0]!, 6);
    expect(fit.x[2]).toBeCloseTo(fixed.x[1]!, 6);
  });

  it('robust losses hold against an outlier that squares do not', () => {
    const ys = clean.slice();
    ys[5]! += 10;
    const start = [1, 1, 0];
    const curve = { model, parameters: ['a', 'k', 'c'], xs, ys };
    const off = (x: Float64Array): number => Math.hypot(x[0]! - 3, x[1]! - 0.7, x[2]! - 0.5);
    const squares = off(leastSquares(curve, start).x);
    for (const loss of ['huber', 'soft_l1', 'cauchy', 'arctan'] as const) {
      const fit = leastSquares(curve, start, { loss, lossScale: 0.05 });
      expect(off(fit.x), loss).toBeLessThan(0.05 * squares);
      expect(fit.status, loss).toBe('converged');
    }
  });

  it('says so when the data do not determine the parameters', () => {
    const fit = leastSquares({ model: 'a + b + c*x', xs, ys: xs }, [1, 1, 1]);
    expect(fit.value).toBeLessThan(1e-20);
    expect(fit.standardErrors.every((e) => e === Number.POSITIVE_INFINITY)).toBe(true);
  });

  it('never calls a wrong Jacobian or a bad start converged', () => {
    const wrong: Residuals = {
      residual: (p) => Float64Array.of(p[0]! - 3, p[0]! + 1),
      jacobian: () => Float64Array.of(-1, -1),
    };
    expect(leastSquares(wrong, [0]).status).toBe('stalled');
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const fit = leastSquares({ residual: () => Float64Array.of(bad) }, [0]);
      expect(fit.status).toBe('not-finite');
      expect(fit.gradientNorm).toBeNaN();
    }
  });

  it('stops on request with a completed iterate', () => {
    const curve = { model, parameters: ['a', 'k', 'c'], xs, ys: clean };
    const stopped = leastSquares(curve, [1, 1, 0], {
      onIteration: ({ iteration }) => (iteration === 2 ? 'stop' : undefined),
      trace: true,
    });
    expect([stopped.status, stopped.iterations, stopped.trace!.length]).toEqual(['stopped', 2, 3]);
    const limited = leastSquares(curve, [1, 1, 0], { maxIterations: 1 });
    expect([limited.status, limited.iterations]).toEqual(['max-iterations', 1]);
  });

  it('refuses data that do not fit together', () => {
    const wrong: (() => unknown)[] = [
      () => leastSquares({ model, xs, ys: [1, 2] }, [1, 1, 1]),
      () => leastSquares({ model, xs, ys: clean }, [1, 1]),
      () => leastSquares({ model, xs: [], ys: [] }, [1, 1, 1]),
      () => leastSquares([], [1]),
      () => leastSquares({} as Residuals, [1]),
      () => leastSquares({ model, xs, ys: clean }, [1, 1, 1], { method: 'newton' as never }),
      () => leastSquares({ residual: () => new Float64Array(0) }, [1]),
    ];
    for (const call of wrong) expect(call).toThrow(ArgumentError);
  });

  it('units of the parameters decide nothing about rank', () => {
    // One column of J lies 18 orders of magnitude above the other; the line is y = 2.05 + 2.98x.
    const xs = [1, 2, 3, 4];
    for (const method of ['lm', 'gauss-newton', 'dogleg'] as const) {
      const { x, standardErrors } = leastSquares({ model: 'a + 1e18*b*x', xs, ys: [5.1, 7.9, 11, 14] }, [0, 0], {
        method,
      });
      expect(x[0], method).toBeCloseTo(2.05, 9);
      expect(x[1]! * 1e18, method).toBeCloseTo(2.98, 9);
      expect(standardErrors.every(Number.isFinite), method).toBe(true);
    }
  });

  it('steps back from points where the residuals throw, and names what was thrown where that is the end', () => {
    for (const method of ['lm', 'dogleg', 'gauss-newton'] as const) {
      // Gauss–Newton's first step, to p = 3 − 3·(ln 3 − 0.1) = 0.004, lies behind the wall; the solution e^0.1 does not.
      const wall = {
        residual(p: Float64Array) {
          if (p[0]! < 0.5) throw new RangeError('beyond the wall');
          return Float64Array.of(10 * Math.log(p[0]!) - 1, p[1]! - 1);
        },
      };
      const fit = leastSquares(wall, [3, 3], { method });
      expect(fit.status, method).toBe('converged');
      expect(fit.x[0], method).toBeCloseTo(Math.exp(0.1), 9);
      let calls = 0;
      const broken = {
        residual(p: Float64Array) {
          if (++calls > 1) throw new Error('boom');
          return Float64Array.of(p[0]! ** 2 - 3);
        },
        jacobian: (p: Float64Array) => Float64Array.of(2 * p[0]!),
      };
      const failed = leastSquares(broken, [3], { method });
      expect(failed.status, method).not.toBe('converged');
      expect(failed.message, method).toMatch(/on the way the objective threw Error: boom/);
      expect([failed.x[0], (failed.error as Error).message], method).toEqual([3, 'boom']);
      const thrower = (): never => {
        throw new Error('at once');
      };
      expect(() => leastSquares({ residual: thrower }, [1], { method }), method).toThrow('at once');
    }
  });
});
