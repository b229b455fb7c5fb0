// gelu_tanh x = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) = x·σ(w) with w = 2√(2/π)·x·(1 + 0.044715·x²) in two parts.
// Error ≤ 3 ulp.
import { productRest, sumRest } from './doubled';
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class GeluTanh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return geluTanh(x);
    return narrow(geluTanh(widenLow(x)), geluTanh(widenHigh(x)));
  }
}

export function vdGeluTanh(n: i32, x: usize, y: usize): void {
  map<f64, GeluTanh>(n, x, y);
}

export function vsGeluTanh(n: i32, x: usize, y: usize): void {
  map<f32, GeluTanh>(n, x, y);
}

export function dGeluTanh(x: f64): f64 {
  return scalar<f64, GeluTanh>(x);
}

/** 2√(2/π) and 0.044715 in two parts each. */
const FACTOR: f64 = 1.5957691216057308;
const FACTOR_REST: f64 = -9.96930880911092e-17;
const CUBIC: f64 = 0.044715;
const CUBIC_REST: f64 = 2.1960211427085595e-18;

function geluTanh(x: v128): v128 {
  const one = f64x2.splat(1);
  // u + uRest = 1 + 0.044715·x²; beyond |x| = 22, σ is 0 or 1
  const a = f64x2.pmax(f64x2.pmin(x, f64x2.splat(22)), f64x2.splat(-22));
  const square = f64x2.mul(a, a);
  const squareRest = productRest(a, a, square);
  const cubic = f64x2.splat(CUBIC);
  const p = f64x2.mul(square, cubic);
  const parts = f64x2.add(f64x2.mul(squareRest, cubic), f64x2.mul(square, f64x2.splat(CUBIC_REST)));
  const pRest = f64x2.add(productRest(square, cubic, p), parts);
  const u = f64x2.add(one, p);
  const uRest = f64x2.add(sumRest(one, p, u), pRest);
  // w + wRest = a·(2√(2/π))·(u + uRest)
  const factor = f64x2.splat(FACTOR);
  const b = f64x2.mul(a, factor);
  const bRest = f64x2.add(productRest(a, factor, b), f64x2.mul(a, f64x2.splat(FACTOR_REST)));
  const w = f64x2.mul(b, u);
  const wRest = f64x2.add(productRest(b, u, w), f64x2.add(f64x2.mul(b, uRest), f64x2.mul(bRest, u)));

  const shifted = shiftedIndex(f64x2.neg(f64x2.abs(w)));
  const e0 = entry(i32x4.extract_lane(shifted, 0));
  const e1 = entry(i32x4.extract_lane(shifted, 2));
  const sign = v128.and(w, f64x2.splat(-0.0));
  const r = f64x2.sub(remainder(f64x2.neg(f64x2.abs(w)), shifted), v128.xor(wRest, sign));
  const deep = f64x2.gt(f64x2.abs(w), f64x2.splat(640));
  const taken = v128.and(deep, i64x2.splat(-256 << 52));
  const scale = i64x2.sub(power(e0, e1, shifted), taken);
  const e = f64x2.add(scale, f64x2.mul(scale, excess(e0, e1, r)));
  const back = i64x2.add(one, taken);
  const positive = f64x2.ge(x, f64x2.splat(0));
  const d = f64x2.add(one, f64x2.mul(e, back));
  const right = f64x2.div(x, d);
  const left = f64x2.mul(f64x2.div(f64x2.mul(a, e), d), back);
  const y = v128.bitselect(right, left, positive);
  return v128.bitselect(y, x, f64x2.eq(x, x));
}
