// sin x and cos x = sin(x + π/2), x in radians. f64: ±sin r or ±cos r of trigParts, error ≤ 0.57 ulp. f32: in f64 lanes, r = x − k·π and
// one polynomial on |r| ≤ π/2.
import { mapPairs, scalar } from './map';
import { polynomial5 } from './polynomial';
import {
  cosineTail,
  count,
  lowerMultiple,
  quadrants,
  reduceWide,
  sineLess,
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
    return narrow(briefSine(widenLow(x)), briefSine(widenHigh(x)));
  }
}

@unmanaged
export class Cos {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return cosine(x);
    return narrow(briefCosine(widenLow(x)), briefCosine(widenHigh(x)));
  }
}

export function vdSin(n: i32, x: usize, y: usize): void {
  mapPairs<f64, Sin>(n, x, y);
}

export function vsSin(n: i32, x: usize, y: usize): void {
  mapPairs<f32, Sin>(n, x, y);
}

export function dSin(x: f64): f64 {
  return scalar<f64, Sin>(x);
}

export function vdCos(n: i32, x: usize, y: usize): void {
  mapPairs<f64, Cos>(n, x, y);
}

export function vsCos(n: i32, x: usize, y: usize): void {
  mapPairs<f32, Cos>(n, x, y);
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
  const good = wellReduced(k, r);
  if (i64x2.bitmask(good) != 3) {
    shifted = reduceWide(x, good, r, less, shifted);
    r = widelyReduced();
    less = widelyReducedLess();
  }
  const z = f64x2.mul(r, r);
  const half = f64x2.mul(z, f64x2.splat(0.5));
  const w = f64x2.sub(f64x2.splat(1), half);
  const wRest = f64x2.sub(f64x2.sub(f64x2.splat(1), w), half);
  const sinR = f64x2.sub(r, sineLess(r, less, z, w));
  const cosR = f64x2.add(w, f64x2.add(wRest, cosineTail(r, less, z)));
  const quadrant = more == 0 ? shifted : i64x2.add(shifted, i64x2.splat(more));
  const even = i64x2.eq(v128.and(quadrant, i64x2.splat(1)), i64x2.splat(0));
  const sign = i64x2.shl(i64x2.shr_u(quadrant, 1), 63);
  return v128.xor(v128.bitselect(sinR, cosR, even), sign);
}

/** Adding it leaves round(x) in the low bits of the significand. */
const SHIFT: f64 = 6755399441055744.0;
/** sin r/r in z = r², |r| ≤ π/2. */
const BRIEF = memory.data<f64>([
  0.999999995728642, -0.16666657985098243, 0.00833305088688176, -0.00019809062655910592, 2.6051956062491226e-6,
]);
const PI: f64 = 3.1415926534682512;
const PI_REST: f64 = 1.2154201013012384e-10;

/** sin x to 2^-28, for rounding to f32. */
// @ts-ignore: decorator
@inline
function briefSine(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(0.3183098861837907)), f64x2.splat(SHIFT));
  const k = f64x2.sub(shifted, f64x2.splat(SHIFT));
  const y = briefPolynomial(x, k, shifted);
  const near = f64x2.le(f64x2.abs(k), f64x2.splat(1048576));
  return i64x2.bitmask(near) == 3 ? y : v128.bitselect(y, farSine(x), near);
}

/** cos x to 2^-28, for rounding to f32. */
// @ts-ignore: decorator
@inline
function briefCosine(x: v128): v128 {
  const shifted = f64x2.add(f64x2.add(f64x2.mul(x, f64x2.splat(0.3183098861837907)), f64x2.splat(0.5)), f64x2.splat(SHIFT));
  const k = f64x2.sub(f64x2.sub(shifted, f64x2.splat(SHIFT)), f64x2.splat(0.5));
  const y = briefPolynomial(x, k, shifted);
  const near = f64x2.le(f64x2.abs(k), f64x2.splat(1048576));
  return i64x2.bitmask(near) == 3 ? y : v128.bitselect(y, farCosine(x), near);
}

/** sin(x − k·π) with the sign of the lowest bit of `shifted`. */
// @ts-ignore: decorator
@inline
function briefPolynomial(x: v128, k: v128, shifted: v128): v128 {
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(PI))), f64x2.mul(k, f64x2.splat(PI_REST)));
  const z = f64x2.mul(r, r);
  return v128.xor(f64x2.mul(r, polynomial5(BRIEF, z)), i64x2.shl(shifted, 63));
}

function farSine(x: v128): v128 {
  return sine(x);
}

function farCosine(x: v128): v128 {
  return cosine(x);
}
