// log x (natural). f64: the two parts of logParts added, error ≤ 0.51 ulp. f32: in f64 lanes, briefly. log 0 = −∞, log of
// a negative number is NaN.
import { briefLogarithm, logarithm } from './logParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Log {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return naturalLog(x);
    return naturalLogFloat(x);
  }
}

export function vdLog(n: i32, x: usize, y: usize): void {
  map<f64, Log>(n, x, y);
}

export function vsLog(n: i32, x: usize, y: usize): void {
  map<f32, Log>(n, x, y);
}

export function dLog(x: f64): f64 {
  return scalar<f64, Log>(x);
}

/** Smallest normal number. */
const NORMAL: f64 = 2.2250738585072014e-308;

/** Lanes that `logarithm` takes: positive, normal and finite. */
// @ts-ignore: decorator
@inline
export function isOrdinary(x: v128): v128 {
  return v128.and(f64x2.ge(x, f64x2.splat(NORMAL)), f64x2.lt(x, f64x2.splat(Infinity)));
}

/** x with subnormal lanes scaled by 2^54: what `logarithm` takes together with `subnormalShift`. */
// @ts-ignore: decorator
@inline
export function scaleSubnormal(x: v128): v128 {
  return v128.bitselect(f64x2.mul(x, f64x2.splat(18014398509481984)), x, f64x2.lt(x, f64x2.splat(NORMAL)));
}

/** −54 in the lanes that `scaleSubnormal` scales. */
// @ts-ignore: decorator
@inline
export function subnormalShift(x: v128): v128 {
  return v128.and(f64x2.splat(-54), f64x2.lt(x, f64x2.splat(NORMAL)));
}

/** `value`, but the logarithm's limits in the lanes where x is 0, +∞, negative or NaN. */
// @ts-ignore: decorator
@inline
export function logLimits(x: v128, value: v128): v128 {
  const atInfinity = v128.bitselect(x, value, f64x2.eq(x, f64x2.splat(Infinity)));
  const atZero = v128.bitselect(f64x2.splat(-Infinity), atInfinity, f64x2.eq(x, f64x2.splat(0)));
  return v128.bitselect(atZero, f64x2.splat(NaN), f64x2.ge(x, f64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function naturalLog(x: v128): v128 {
  if (i64x2.bitmask(isOrdinary(x)) != 3) return naturalLogWide(x);
  return logarithm(x, f64x2.splat(0));
}

/** Widened, every positive f32 is a normal number. */
// @ts-ignore: decorator
@inline
function naturalLogFloat(x: v128): v128 {
  const low = widenLow(x);
  const high = widenHigh(x);
  const logLow = briefLogarithm(low);
  const logHigh = briefLogarithm(high);
  const ordinary = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(Infinity)));
  if (i32x4.bitmask(ordinary) == 15) return narrow(logLow, logHigh);
  return narrow(logLimits(low, logLow), logLimits(high, logHigh));
}

function naturalLogWide(x: v128): v128 {
  return logLimits(x, logarithm(scaleSubnormal(x), subnormalShift(x)));
}
