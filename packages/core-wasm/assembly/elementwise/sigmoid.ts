// The logistic function σ(x) = 1/(1 + e^−x) = e^x/(1 + e^x) and softplus x = log(1 + e^x), from e^−|x| in two parts.
// Errors ≤ 0.52 ulp (0.75 where the results are subnormal). σ in f32: in f64 lanes from a brief e^−x, error ≤ 0.54 ulp.
import { quotientRest, shorterSumRest, sumRest } from './doubled';
import { briefExponential } from './exp';
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { logarithm, logarithmRest } from './logParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Sigmoid {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return logistic(x);
    return narrow(logisticBrief(widenLow(x)), logisticBrief(widenHigh(x)));
  }
}

@unmanaged
export class Softplus {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return softplus(x);
    return narrow(softplus(widenLow(x)), softplus(widenHigh(x)));
  }
}

export function vdSigmoid(n: i32, x: usize, y: usize): void {
  map<f64, Sigmoid>(n, x, y);
}

export function vsSigmoid(n: i32, x: usize, y: usize): void {
  map<f32, Sigmoid>(n, x, y);
}

export function dSigmoid(x: f64): f64 {
  return scalar<f64, Sigmoid>(x);
}

export function vdSoftplus(n: i32, x: usize, y: usize): void {
  map<f64, Softplus>(n, x, y);
}

export function vsSoftplus(n: i32, x: usize, y: usize): void {
  map<f32, Softplus>(n, x, y);
}

export function dSoftplus(x: f64): f64 {
  return scalar<f64, Softplus>(x);
}

let low: v128 = f64x2.splat(0);
let taken: v128 = f64x2.splat(0);

/** e^−|x| = (result + low)·2^taken; taken is −64 in the exponent field for |x| > 640, else 0. */
// @ts-ignore: decorator
@inline
function decay(x: v128): v128 {
  const a = f64x2.pmax(f64x2.neg(f64x2.abs(x)), f64x2.splat(-760));
  const shifted = shiftedIndex(a);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  taken = v128.and(f64x2.lt(a, f64x2.splat(-640)), i64x2.splat(-128 << 52));
  const scale = i64x2.sub(power(entry0, entry1, shifted), taken);
  const more = f64x2.mul(scale, excess(entry0, entry1, remainder(a, shifted)));
  const e = f64x2.add(scale, more);
  low = shorterSumRest(scale, more, e);
  return e;
}

/** Scales the tiny results back. */
// @ts-ignore: decorator
@inline
function restore(y: v128): v128 {
  return f64x2.mul(y, i64x2.add(f64x2.splat(1), taken));
}

// @ts-ignore: decorator
@inline
function logisticBrief(x: v128): v128 {
  const one = f64x2.splat(1);
  return f64x2.div(one, f64x2.add(one, briefExponential(f64x2.neg(x))));
}

function logistic(x: v128): v128 {
  const one = f64x2.splat(1);
  const e = decay(x);
  const eRest = low;
  // where 2^taken counts, 1 + e^x is 1
  const near = i64x2.eq(taken, i64x2.splat(0));
  const added = v128.and(e, near);
  const d = f64x2.add(one, added);
  const dRest = f64x2.add(shorterSumRest(one, added, d), v128.and(eRest, near));
  const positive = f64x2.ge(x, f64x2.splat(0));
  const n = v128.bitselect(one, e, positive);
  const nRest = v128.andnot(eRest, positive);
  const q = f64x2.div(n, d);
  const y = f64x2.add(q, quotientRest(n, nRest, d, dRest, q));
  return v128.bitselect(y, restore(y), positive);
}

function softplus(x: v128): v128 {
  const one = f64x2.splat(1);
  const e = decay(x);
  const eRest = low;
  const u = f64x2.add(one, e);
  // log(1 + e + eRest) = log u + c − c²/2
  const c = f64x2.div(f64x2.add(shorterSumRest(one, e, u), eRest), u);
  const log = logarithm(u, f64x2.splat(0));
  const more = f64x2.add(logarithmRest(), f64x2.sub(c, f64x2.mul(f64x2.mul(c, c), f64x2.splat(0.5))));
  const start = f64x2.pmax(x, f64x2.splat(0));
  const sum = f64x2.add(start, log);
  const large = f64x2.add(sum, f64x2.add(sumRest(start, log, sum), more));
  // log(1 + e) = e − e²/2 to 2^-57
  const tiny = restore(f64x2.add(e, f64x2.sub(eRest, f64x2.mul(f64x2.mul(e, e), f64x2.splat(0.5)))));
  const y = v128.bitselect(f64x2.add(start, tiny), large, f64x2.lt(tiny, f64x2.splat(3.725290298461914e-9)));
  const infinite = f64x2.eq(x, f64x2.splat(Infinity));
  return v128.bitselect(x, y, v128.or(infinite, f64x2.ne(x, x)));
}
