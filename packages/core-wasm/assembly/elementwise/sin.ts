// sin x and cos x = sin(x + π/2), x in radians. f64: ±sin r or ±cos r of trigParts, error ≤ 0.79 ulp. f32: in f64
// lanes, r = x − k·π and one polynomial on |r| ≤ π/2.
import { mapNear, mapPairs, oneVector, scalar } from './map';
import { coefficient, horner5 } from './polynomial';
import {
  cosineTail,
  count,
  lowerMultiple,
  oneHalf,
  quadrants,
  reduceWide,
  sineLess,
  unit,
  upperRemainder,
  wellReduced,
  widelyReduced,
  widelyReducedLess,
} from './trigParts';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Sin {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return sine(x);
    const y = sineSingle(x, 0);
    return i32x4.bitmask(isNear(x)) == 15 ? y : v128.bitselect(y, farSine(x), isNear(x));
  }

  @inline near<T>(x: v128): v128 {
    return sineSingle(x, 0);
  }

  @inline isNear<T>(x: v128): v128 {
    return isNear(x);
  }
}

@unmanaged
export class Cos {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return cosine(x);
    const y = sineSingle(x, 0.5);
    return i32x4.bitmask(isNear(x)) == 15 ? y : v128.bitselect(y, farCosine(x), isNear(x));
  }

  @inline near<T>(x: v128): v128 {
    return sineSingle(x, 0.5);
  }

  @inline isNear<T>(x: v128): v128 {
    return isNear(x);
  }
}

export function vdSin(n: i32, x: usize, y: usize): void {
  mapPairs<f64, Sin>(n, x, y);
}

export function vsSin(n: i32, x: usize, y: usize): void {
  mapNear<f32, Sin>(n, x, y);
}

export function dSin(x: f64): f64 {
  return scalar<f64, Sin>(x);
}

export function vdCos(n: i32, x: usize, y: usize): void {
  mapPairs<f64, Cos>(n, x, y);
}

export function vsCos(n: i32, x: usize, y: usize): void {
  mapNear<f32, Cos>(n, x, y);
}

export function dCos(x: f64): f64 {
  return scalar<f64, Cos>(x);
}

// @ts-ignore: decorator
@inline
function sine(x: v128): v128 {
  return sineOfSum(x, 0);
}

// @ts-ignore: decorator
@inline
function cosine(x: v128): v128 {
  return sineOfSum(x, 1);
}

/** sin(x + more·π/2). */
// @ts-ignore: decorator
@inline
function sineOfSum(x: v128, more: i64): v128 {
  let shifted = quadrants(x);
  const k = count(shifted);
  const upper = upperRemainder(x, k);
  const lower = lowerMultiple(k);
  let r = f64x2.sub(upper, lower);
  let less = f64x2.sub(lower, f64x2.sub(upper, r));
  const good = wellReduced(k, f64x2.mul(r, r));
  if (i64x2.bitmask(good) != 3) {
    shifted = reduceWide(x, good, r, less, shifted);
    r = widelyReduced();
    less = widelyReducedLess();
  }
  const z = f64x2.mul(r, r);
  const one = unit();
  const half = f64x2.mul(z, oneHalf());
  const w = f64x2.sub(one, half);
  const wRest = f64x2.sub(f64x2.sub(one, w), half);
  const sinR = f64x2.sub(r, sineLess(r, less, z, w));
  const cosR = f64x2.add(w, f64x2.add(wRest, cosineTail(r, less, z)));
  const quadrant = more == 0 ? shifted : i64x2.add(shifted, i64x2.splat(more));
  const even = i64x2.eq(v128.and(quadrant, i64x2.splat(1)), i64x2.splat(0));
  const sign = i64x2.shl(i64x2.shr_u(quadrant, 1), 63);
  return v128.xor(v128.bitselect(sinR, cosR, even), sign);
}

/** 1/π, what to add to leave round(x) in the low bits, π in two parts, and sin r/r in z = r² for |r| ≤ π/2. */
const SINGLE = memory.data<f64>([
  0.3183098861837907, 6755399441055744.0, 3.1415926534682512, 1.2154201013012384e-10, 0.999999995728642,
  -0.16666657985098243, 0.00833305088688176, -0.00019809062655910592, 2.6051956062491226e-6,
]);
/** Up to here the first part of π, of 33 bits, times k is exact. */
const LIMIT_SINGLE: f32 = 3000000;

// @ts-ignore: decorator
@inline
function isNear(x: v128): v128 {
  return f32x4.le(f32x4.abs(x), f32x4.splat(LIMIT_SINGLE));
}

/** sin(x + more·π) to 2^-28 in f64 lanes, for rounding to f32, where `isNear`; more is 0 or 1/2. */
// @ts-ignore: decorator
@inline
function sineSingle(x: v128, more: f64): v128 {
  return narrow(sineHalf(widenLow(x), more), sineHalf(widenHigh(x), more));
}

/** The same for two lanes. */
// @ts-ignore: decorator
@inline
function sineHalf(x: v128, more: f64): v128 {
  const shift = coefficient(SINGLE, 1);
  const turns = f64x2.mul(x, coefficient(SINGLE, 0));
  const shifted = f64x2.add(more == 0 ? turns : f64x2.add(turns, f64x2.splat(more)), shift);
  const whole = f64x2.sub(shifted, shift);
  const k = more == 0 ? whole : f64x2.sub(whole, f64x2.splat(more));
  const upper = f64x2.sub(x, f64x2.mul(k, coefficient(SINGLE, 2)));
  const r = f64x2.sub(upper, f64x2.mul(k, coefficient(SINGLE, 3)));
  return v128.xor(f64x2.mul(r, horner5(SINGLE + 32, f64x2.mul(r, r))), i64x2.shl(shifted, 63));
}

function farSine(x: v128): v128 {
  return narrow(oneVector<f64, Sin>(widenLow(x)), oneVector<f64, Sin>(widenHigh(x)));
}

function farCosine(x: v128): v128 {
  return narrow(oneVector<f64, Cos>(widenLow(x)), oneVector<f64, Cos>(widenHigh(x)));
}
