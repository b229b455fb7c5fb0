/** min f(x): the front door. Runs a {@link Minimization} to its end. */

import { Minimization, type MinimizeOptions } from './minimization.js';
import type { ObjectiveLike } from './objective.js';
import type { IterationState, Result } from './result.js';

/**
 * Minimizes f from x₀.
 *
 * Without `method`: `l-bfgs-b` when there are bounds; otherwise `trust-region` when f brings its Hessian and n ≤ 50,
 * `bfgs` for n ≤ 64, `l-bfgs` beyond. Missing derivatives are central differences, which cost 2n values each.
 * Not converging is a result, not an exception. What the objective throws at x₀ passes through untouched; a point where it
 * throws later counts as one where f is NaN: steps lead back from it, and a run that fails over it says so.
 *
 * @param f an {@link Objective}, an expression of @nablajs/calculus (compiled with derivatives; its variables in natural
 *   order, x2 before x10, unless `variables` says otherwise; vectors and matrices entry by entry, what `values` names
 *   being data) or a plain function of a Float64Array.
 * @param x0 n numbers, unchanged.
 * @returns the best completed iterate with its value, gradient and status; everything in it is newly allocated.
 * @throws ArgumentError on an unknown option, an x₀ that is empty or not finite, or bounds that do not fit.
 *
 * @example
 * ```ts
 * import { minimize } from '@nablajs/optim';
 *
 * const rosenbrock = {
 *   value: ([x, y]: Float64Array) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2,
 *   gradient: ([x, y]: Float64Array) =>
 *     Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)),
 * };
 * const { x, status, message } = minimize(rosenbrock, [-1.2, 1], { method: 'bfgs' });
 * console.log(x, status, message); // [1, 1] 'converged'
 * ```
 */
export function minimize(f: ObjectiveLike, x0: ArrayLike<number>, opts: MinimizeOptions = {}): Result {
  const run = new Minimization(f, x0, opts, 'minimize');
  try {
    while (run.advance()) {}
  } finally {
    run.close();
  }
  return run.result();
}

/**
 * {@link minimize}, one iterate at a time: yields the starting point and then every iterate, and returns the result.
 * Leaving the loop early abandons the run; nothing is computed ahead.
 *
 * @example
 * ```ts
 * import { iterate } from '@nablajs/optim';
 *
 * for (const { iteration, x, value } of iterate((x) => (x[0]! - 2) ** 2, [0], { method: 'gradient-descent', learningRate: 0.25 })) {
 *   console.log(iteration, x, value);
 *   if (iteration === 3) break;
 * }
 * ```
 */
export function* iterate(
  f: ObjectiveLike,
  x0: ArrayLike<number>,
  opts: MinimizeOptions = {},
): Generator<IterationState, Result, undefined> {
  const run = new Minimization(f, x0, opts, 'iterate');
  try {
    yield run.state();
    while (run.advance()) yield run.state();
  } finally {
    run.close();
  }
  return run.result();
}

/** How long a slice of work may take before a page gets its turn. */
const sliceMilliseconds = 8;

/**
 * {@link minimize} that gives the event loop a turn about every 8 ms, so that a page stays alive and an AbortSignal or a
 * timer can be heard. The iterates are the same, bit for bit.
 *
 * @example
 * ```ts
 * import { minimizeAsync } from '@nablajs/optim';
 *
 * const { status } = await minimizeAsync((x) => x[0]! ** 4, [1], { signal: AbortSignal.timeout(1000) });
 * console.log(status);
 * ```
 */
export async function minimizeAsync(
  f: ObjectiveLike,
  x0: ArrayLike<number>,
  opts: MinimizeOptions = {},
): Promise<Result> {
  const run = new Minimization(f, x0, opts, 'minimizeAsync');
  let sliceStart = performance.now();
  try {
    while (run.advance()) {
      if (performance.now() - sliceStart > sliceMilliseconds) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        sliceStart = performance.now();
      }
    }
  } finally {
    run.close();
  }
  return run.result();
}
