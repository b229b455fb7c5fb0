import type { Interval } from './operation.js';

/**
 * Interval arithmetic on doubles: every operation contains all values of the real operation on its operands. Rounding
 * is made outward by stepping to the neighbouring double, four times for elementary functions: no engine's are off by more
 * than 3 ulp.
 *
 * The empty interval (no point of the domain) is `[NaN, NaN]`, and it stays empty through every operation. An interval
 * that leaves the domain of a function is cut to the domain.
 */
/** Steps outward for a function of the engine's Math. */
const FUNCTION_STEPS = 4;

export const empty: Interval = [Number.NaN, Number.NaN];
export const everything: Interval = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const buffer = new Float64Array(1);
const bits = new BigInt64Array(buffer.buffer);

/** The least double above x. */
export function above(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x === 0) return Number.MIN_VALUE;
  buffer[0] = x;
  bits[0] = bits[0]! + (x > 0 ? 1n : -1n);
  return buffer[0]!;
}

/** The greatest double below x. */
export function below(x: number): number {
  return -above(-x);
}

/** The interval widened by one rounding on either side, and by a second one for functions. */
export function outward(low: number, high: number, steps: number = 1): Interval {
  if (Number.isNaN(low) || Number.isNaN(high)) return empty;
  let [a, b] = [low, high];
  for (let k = 0; k < steps; k++) [a, b] = [below(a), above(b)];
  return [a, b];
}

export function isEmpty(a: Interval): boolean {
  return Number.isNaN(a[0]);
}

/** A double as an interval; a number that was rounded to it is within half an ulp, so one step either way. */
export function around(x: number, exact: boolean): Interval {
  return exact ? [x, x] : outward(x, x);
}

export function addInterval(a: Interval, b: Interval): Interval {
  const low = a[0] + b[0];
  const high = a[1] + b[1];
  const exact = a[0] === 0 || b[0] === 0;
  if (exact && (a[1] === 0 || b[1] === 0)) return [low, high];
  return outward(
    Number.isNaN(low) && !isEmpty(a) && !isEmpty(b) ? Number.NEGATIVE_INFINITY : low,
    Number.isNaN(high) && !isEmpty(a) && !isEmpty(b) ? Number.POSITIVE_INFINITY : high,
  );
}

export function negInterval(a: Interval): Interval {
  return [-a[1], -a[0]];
}

/** 0·∞ is 0: the infinite end is a bound, not a value. */
function times(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : x * y;
}

export function mulInterval(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return empty;
  if (a[0] === 1 && a[1] === 1) return b;
  if (b[0] === 1 && b[1] === 1) return a;
  const [p, q, r, s] = [times(a[0], b[0]), times(a[0], b[1]), times(a[1], b[0]), times(a[1], b[1])];
  const low = Math.min(p, q, r, s);
  const high = Math.max(p, q, r, s);
  if (low === 0 && high === 0) return [0, 0];
  return [low === 0 ? 0 : below(low), high === 0 ? 0 : above(high)];
}

/** 1/a; an interval with 0 inside gives the whole line, one that ends at 0 a half-line. */
function reciprocalInterval(a: Interval): Interval {
  if (isEmpty(a) || (a[0] === 0 && a[1] === 0)) return empty;
  if (a[0] < 0 && a[1] > 0) return everything;
  const low = a[1] === 0 ? Number.NEGATIVE_INFINITY : below(1 / a[1]);
  const high = a[0] === 0 ? Number.POSITIVE_INFINITY : above(1 / a[0]);
  return [low, high];
}

/** aⁿ for an integer n, tighter than repeated multiplication since even powers are not negative. */
export function powerInterval(a: Interval, n: number): Interval {
  if (isEmpty(a)) return empty;
  if (n < 0) return reciprocalInterval(powerInterval(a, -n));
  if (n === 0) return [1, 1];
  if (n === 1) return a;
  const raise = (x: number): Interval => {
    let result: Interval = [1, 1];
    let square: Interval = [Math.abs(x), Math.abs(x)];
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = mulInterval(result, square);
      if (rest > 1) square = mulInterval(square, square);
    }
    return x < 0 && n % 2 === 1 ? negInterval(result) : result;
  };
  const [low, high] = [raise(a[0]), raise(a[1])];
  if (n % 2 === 1) return [low[0], high[1]];
  if (a[0] >= 0) return [Math.max(0, low[0]), high[1]];
  if (a[1] <= 0) return [Math.max(0, high[0]), low[1]];
  return [0, Math.max(low[1], high[1])];
}

/** The part of `a` inside `[low, high]`. */
export function cut(a: Interval, low: number, high: number): Interval {
  const [p, q] = [Math.max(a[0], low), Math.min(a[1], high)];
  return p <= q ? [p, q] : empty;
}

/** Range of an increasing function, on the part of the interval inside its domain. */
export function increasing(
  f: (x: number) => number,
  low: number = -1 / 0,
  high: number = 1 / 0,
  steps: number = FUNCTION_STEPS,
): (args: readonly Interval[]) => Interval {
  return ([a]) => {
    const inside = cut(a!, low, high);
    return isEmpty(inside) ? empty : outward(f(inside[0]), f(inside[1]), steps);
  };
}

/** Range of a decreasing function. */
export function decreasing(
  f: (x: number) => number,
  low: number = -1 / 0,
  high: number = 1 / 0,
  steps: number = FUNCTION_STEPS,
): (args: readonly Interval[]) => Interval {
  return ([a]) => {
    const inside = cut(a!, low, high);
    return isEmpty(inside) ? empty : outward(f(inside[1]), f(inside[0]), steps);
  };
}

/** Range of an even function that increases from 0 on. */
export function evenIncreasing(f: (x: number) => number): (args: readonly Interval[]) => Interval {
  return ([a]) => {
    if (isEmpty(a!)) return empty;
    const [p, q] = [Math.abs(a![0]), Math.abs(a![1])];
    const least = a![0] <= 0 && a![1] >= 0 ? 0 : Math.min(p, q);
    return outward(f(least), f(Math.max(p, q)), FUNCTION_STEPS);
  };
}

/** Bound up to which a multiple of π is told apart from its neighbours reliably. */
const TURN_LIMIT = 1e8;

/** Range of sin(u + quarter·π/2). */
export function sineInterval(a: Interval, f: (x: number) => number, quarter: number): Interval {
  if (isEmpty(a)) return empty;
  const full: Interval = [-1, 1];
  if (!(Math.max(Math.abs(a[0]), Math.abs(a[1])) < TURN_LIMIT) || a[1] - a[0] >= 2 * Math.PI) return full;
  const margin = 1e-7;
  const has = (k: number): boolean => {
    const from = a[0] / (2 * Math.PI) - k + quarter / 4;
    const to = a[1] / (2 * Math.PI) - k + quarter / 4;
    return Math.floor(to + margin) >= Math.ceil(from - margin);
  };
  const ends = [f(a[0]), f(a[1])];
  const low = has(-0.25) ? -1 : below(below(Math.min(...ends)));
  const high = has(0.25) ? 1 : above(above(Math.max(...ends)));
  return [Math.max(-1, low), Math.min(1, high)];
}

/** a^b for real exponents: monotone in both on base ≥ 0, so the corners decide; `n` is the exponent when it is an integer. */
export function realPowerInterval(a: Interval, b: Interval, n: number | undefined): Interval {
  if (n !== undefined) return powerInterval(a, n);
  const base = cut(a, 0, Number.POSITIVE_INFINITY);
  if (isEmpty(base) || isEmpty(b)) return empty;
  const corners = base.flatMap((x) => b.map((y) => (x === 1 || y === 0 ? 1 : x ** y)));
  if (corners.some(Number.isNaN)) return [0, Number.POSITIVE_INFINITY];
  const [low, high] = outward(Math.min(...corners), Math.max(...corners), 2);
  const crosses = base[0] < 1 && base[1] > 1 && b[0] < 0 && b[1] > 0;
  return [Math.max(0, crosses ? Math.min(low, 1) : low), crosses ? Math.max(high, 1) : high];
}
