// tanh x. f64: x + x³·P(x²) for |x| < 1/8, else 1 − 2/(e^2|x| + 1) with the quotient in two parts; error ≤ 0.6 ulp.
// f32: in f64 lanes, x·P(x²)/Q(x²), minimax for |x| ≤ 9.1.
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { mapPairs, scalar } from './map';
import { coefficient, horner5, polynomial6 } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Tanh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return hyperbolicTangent(x);
    return narrow(brief(widenLow(x)), brief(widenHigh(x)));
  }
}

export function vdTanh(n: i32, x: usize, y: usize): void {
  mapPairs<f64, Tanh>(n, x, y);
}

export function vsTanh(n: i32, x: usize, y: usize): void {
  mapPairs<f32, Tanh>(n, x, y);
}

export function dTanh(x: f64): f64 {
  return scalar<f64, Tanh>(x);
}

/** (tanh x − x)/x³ in z = x², x² ≤ 1/64. */
const SMALL = memory.data<f64>([
  -0.33333333333333315, 0.13333333333311492, -0.05396825387807514, 0.021869471413221125, -0.008861590463583936,
  0.0035142122482726443,
]);

/** What is faster to load than to build. */
const CONSTANTS = memory.data<f64>([1, 2, 0.5, 20, 0.125]);

// @ts-ignore: decorator
@inline
function hyperbolicTangent(x: v128): v128 {
  const one = coefficient(CONSTANTS, 0);
  const a = f64x2.pmin(f64x2.abs(x), coefficient(CONSTANTS, 3));
  const shifted = shiftedIndex(f64x2.add(a, a));
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  const scale = power(entry0, entry1, shifted);
  const more = f64x2.mul(scale, excess(entry0, entry1, remainder(f64x2.add(a, a), shifted)));
  // d + dRest = e^2a + 1
  const e = f64x2.add(scale, more);
  const d = f64x2.add(e, one);
  const dRest = f64x2.add(f64x2.sub(e, f64x2.sub(d, one)), f64x2.sub(more, f64x2.sub(e, scale)));
  // q + qRest = 2/(d + dRest); q has 26 bits, so that its products with d's halves are exact
  const two = coefficient(CONSTANTS, 1);
  const quotient = f64x2.div(two, d);
  const upperBits = i64x2.splat(0xfffffffff8000000);
  const q = v128.and(quotient, upperBits);
  const dUpper = v128.and(d, upperBits);
  const left = f64x2.sub(two, f64x2.mul(q, dUpper));
  const residual = f64x2.sub(f64x2.sub(left, f64x2.mul(q, f64x2.sub(d, dUpper))), f64x2.mul(q, dRest));
  const qRest = f64x2.mul(residual, f64x2.mul(quotient, coefficient(CONSTANTS, 2)));
  const difference = f64x2.sub(one, q);
  const large = f64x2.add(difference, f64x2.sub(f64x2.sub(f64x2.sub(one, difference), q), qRest));

  const z = f64x2.mul(a, a);
  const small = f64x2.add(a, f64x2.mul(f64x2.mul(a, z), polynomial6(SMALL, z)));

  const positive = v128.bitselect(small, large, f64x2.lt(a, coefficient(CONSTANTS, 4)));
  return v128.bitselect(x, positive, f64x2.splat(-0.0));
}

/** Numerator and denominator, but for its leading 1, of tanh x/x in z = x², |x| ≤ 9.1. */
const BRIEF = memory.data<f64>([
  1370177537.1441188, 188830884.0055176, 5485602.344066414, 43135.349719876904, 69.03532157232293, 9.1, -9.1,
]);
const BRIEF_BELOW = memory.data<f64>([
  1370177538.565992, 645556716.2923417, 37980858.541393295, 575265.5663680353, 2204.81899658112,
]);

/** tanh x to 2^-29, for rounding to f32; of |x| > 9.1, where tanh x rounds to ±1, tanh ±9.1. */
// @ts-ignore: decorator
@inline
function brief(any: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(any, coefficient(BRIEF, 5)), coefficient(BRIEF, 6));
  const z = f64x2.mul(x, x);
  const above = horner5(BRIEF, z);
  let below = f64x2.add(z, coefficient(BRIEF_BELOW, 4));
  below = f64x2.add(f64x2.mul(below, z), coefficient(BRIEF_BELOW, 3));
  below = f64x2.add(f64x2.mul(below, z), coefficient(BRIEF_BELOW, 2));
  below = f64x2.add(f64x2.mul(below, z), coefficient(BRIEF_BELOW, 1));
  below = f64x2.add(f64x2.mul(below, z), coefficient(BRIEF_BELOW, 0));
  return f64x2.div(f64x2.mul(x, above), below);
}
