// sinh x = (e^x − e^−x)/2 and cosh x = (e^x + e^−x)/2: with e^±r from one pair of polynomials and two entries of the
// table of powers, in two parts each; sinh x = x + x³·P(x²) for |x| < 0.3. Errors ≤ 0.6 ulp.
import { shorterSumRest } from './doubled';
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { map, scalar } from './map';
import { polynomial5 } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Sinh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return hyperbolicSine(x);
    return narrow(hyperbolicSine(widenLow(x)), hyperbolicSine(widenHigh(x)));
  }
}

@unmanaged
export class Cosh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return hyperbolicCosine(x);
    return narrow(hyperbolicCosine(widenLow(x)), hyperbolicCosine(widenHigh(x)));
  }
}

export function vdSinh(n: i32, x: usize, y: usize): void {
  map<f64, Sinh>(n, x, y);
}

export function vsSinh(n: i32, x: usize, y: usize): void {
  map<f32, Sinh>(n, x, y);
}

export function dSinh(x: f64): f64 {
  return scalar<f64, Sinh>(x);
}

export function vdCosh(n: i32, x: usize, y: usize): void {
  map<f64, Cosh>(n, x, y);
}

export function vsCosh(n: i32, x: usize, y: usize): void {
  map<f32, Cosh>(n, x, y);
}

export function dCosh(x: f64): f64 {
  return scalar<f64, Cosh>(x);
}

/** (sinh x − x)/x³ in z = x², |x| ≤ 0.3. */
const SMALL = memory.data<f64>([
  0.16666666666666669, 0.008333333333329612, 0.00019841269860260697, 2.755727693703764e-6, 2.509484533182605e-8,
]);

/** 1/2·(e^a ± e^−a) for a ≥ 0; beyond a = 32 the second term does not count, and 2^1009 is taken out beyond 700. */
// @ts-ignore: decorator
@inline
function halfSum(any: v128, minus: bool): v128 {
  const a = f64x2.pmin(any, f64x2.splat(711));
  const shifted = shiftedIndex(a);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const r = remainder(a, shifted);
  const taken = v128.and(f64x2.gt(a, f64x2.splat(700)), i64x2.splat(1009 << 52));
  const scale = i64x2.sub(power(entry0, entry1, shifted), i64x2.add(taken, i64x2.splat(1 << 52)));
  const more = f64x2.mul(scale, excess(entry0, entry1, r));

  const b = f64x2.pmax(f64x2.neg(a), f64x2.splat(-64));
  const opposite = shiftedIndex(b);
  const opposite0 = entry(i32x4.extract_lane(opposite, 0));
  const opposite1 = entry(i32x4.extract_lane(opposite, 2));
  const halved = i64x2.sub(power(opposite0, opposite1, opposite), i64x2.splat(1 << 52));
  const near = f64x2.lt(a, f64x2.splat(64));
  const second = v128.and(minus ? f64x2.neg(halved) : halved, near);
  const secondMore = f64x2.mul(second, excess(opposite0, opposite1, remainder(b, opposite)));

  const sum = f64x2.add(scale, second);
  const rest = f64x2.add(f64x2.add(more, secondMore), shorterSumRest(scale, second, sum));
  return f64x2.mul(f64x2.add(sum, rest), i64x2.add(f64x2.splat(1), taken));
}

function hyperbolicSine(x: v128): v128 {
  const a = f64x2.abs(x);
  const z = f64x2.mul(a, a);
  const small = f64x2.add(a, f64x2.mul(f64x2.mul(a, z), polynomial5(SMALL, z)));
  const positive = v128.bitselect(small, halfSum(a, true), f64x2.lt(a, f64x2.splat(0.3)));
  return v128.bitselect(x, positive, f64x2.splat(-0.0));
}

function hyperbolicCosine(x: v128): v128 {
  return halfSum(f64x2.abs(x), false);
}
