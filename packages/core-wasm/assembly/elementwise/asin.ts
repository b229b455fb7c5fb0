// asin x and acos x in radians. |x| < 1/2: x + x³·P(x²). Beyond: π/2 − 2·asin √((1 − |x|)/2), the root in two parts.
// Errors ≤ 0.8 ulp. NaN for |x| > 1.
// Method: FDLIBM's e_asin.c (Sun Microsystems, 1993); coefficients of our own (Remez, 250 bits).
import { upperHalf } from './doubled';
import { map, scalar } from './map';
import { polynomial } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Asin {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return arcSine(x);
    return narrow(arcSine(widenLow(x)), arcSine(widenHigh(x)));
  }
}

@unmanaged
export class Acos {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return arcCosine(x);
    return narrow(arcCosine(widenLow(x)), arcCosine(widenHigh(x)));
  }
}

export function vdAsin(n: i32, x: usize, y: usize): void {
  map<f64, Asin>(n, x, y);
}

export function vsAsin(n: i32, x: usize, y: usize): void {
  map<f32, Asin>(n, x, y);
}

export function dAsin(x: f64): f64 {
  return scalar<f64, Asin>(x);
}

export function vdAcos(n: i32, x: usize, y: usize): void {
  map<f64, Acos>(n, x, y);
}

export function vsAcos(n: i32, x: usize, y: usize): void {
  map<f32, Acos>(n, x, y);
}

export function dAcos(x: f64): f64 {
  return scalar<f64, Acos>(x);
}

/** (asin x − x)/x³ in z = x², z ≤ 1/4. */
const COEFFICIENTS = memory.data<f64>([
  0.1666666666666674, 0.07499999999974932, 0.04464285717146042, 0.030381942834013766, 0.02237221193407634,
  0.017351660043183163, 0.01398030896644704, 0.0114026736414076, 0.010761135507901072, 0.0037723744016324194,
  0.021559922413405975, -0.020806176473562584, 0.0325166878714861,
]);

const QUARTER_PI: f64 = 0.7853981633974483;
const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_REST: f64 = 6.123233995736766e-17;
const PI: f64 = 3.141592653589793;

/** x² for |x| < 1/2, else (1 − |x|)/2: the square of the sine whose arc is taken. */
// @ts-ignore: decorator
@inline
function square(a: v128, small: v128): v128 {
  const far = f64x2.mul(f64x2.sub(f64x2.splat(1), a), f64x2.splat(0.5));
  return v128.bitselect(f64x2.mul(a, a), far, small);
}

/** √z − upper for the leading bits `upper` of s = √z; 0 at 0. */
// @ts-ignore: decorator
@inline
function rootRest(z: v128, s: v128, upper: v128): v128 {
  const rest = f64x2.div(f64x2.sub(z, f64x2.mul(upper, upper)), f64x2.add(s, upper));
  return v128.and(rest, f64x2.gt(s, f64x2.splat(0)));
}

function arcSine(x: v128): v128 {
  const a = f64x2.abs(x);
  const small = f64x2.lt(a, f64x2.splat(0.5));
  const z = square(a, small);
  const more = f64x2.mul(z, polynomial(COEFFICIENTS, 13, z));
  const near = f64x2.add(a, f64x2.mul(a, more));
  const s = f64x2.sqrt(z);
  const upper = upperHalf(s);
  const two = f64x2.splat(2);
  const rest = f64x2.mul(two, f64x2.add(rootRest(z, s, upper), f64x2.mul(s, more)));
  const quarter = f64x2.splat(QUARTER_PI);
  const start = f64x2.sub(quarter, f64x2.mul(two, upper));
  const far = f64x2.sub(quarter, f64x2.sub(f64x2.sub(rest, f64x2.splat(HALF_PI_REST)), start));
  return v128.bitselect(x, v128.bitselect(near, far, small), f64x2.splat(-0.0));
}

function arcCosine(x: v128): v128 {
  const a = f64x2.abs(x);
  const small = f64x2.lt(a, f64x2.splat(0.5));
  const z = square(a, small);
  const more = f64x2.mul(z, polynomial(COEFFICIENTS, 13, z));
  const halfPiRest = f64x2.splat(HALF_PI_REST);
  const near = f64x2.sub(f64x2.splat(HALF_PI), f64x2.sub(x, f64x2.sub(halfPiRest, f64x2.mul(x, more))));
  const s = f64x2.sqrt(z);
  const upper = upperHalf(s);
  const rest = f64x2.add(rootRest(z, s, upper), f64x2.mul(s, more));
  const two = f64x2.splat(2);
  const right = f64x2.mul(two, f64x2.add(upper, rest));
  const left = f64x2.sub(f64x2.splat(PI), f64x2.mul(two, f64x2.add(upper, f64x2.sub(rest, halfPiRest))));
  const far = v128.bitselect(left, right, f64x2.lt(x, f64x2.splat(0)));
  return v128.bitselect(near, far, small);
}
