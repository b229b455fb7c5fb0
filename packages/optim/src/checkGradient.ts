/**
 * Is ∇f the gradient of f? By numbers, component by component, and by Taylor's remainder along a random direction:
 * |f(x + tv) − f(x)| ~ t but |f(x + tv) − f(x) − t∇f·v| ~ t², slopes 1 and 2 in a doubly logarithmic plot.
 *
 * The slope needs no tolerance: a wrong gradient leaves a remainder of order t.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { numericalGradient } from './differences.js';
import { type ObjectiveLike, toObjective } from './objective.js';
import { toPoint } from './point.js';

/** How far a gradient is from the one the values tell. */
export interface GradientCheck {
  /** max |gᵢ − ĝᵢ|, ĝ by Ridders' extrapolation of values. */
  maxAbsError: number;
  /** max |gᵢ − ĝᵢ| / max(‖ĝ‖∞, 1e-8): relative to the largest component. */
  maxRelError: number;
  /** The component with the largest error. */
  worstIndex: number;
  /** The order of Taylor's remainder: about 2 for a right gradient, 1 for a wrong one, Infinity for a linear f. */
  taylorSlope: number;
  /** What the numerical derivatives themselves may be wrong by. */
  numericalError: number;
}

/**
 * Compares the gradient of an objective with its values.
 *
 * @param objective must bring a gradient; its values are used 20 times per variable.
 * @param x n numbers, unchanged; best a generic point, not a minimum.
 * @throws ArgumentError when the objective has no gradient.
 *
 * @example
 * ```ts
 * import { checkGradient } from '@nablajs/optim';
 *
 * const f = { value: (x: Float64Array) => Math.exp(x[0]!), gradient: (x: Float64Array) => Float64Array.of(Math.exp(x[0]!)) };
 * const { maxRelError, taylorSlope } = checkGradient(f, [0.3]);
 * console.log(maxRelError < 1e-9, taylorSlope); // true, about 2
 * ```
 */
export function checkGradient(objective: ObjectiveLike, x: ArrayLike<number>): GradientCheck {
  const at = toPoint(x, 'checkGradient: x');
  const f = toObjective(objective, at.length, 'checkGradient');
  const given = new Float64Array(at.length);
  if (f.gradient) given.set(f.gradient(at, given));
  else if (f.valueAndGradient) f.valueAndGradient(at, given);
  else
    throw new ArgumentError({ where: 'checkGradient', expected: 'an objective with a gradient', got: 'values only' });
  const value = (point: Float64Array): number => Number(f.value(point));
  const { gradient, error } = numericalGradient(value, at);
  let worstIndex = 0;
  let maxAbsError = -1;
  let size = 1e-8;
  for (let i = 0; i < at.length; i++) {
    const difference = Math.abs(given[i]! - gradient[i]!);
    if (!(difference <= maxAbsError)) {
      maxAbsError = difference;
      worstIndex = i;
    }
    size = Math.max(size, Math.abs(gradient[i]!));
  }
  return {
    maxAbsError,
    maxRelError: maxAbsError / size,
    worstIndex,
    taylorSlope: remainderOrder(value, at, given),
    numericalError: Math.max(...error),
  };
}

/** The steepest order of |f(x + tv) − f(x) − t∇f·v| seen while t shrinks, before rounding takes over. */
function remainderOrder(value: (x: Float64Array) => number, x: Float64Array, gradient: Float64Array): number {
  const direction = x.map((_, i) => Math.cos(1 + 2.4 * i) / Math.sqrt(x.length));
  const slope = direction.reduce((sum, v, i) => sum + v * gradient[i]!, 0);
  const size = x.reduce((largest, c) => Math.max(largest, Math.abs(c)), 1);
  const start = value(x);
  const noise = 100 * Number.EPSILON * Math.max(Math.abs(start), Math.abs(slope) * size);
  const orders: number[] = [];
  let last = Number.NaN;
  for (let t = 1e-2 * size, k = 0; k < 24; t /= 2, k++) {
    const remainder = Math.abs(value(x.map((c, i) => c + t * direction[i]!)) - start - t * slope);
    if (remainder <= noise) break;
    if (Number.isFinite(remainder)) {
      if (last > 0) orders.push(Math.log2(last / remainder));
      last = remainder;
    }
  }
  if (orders.length === 0) return Number.POSITIVE_INFINITY;
  orders.sort((a, b) => a - b);
  return orders[Math.floor(orders.length / 2)]!;
}
