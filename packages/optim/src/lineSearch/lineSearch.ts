/** A line search: from xₖ along d, find t > 0 such that f(xₖ + t·d) is enough lower than f(xₖ). */
import type { Descent } from '../descent.js';

/**
 * Finds the step length along `direction`, leaves its point, value and gradient as `at`'s trial, and returns the length;
 * 0 when no acceptable point was found, and the trial is then of no use.
 *
 * @param slope ∇f·d at the iterate, negative.
 * @param initial the first length tried.
 */
export type LineSearch = (at: Descent, direction: Float64Array, slope: number, initial: number) => number;

/** Trials of one search. A bracket halved this often is empty in double precision. */
export const mostTrials = 60;
/** Two units in the last place of f: a difference below it is rounding, not ascent. */
export const rounding: number = 4 * Number.EPSILON;
