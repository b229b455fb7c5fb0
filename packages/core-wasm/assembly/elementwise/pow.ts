// x^y = e^(y·log|x|), the logarithm and the product in two parts, with the sign and the special cases of C99 Annex F
// 9.4.4 (so pow(±1, ±∞) = 1 and pow(1, NaN) = 1, as in C and NumPy; JavaScript gives NaN). Error ≤ 0.53 ulp (0.76 where
// the result is subnormal).
import { productRest } from './doubled';
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { logLimits, scaleSubnormal, subnormalShift } from './log';
import { logarithm, logarithmRest } from './logParts';
import { narrow, widenHigh, widenLow } from './widen';
import { scalar2, zip } from './zip';

@unmanaged
export class Pow {
  @inline lanes<T>(x: v128, y: v128): v128 {
    if (sizeof<T>() == 8) return raise(x, y);
    return narrow(raise(widenLow(x), widenLow(y)), raise(widenHigh(x), widenHigh(y)));
  }
}

export function vdPow(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Pow>(walk, x, y, z);
}

export function vsPow(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Pow>(walk, x, y, z);
}

export function dPow(x: f64, y: f64): f64 {
  return scalar2<f64, Pow>(x, y);
}

function raise(x: v128, y: v128): v128 {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const a = f64x2.abs(x);
  const log = logLimits(a, logarithm(scaleSubnormal(a), subnormalShift(a)));
  const logRest = logarithmRest();
  const p = f64x2.mul(log, y);
  const moderate = f64x2.lt(f64x2.abs(p), f64x2.splat(800));
  const pRest = v128.and(f64x2.add(productRest(log, y, p), f64x2.mul(logRest, y)), moderate);

  const clamped = f64x2.pmax(f64x2.pmin(p, f64x2.splat(711)), f64x2.splat(-746));
  const shifted = shiftedIndex(clamped);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const r = f64x2.add(remainder(clamped, shifted), pRest);
  const above = f64x2.gt(clamped, f64x2.splat(700));
  const below = f64x2.lt(clamped, f64x2.splat(-700));
  const taken = v128.bitselect(i64x2.splat(1009 << 52), v128.and(below, i64x2.splat(-1009 << 52)), above);
  const scale = i64x2.sub(power(entry0, entry1, shifted), taken);
  const e = f64x2.add(scale, f64x2.mul(scale, excess(entry0, entry1, r)));
  const magnitude = f64x2.mul(e, i64x2.add(one, taken));

  const half = f64x2.mul(y, f64x2.splat(0.5));
  const whole = f64x2.eq(f64x2.floor(y), y);
  const odd = v128.and(v128.and(whole, f64x2.ne(f64x2.floor(half), half)), f64x2.lt(f64x2.abs(y), f64x2.splat(Infinity)));
  const signed = v128.xor(magnitude, v128.and(v128.and(odd, x), f64x2.splat(-0.0)));
  const negative = v128.and(f64x2.lt(x, zero), f64x2.gt(x, f64x2.splat(-Infinity)));
  const defined = v128.bitselect(f64x2.splat(NaN), signed, v128.andnot(negative, whole));
  const atInfinity = v128.and(f64x2.eq(a, one), f64x2.eq(f64x2.abs(y), f64x2.splat(Infinity)));
  const unit = v128.or(v128.or(f64x2.eq(x, one), f64x2.eq(y, zero)), atInfinity);
  return v128.bitselect(one, defined, unit);
}
