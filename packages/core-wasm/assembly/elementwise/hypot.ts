// √(x² + y²) without overflow or underflow: both scaled by a power of two, the sum of squares and its root in two
// parts. Error ≤ 0.51 ulp (0.75 where the result is subnormal).
import { productRest, shorterSumRest } from './doubled';
import { narrow, widenHigh, widenLow } from './widen';
import { scalar2, zip } from './zip';

@unmanaged
export class Hypot {
  @inline lanes<T>(x: v128, y: v128): v128 {
    if (sizeof<T>() == 8) return hypotenuse(x, y);
    return narrow(hypotenuse(widenLow(x), widenLow(y)), hypotenuse(widenHigh(x), widenHigh(y)));
  }
}

export function vdHypot(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Hypot>(walk, x, y, z);
}

export function vsHypot(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Hypot>(walk, x, y, z);
}

export function dHypot(x: f64, y: f64): f64 {
  return scalar2<f64, Hypot>(x, y);
}

/** 2^600 and 2^-600. */
const ENLARGE: f64 = 4.149515568880993e180;
const REDUCE: f64 = 2.409919865102884e-181;

function hypotenuse(x: v128, y: v128): v128 {
  const infinity = f64x2.splat(Infinity);
  const ax = f64x2.abs(x);
  const ay = f64x2.abs(y);
  const swapped = f64x2.gt(ay, ax);
  const larger = v128.bitselect(ay, ax, swapped);
  const smaller = v128.bitselect(ax, ay, swapped);
  const down = f64x2.gt(larger, f64x2.splat(1e150));
  const up = f64x2.lt(larger, f64x2.splat(1e-130));
  const one = f64x2.splat(1);
  const small = f64x2.splat(REDUCE);
  const great = f64x2.splat(ENLARGE);
  const scale = v128.bitselect(small, v128.bitselect(great, one, up), down);
  const back = v128.bitselect(great, v128.bitselect(small, one, up), down);
  const a = f64x2.mul(larger, scale);
  const b = f64x2.mul(smaller, scale);
  const a2 = f64x2.mul(a, a);
  const b2 = f64x2.mul(b, b);
  const sum = f64x2.add(a2, b2);
  const rest = f64x2.add(shorterSumRest(a2, b2, sum), f64x2.add(productRest(a, a, a2), productRest(b, b, b2)));
  const root = f64x2.sqrt(sum);
  const square = f64x2.mul(root, root);
  const residual = f64x2.add(f64x2.sub(f64x2.sub(sum, square), productRest(root, root, square)), rest);
  const more = f64x2.div(residual, f64x2.add(root, root));
  const length = f64x2.mul(f64x2.add(root, v128.and(more, f64x2.gt(root, f64x2.splat(0)))), back);
  const infinite = v128.or(f64x2.eq(ax, infinity), f64x2.eq(ay, infinity));
  const anyNaN = v128.or(f64x2.ne(x, x), f64x2.ne(y, y));
  return v128.bitselect(infinity, v128.bitselect(f64x2.splat(NaN), length, anyNaN), infinite);
}
