// 2^x: 2^(k/64)·(1 + excess) with r = (x − k/64)·ln 2 taken exactly before the product; error ≤ 0.53 ulp (0.75 where
// the result is subnormal).
import { entry, excess, power } from './expParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Exp2 {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return binaryExponential(x);
    return narrow(binaryExponential(widenLow(x)), binaryExponential(widenHigh(x)));
  }
}

export function vdExp2(n: i32, x: usize, y: usize): void {
  map<f64, Exp2>(n, x, y);
}

export function vsExp2(n: i32, x: usize, y: usize): void {
  map<f32, Exp2>(n, x, y);
}

export function dExp2(x: f64): f64 {
  return scalar<f64, Exp2>(x);
}

/** Adding it leaves round(64·x) in the low bits, once x is scaled: 1.5·2^46. */
const SHIFT: f64 = 105553116266496.0;
/** Up to here every factor and product is a normal number. */
const LIMIT: f64 = 1021.0;

function binaryExponential(any: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(any, f64x2.splat(1025)), f64x2.splat(-1076));
  const shifted = f64x2.add(x, f64x2.splat(SHIFT));
  const r = f64x2.mul(f64x2.sub(x, f64x2.sub(shifted, f64x2.splat(SHIFT))), f64x2.splat(0.6931471805599453));
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const above = f64x2.gt(x, f64x2.splat(LIMIT));
  const below = f64x2.lt(x, f64x2.splat(-LIMIT));
  const taken = v128.bitselect(i64x2.splat(1009 << 52), v128.and(below, i64x2.splat(-1009 << 52)), above);
  const scale = i64x2.sub(power(entry0, entry1, shifted), taken);
  const y = f64x2.add(scale, f64x2.mul(scale, excess(entry0, entry1, r)));
  return f64x2.mul(y, i64x2.add(f64x2.splat(1), taken));
}
