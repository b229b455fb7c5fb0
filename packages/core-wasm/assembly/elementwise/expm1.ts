// e^x − 1: x + x²/2 + x³·P(x) for |x| < 0.1, else (2^(k/64) − 1) + 2^(k/64)·excess; error ≤ 0.71 ulp.
import { sumRest } from './doubled';
import { exponentialWide } from './exp';
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { map, scalar } from './map';
import { polynomial } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Expm1 {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return exponentialLessOne(x);
    return narrow(exponentialLessOne(widenLow(x)), exponentialLessOne(widenHigh(x)));
  }
}

export function vdExpm1(n: i32, x: usize, y: usize): void {
  map<f64, Expm1>(n, x, y);
}

export function vsExpm1(n: i32, x: usize, y: usize): void {
  map<f32, Expm1>(n, x, y);
}

export function dExpm1(x: f64): f64 {
  return scalar<f64, Expm1>(x);
}

/** (e^x − 1 − x − x²/2)/x³, |x| ≤ 0.1. */
const SMALL = memory.data<f64>([
  0.16666666666666666, 0.041666666666666664, 0.008333333333350386, 0.0013888888888915903, 0.00019841269326742496,
  2.4801586678365765e-5, 2.7563435068520896e-6, 2.756334223203525e-7,
]);

function exponentialLessOne(any: v128): v128 {
  const one = f64x2.splat(1);
  const x = f64x2.pmax(f64x2.pmin(any, f64x2.splat(700)), f64x2.splat(-50));
  const shifted = shiftedIndex(x);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const scale = power(entry0, entry1, shifted);
  const more = f64x2.mul(scale, excess(entry0, entry1, remainder(x, shifted)));
  const less = f64x2.sub(scale, one);
  const large = f64x2.add(less, f64x2.add(more, sumRest(scale, f64x2.neg(one), less)));

  const x2 = f64x2.mul(any, any);
  const square = f64x2.mul(x2, f64x2.add(f64x2.splat(0.5), f64x2.mul(any, polynomial(SMALL, 8, any))));
  const small = v128.bitselect(any, f64x2.add(any, square), f64x2.lt(f64x2.abs(any), f64x2.splat(1e-160)));
  const y = v128.bitselect(small, large, f64x2.lt(f64x2.abs(any), f64x2.splat(0.1)));
  const huge = f64x2.gt(any, f64x2.splat(700));
  return v128.any_true(huge) ? v128.bitselect(exponentialWide(any), y, huge) : y;
}
