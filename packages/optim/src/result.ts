/** What an optimizer answers: the best completed iterate, why it stopped, and what it cost. */
import type { Certificate } from './classify/certificate.js';

/**
 * Why an optimizer stopped. Only `'converged'` claims anything about the point, and it claims what `message` says.
 *
 * - `'converged'`: a tolerance was met; the gradient is small where the method uses gradients.
 * - `'max-iterations'`: the limit came first.
 * - `'stopped'`: `onIteration` returned `'stop'` or the signal was aborted.
 * - `'line-search-failed'`: f does not decrease along a direction in which ∇f says it must.
 * - `'stalled'`: f can no longer be lowered in double precision, and ∇f is not small.
 * - `'diverged'`: f is unbounded below, or keeps falling towards infinity without reaching a minimum, or overflowed.
 * - `'not-finite'`: f or ∇f is NaN or infinite at the starting point.
 */
export type Status =
  | 'converged'
  | 'max-iterations'
  | 'stopped'
  | 'line-search-failed'
  | 'stalled'
  | 'diverged'
  | 'not-finite';

/** How an iteration ends a run: the status and the sentence for it. */
export interface Stop {
  status: Status;
  message: string;
}

/** How often f, ∇f and H were computed. Difference quotients count as what they are made of. */
export interface Evaluations {
  value: number;
  gradient: number;
  hessian: number;
}

/** One iterate, as plain data that belongs to whoever receives it. */
export interface IterationState {
  /** 0 for the starting point. */
  iteration: number;
  x: number[];
  value: number;
  /** ‖∇f(x)‖₂, of the projected gradient where there are bounds; NaN in a method without gradients. */
  gradientNorm: number;
  /** ‖xₖ − xₖ₋₁‖₂, 0 for the starting point. */
  stepNorm: number;
  evaluations: Evaluations;
}

/** The outcome of {@link minimize}. */
export interface Result {
  /** The best completed iterate. */
  x: Float64Array;
  /** f(x). */
  value: number;
  /** ∇f(x). */
  gradient: Float64Array;
  /** ‖∇f(x)‖₂; with bounds, the norm of the projected gradient x − P(x − ∇f(x)). */
  gradientNorm: number;
  iterations: number;
  evaluations: Evaluations;
  status: Status;
  /** One sentence in plain words. */
  message: string;
  /** The method that ran. */
  method: string;
  /** Every iterate from the start on, with `trace: true`. */
  trace?: IterationState[];
  /** What the objective threw last, where the run failed and it had thrown. */
  error?: unknown;
  /** What H says about x, with `certify: true`. */
  certificate?: Certificate;
}

/** The ends of a run that an exception of the objective may have brought about. */
const failures: ReadonlySet<Status> = new Set(['line-search-failed', 'stalled', 'diverged', 'not-finite']);

/** The result, where the run failed with what the objective had thrown. */
export function namingThrown(result: Result, thrown: { readonly error: unknown } | undefined): Result {
  if (!thrown || !failures.has(result.status)) return result;
  const message = `${result.message}; on the way the objective threw ${String(thrown.error)}`;
  return { ...result, message, error: thrown.error };
}
