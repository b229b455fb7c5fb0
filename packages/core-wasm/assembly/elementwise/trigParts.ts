// sin and cos of x + shift·π/2 from r + rest = x − k·π/2, |r| ≤ π/4: what sin, cos and tan share.
//
// For |k| ≤ 2^20, r comes from π/2 in two parts (Cody and Waite) with relative error 2^-60 while |r| ≥ |k|·2^-28; other
// lanes take `reduce`. The polynomials are minimax (Remez, 250 bits); r's rest enters to first order.
import { polynomial5, polynomial6 } from './polynomial';
import { reduce, reducedQuadrant, reducedRest } from './trigReduce';

const TWO_OVER_PI: f64 = 0.6366197723675814;
/** π/2 in two parts; the first has 33 bits, so that its products with |k| ≤ 2^20 are exact. */
const HALF_PI: f64 = 1.5707963267341256;
const HALF_PI_REST: f64 = 6.077100506506192e-11;
/** Adding it leaves k in the low bits of the significand. */
const SHIFT: f64 = 6755399441055744.0;

/** The first coefficient of SINE. */
export const SIXTH: f64 = -0.16666666666666632;
/** (sin r − r)/r³ in z = r². */
const SINE = memory.data<f64>([
  -0.16666666666666632, 0.008333333333322349, -0.00019841269829746832, 2.7557313668399816e-6,
  -2.5050754130595654e-8, 1.589654968628115e-10,
]);
/** (cos r − 1 + z/2)/z². */
const COSINE = memory.data<f64>([
  0.0416666666666666, -0.0013888888888874064, 2.4801587289434147e-5, -2.7557314336078314e-7, 2.087572079102154e-9,
  -1.1359507008554755e-11,
]);

let reduced: v128 = f64x2.splat(0);
let reducedLess: v128 = f64x2.splat(0);

/** k in the low bits of each lane, above SHIFT. */
// @ts-ignore: decorator
@inline
export function quadrants(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, f64x2.splat(TWO_OVER_PI)), f64x2.splat(SHIFT));
}

/** Sets r and −rest, and gives k back, where they hold. */
export function reduceWide(x: v128, good: v128, r: v128, less: v128, k: v128): v128 {
  const x0 = f64x2.extract_lane(x, 0);
  const x1 = f64x2.extract_lane(x, 1);
  if (!i64x2.extract_lane(good, 0)) {
    r = f64x2.replace_lane(r, 0, reduce(x0));
    less = f64x2.replace_lane(less, 0, -reducedRest());
    k = i64x2.replace_lane(k, 0, reducedQuadrant());
  }
  if (!i64x2.extract_lane(good, 1)) {
    r = f64x2.replace_lane(r, 1, reduce(x1));
    less = f64x2.replace_lane(less, 1, -reducedRest());
    k = i64x2.replace_lane(k, 1, reducedQuadrant());
  }
  reduced = r;
  reducedLess = less;
  return k;
}

/** r of `reduceWide`. */
// @ts-ignore: decorator
@inline
export function widelyReduced(): v128 {
  return reduced;
}

/** −rest of `reduceWide`. */
// @ts-ignore: decorator
@inline
export function widelyReducedLess(): v128 {
  return reducedLess;
}

/** x − k·π/2 before its second part. */
// @ts-ignore: decorator
@inline
export function upperRemainder(x: v128, k: v128): v128 {
  return f64x2.sub(x, f64x2.mul(k, f64x2.splat(HALF_PI)));
}

/** k as a number. */
// @ts-ignore: decorator
@inline
export function count(shifted: v128): v128 {
  return f64x2.sub(shifted, f64x2.splat(SHIFT));
}

/** The second part of k·π/2. */
// @ts-ignore: decorator
@inline
export function lowerMultiple(k: v128): v128 {
  return f64x2.mul(k, f64x2.splat(HALF_PI_REST));
}

/** Lanes in which r is good: |k| ≤ 2^20 and |r| ≥ |k|·2^-28. */
// @ts-ignore: decorator
@inline
export function wellReduced(k: v128, r: v128): v128 {
  const bound = f64x2.pmin(f64x2.mul(f64x2.abs(r), f64x2.splat(268435456)), f64x2.splat(1048576));
  return f64x2.le(f64x2.abs(k), bound);
}

/** sin(r − less) = r − result; the cubic term apart, lest the polynomial's rounding counts. */
// @ts-ignore: decorator
@inline
export function sineLess(r: v128, less: v128, z: v128, w: v128): v128 {
  const cube = f64x2.mul(r, z);
  const tail = f64x2.mul(f64x2.mul(cube, z), sineTail(z));
  return f64x2.sub(f64x2.sub(f64x2.mul(less, w), tail), f64x2.mul(cube, f64x2.splat(SIXTH)));
}

/** (sin r − r − SIXTH·r³)/r⁵ in z = r². */
// @ts-ignore: decorator
@inline
export function sineTail(z: v128): v128 {
  return polynomial5(SINE + 8, z);
}

/** cos(r − less) − 1 + r²/2. */
// @ts-ignore: decorator
@inline
export function cosineTail(r: v128, less: v128, z: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.mul(z, z), polynomial6(COSINE, z)), f64x2.mul(r, less));
}
