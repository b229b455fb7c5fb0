/**
 * min Σ rᵢ(p)²: nonlinear least squares and curve fitting.
 *
 * Value and gradient are those of F = Σ r² (no factor ½), ∇F = 2Jᵀr, or of the robust loss s²Σρ((r/s)²).
 */

import { ArgumentError } from '@nablajs/core-wasm';
import type { Bounds } from '../bounds.js';
import { toBox } from '../bounds.js';
import { checkLimit, checkListeners, checkNames, checkTolerance } from '../checkOptions.js';
import type { Formula } from '../expression.js';
import { toPoint } from '../point.js';
import type { IterationState, Result } from '../result.js';
import { type CurveFit, curveResiduals, expressionResiduals, isCurve } from './curve.js';
import { FitDescent } from './fitDescent.js';
import { type FitMethodName, fitMethods } from './fitMethods.js';
import { type LossName, losses } from './loss.js';
import type { Residuals } from './residuals.js';
import { rSquared } from './rSquared.js';
import { type FitStatistics, fitStatistics } from './statistics.js';

/** Options of {@link leastSquares}. */
export interface LeastSquaresOptions {
  /**
   * `lm` (Levenberg–Marquardt, which learns from its steps what JᵀJ leaves out, where residuals stay large; default),
   * `dogleg` (Powell) or `gauss-newton`.
   */
  method?: FitMethodName;
  /** A pair [lower, upper] for each parameter. */
  bounds?: Bounds;
  /** How residuals count: `linear` (squares, default), `huber`, `soft_l1`, `cauchy` or `arctan`. */
  loss?: LossName;
  /** The residual at which a robust loss begins to give way. Default 1. */
  lossScale?: number;
  /**
   * When to stop descending: `step` on Δ beside ‖Dx‖ (1e-9), `value` on the decrease beside F (1e-10), `gradient` on the
   * cosine between r and the columns of J (1e-13). Parameters of a plain fit are then polished to about 10 digits.
   */
  tolerance?: { gradient?: number; step?: number; value?: number };
  maxIterations?: number;
  onIteration?(state: IterationState): unknown;
  signal?: AbortSignal;
  trace?: boolean;
  /** The names of the variables in the order of p, for expressions. */
  variables?: readonly string[];
}

const optionNames: Readonly<Record<keyof LeastSquaresOptions, true>> = {
  method: true,
  bounds: true,
  loss: true,
  lossScale: true,
  tolerance: true,
  maxIterations: true,
  onIteration: true,
  signal: true,
  trace: true,
  variables: true,
};

/** The outcome of {@link leastSquares}. `value` is Σ r², or the robust loss. */
export interface LeastSquaresResult extends Result, FitStatistics {
  /** r at x; for a curve, y − model. */
  residuals: Float64Array;
  /** 1 − Σr² / Σ(y − ȳ)², for a curve; with Σy² below where it is linear in its parameters and has no constant term. */
  rSquared?: number;
}

/**
 * Fits parameters p to residuals: least squares of r(p), of a list of expressions, or of a curve through data.
 *
 * Without a Jacobian one is formed by central differences; expressions and curves bring theirs, derived exactly.
 * What r throws at p₀ passes through; a point where it throws later is stepped back from.
 *
 * @param residuals r and J of an object; expressions in the parameters; or `{ model, xs, ys }` with a formula for y.
 * @param p0 n parameters, unchanged.
 * @throws ArgumentError on data that do not fit together, an unknown option, or a p₀ that is empty or not finite.
 *
 * @example
 * ```ts
 * import { leastSquares } from '@nablajs/optim';
 *
 * const xs = [0, 1, 2, 3, 4];
 * const ys = [5.1, 3.0, 1.9, 1.1, 0.7];
 * const decay = {
 *   residual: (p: Float64Array) => Float64Array.from(xs, (x, i) => ys[i]! - p[0]! * Math.exp(-p[1]! * x)),
 * };
 * const { x, standardErrors, status } = leastSquares(decay, [1, 1]);
 * console.log(x, standardErrors, status); // about [5.09, 0.50], 'converged'
 * ```
 */
export function leastSquares(
  residuals: Residuals | readonly Formula[] | CurveFit,
  p0: ArrayLike<number>,
  opts: LeastSquaresOptions = {},
): LeastSquaresResult {
  checkNames(opts, optionNames, 'leastSquares');
  checkTolerance(opts.tolerance, 'leastSquares');
  checkLimit(opts.maxIterations, 'leastSquares');
  checkListeners(opts, 'leastSquares');
  const start = toPoint(p0, 'leastSquares: p0');
  const { method = 'lm', loss = 'linear', lossScale = 1 } = opts;
  if (!Object.hasOwn(fitMethods, method)) {
    throw new ArgumentError({
      where: 'leastSquares: method',
      expected: `one of ${Object.keys(fitMethods).join(', ')}`,
      got: `'${String(method)}'`,
    });
  }
  if (loss !== 'linear' && !Object.hasOwn(losses, loss)) {
    throw new ArgumentError({
      where: 'leastSquares: loss',
      expected: `one of linear, ${Object.keys(losses).join(', ')}`,
      got: `'${String(loss)}'`,
    });
  }
  if (!(lossScale > 0 && lossScale < Number.POSITIVE_INFINITY)) {
    throw new ArgumentError({
      where: 'leastSquares: lossScale',
      expected: 'a positive number',
      got: String(lossScale),
    });
  }
  const box = toBox(opts.bounds, start.length, 'leastSquares');
  const problem = read(residuals, start.length, opts);
  const run = new FitDescent(problem, start, box, { ...opts, method, loss, lossScale });
  const result = run.descend();
  const squares = loss === 'linear' ? result.value : sumOfSquares(run.residuals);
  const statistics = fitStatistics(run.linearize(), squares, run.residuals.length);
  const fit: LeastSquaresResult = { ...result, ...statistics, residuals: run.residuals.slice() };
  if (isCurve(residuals)) fit.rSquared = rSquared(residuals, problem, result.x, squares);
  return fit;
}

function read(residuals: Residuals | readonly Formula[] | CurveFit, n: number, opts: LeastSquaresOptions): Residuals {
  if (Array.isArray(residuals)) return expressionResiduals(residuals as readonly Formula[], n, opts.variables);
  if (isCurve(residuals)) return curveResiduals(residuals, n);
  if (typeof (residuals as Residuals | null)?.residual === 'function') return residuals as Residuals;
  throw new ArgumentError({
    where: 'leastSquares',
    expected: '{ residual, jacobian? }, expressions, or { model, xs, ys }',
    got: residuals === null ? 'null' : typeof residuals,
  });
}

function sumOfSquares(r: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < r.length; i++) sum += r[i]! * r[i]!;
  return sum;
}
