// y[o, i] = Σ_j x[o, j, i]/divisor for x of shape outer×n×inner: sums and means over one axis.
//
// Four running sums in f64 lanes, each with the exact rounding errors of its additions gathered beside it (TwoSum), so
// that the error does not grow with n. A sum that is not finite is returned as it is: its errors mean nothing.
// Source: T. Ogita, S. M. Rump, S. Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005), Sum2.
import { sumRest } from '../elementwise/doubled';
import { widenHigh, widenLow } from '../elementwise/widen';

/** Rounding errors of the scalar sum under way. */
let error: f64 = 0;

/** Elements 0 and 1 at x, as doubles. */
// @ts-ignore: decorator
@inline
function firstPair<T>(x: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(x) : widenLow(v128.load(x));
}

/** Elements 2 and 3 at x, as doubles. */
// @ts-ignore: decorator
@inline
function secondPair<T>(x: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(x, 16) : widenHigh(v128.load(x));
}

/** s + x, its rounding error added to `error`. */
// @ts-ignore: decorator
@inline
export function include(s: f64, x: f64): f64 {
  const t = s + x;
  const c = t - s;
  error += (s - (t - c)) + (x - c);
  return t;
}

/** Forgets the errors of the sum before. */
// @ts-ignore: decorator
@inline
export function start(): f64 {
  error = 0;
  return 0;
}

/** The sum with its errors. */
// @ts-ignore: decorator
@inline
export function finish(s: f64): f64 {
  return abs(s) < Infinity ? s + error : s;
}

/** Sum of n elements, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function line<T>(n: i32, x: usize, step: usize): f64 {
  let i = 0;
  let s = start();
  if (step == sizeof<T>()) {
    let s0 = f64x2.splat(0), s1 = f64x2.splat(0), e0 = f64x2.splat(0), e1 = f64x2.splat(0);
    for (; i + 4 <= n; i += 4) {
      const a = firstPair<T>(x);
      const b = secondPair<T>(x);
      const t0 = f64x2.add(s0, a);
      const t1 = f64x2.add(s1, b);
      e0 = f64x2.add(e0, sumRest(s0, a, t0));
      e1 = f64x2.add(e1, sumRest(s1, b, t1));
      s0 = t0;
      s1 = t1;
      x += 4 * sizeof<T>();
    }
    const e = f64x2.add(e0, e1);
    error = f64x2.extract_lane(e, 0) + f64x2.extract_lane(e, 1);
    s = include(f64x2.extract_lane(s0, 0), f64x2.extract_lane(s0, 1));
    s = include(s, f64x2.extract_lane(s1, 0));
    s = include(s, f64x2.extract_lane(s1, 1));
  }
  for (; i < n; i++) {
    s = include(s, <f64>load<T>(x));
    x += step;
  }
  return finish(s);
}

/** Four neighbouring sums over n rows, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function fourLines<T>(n: i32, divisor: f64, x: usize, step: usize, y: usize): void {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), e0 = f64x2.splat(0), e1 = f64x2.splat(0);
  for (let j = 0; j < n; j++) {
    const a = firstPair<T>(x);
    const b = secondPair<T>(x);
    const t0 = f64x2.add(s0, a);
    const t1 = f64x2.add(s1, b);
    e0 = f64x2.add(e0, sumRest(s0, a, t0));
    e1 = f64x2.add(e1, sumRest(s1, b, t1));
    s0 = t0;
    s1 = t1;
    x += step;
  }
  const finite = f64x2.splat(Infinity);
  s0 = v128.bitselect(f64x2.add(s0, e0), s0, f64x2.lt(f64x2.abs(s0), finite));
  s1 = v128.bitselect(f64x2.add(s1, e1), s1, f64x2.lt(f64x2.abs(s1), finite));
  s0 = f64x2.div(s0, f64x2.splat(divisor));
  s1 = f64x2.div(s1, f64x2.splat(divisor));
  store<T>(y, <T>f64x2.extract_lane(s0, 0));
  store<T>(y, <T>f64x2.extract_lane(s0, 1), sizeof<T>());
  store<T>(y, <T>f64x2.extract_lane(s1, 0), 2 * sizeof<T>());
  store<T>(y, <T>f64x2.extract_lane(s1, 1), 3 * sizeof<T>());
}

// @ts-ignore: decorator
@inline
function sum<T>(outer: i32, n: i32, inner: i32, divisor: f64, x: usize, y: usize): void {
  const step = sizeof<T>() * <usize>inner;
  for (let o = 0; o < outer; o++) {
    let i = 0;
    for (; i + 4 <= inner; i += 4) {
      fourLines<T>(n, divisor, x + sizeof<T>() * <usize>i, step, y);
      y += 4 * sizeof<T>();
    }
    for (; i < inner; i++) {
      store<T>(y, <T>(line<T>(n, x + sizeof<T>() * <usize>i, step) / divisor));
      y += sizeof<T>();
    }
    x += step * <usize>n;
  }
}

export function dsum(outer: i32, n: i32, inner: i32, divisor: f64, x: usize, y: usize): void {
  sum<f64>(outer, n, inner, divisor, x, y);
}

export function ssum(outer: i32, n: i32, inner: i32, divisor: f64, x: usize, y: usize): void {
  sum<f32>(outer, n, inner, divisor, x, y);
}
