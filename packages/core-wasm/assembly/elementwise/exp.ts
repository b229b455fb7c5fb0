// e^x. f64: 2^(k/64)·(1 + excess), error ≤ 0.53 ulp (0.75 where the result is subnormal). f32: expSingle, and in f64
// lanes where |x| > 87; error ≤ 0.94 ulp.
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { exponentialSingle } from './expSingle';
import { mapNear, scalar } from './map';
import { polynomial6 } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Exp {
  @inline lanes<T>(x: v128): v128 {
    const y = changetype<Exp>(0).near<T>(x);
    const near = changetype<Exp>(0).isNear<T>(x);
    if (i32x4.bitmask(near) == 15) return y;
    return v128.bitselect(y, sizeof<T>() == 8 ? exponentialWide(x) : exponentialFar(x), near);
  }

  @inline near<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return exponential(x);
    return exponentialSingle(x);
  }

  @inline isNear<T>(x: v128): v128 {
    return v128.le<T>(v128.abs<T>(x), v128.splat<T>(<T>(sizeof<T>() == 8 ? LIMIT : 87)));
  }
}

export function vdExp(n: i32, x: usize, y: usize): void {
  mapNear<f64, Exp>(n, x, y);
}

export function vsExp(n: i32, x: usize, y: usize): void {
  mapNear<f32, Exp>(n, x, y);
}

export function dExp(x: f64): f64 {
  return scalar<f64, Exp>(x);
}

/** Up to here every factor and product is a normal number. */
const LIMIT: f64 = 708.0;

/** e^x for |x| ≤ LIMIT. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  const shifted = shiftedIndex(x);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const scale = power(entry0, entry1, shifted);
  return f64x2.add(scale, f64x2.mul(scale, excess(entry0, entry1, remainder(x, shifted))));
}

/** The same with 2^±1009 taken out of the scale of lanes beyond the limit, and put back last. */
export function exponentialWide(any: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(any, f64x2.splat(710)), f64x2.splat(-746));
  const shifted = shiftedIndex(x);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const above = f64x2.gt(x, f64x2.splat(LIMIT));
  const below = f64x2.lt(x, f64x2.splat(-LIMIT));
  const taken = v128.bitselect(i64x2.splat(1009 << 52), v128.and(below, i64x2.splat(-1009 << 52)), above);
  const scale = i64x2.sub(power(entry0, entry1, shifted), taken);
  const y = f64x2.add(scale, f64x2.mul(scale, excess(entry0, entry1, remainder(x, shifted))));
  return f64x2.mul(y, i64x2.add(f64x2.splat(1), taken));
}

/** (e^r − 1)/r, the error being small against 1/r. */
const BRIEF = memory.data<f64>([
  1.000000036877236, 0.500000013514892, 0.16666417713919982, 0.04166612437681014, 0.008374996846169346,
  0.0013954499236086282,
]);

/** In f64 lanes, whatever x is. */
function exponentialFar(x: v128): v128 {
  return narrow(briefExponential(widenLow(x)), briefExponential(widenHigh(x)));
}

/** Adding it leaves round(x) + 1023 in the low bits of the significand: the exponent field of 2^round(x). */
const EXPONENT_SHIFT: f64 = 6755399441056767.0;

/** e^x to 2^-29, for rounding to f32; of |x| > 105, where e^|x| and e^−|x| round to ∞ and 0, e^±105. */
// @ts-ignore: decorator
@inline
export function briefExponential(any: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(any, f64x2.splat(105)), f64x2.splat(-105));
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(EXPONENT_SHIFT));
  const k = f64x2.sub(shifted, f64x2.splat(EXPONENT_SHIFT));
  const r = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471805599453)));
  return f64x2.mul(f64x2.add(f64x2.splat(1), f64x2.mul(r, polynomial6(BRIEF, r))), i64x2.shl(shifted, 52));
}
