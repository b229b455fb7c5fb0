// sin and cos of x + shift·π/2 from r + rest = x − k·π/2, |r| ≤ π/4: what sin, cos and tan share.
//
// For |k| ≤ 2^20, r comes from π/2 in two parts (Cody and Waite) with relative error 2^-60 while |r| ≥ |k|·2^-28; other
// lanes take `reduce`. The polynomials are minimax (Remez, 250 bits); r's rest enters to first order.
import { coefficient, polynomial5, polynomial6 } from './polynomial';
import { reduce, reducedQuadrant, reducedRest } from './trigReduce';

/**
 * 2/π; what to add to leave k in the low bits of the significand; π/2 in two parts, of which the first has 33 bits, so
 * that its products with |k| ≤ 2^20 are exact; the bounds of `wellReduced`, squared; 1/2 and 1. Loading a constant takes
 * V8 one instruction, building it three or four.
 */
const CONSTANTS = memory.data<f64>([
  0.6366197723675814, 6755399441055744.0, 1.5707963267341256, 6.077100506506192e-11, 72057594037927936, 1099511627776,
  0.5, 1,
]);

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

/** k in the low bits of each lane, above what was added. */
// @ts-ignore: decorator
@inline
export function quadrants(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, coefficient(CONSTANTS, 0)), coefficient(CONSTANTS, 1));
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
  return f64x2.sub(x, f64x2.mul(k, coefficient(CONSTANTS, 2)));
}

/** k as a number. */
// @ts-ignore: decorator
@inline
export function count(shifted: v128): v128 {
  return f64x2.sub(shifted, coefficient(CONSTANTS, 1));
}

/** The second part of k·π/2. */
// @ts-ignore: decorator
@inline
export function lowerMultiple(k: v128): v128 {
  return f64x2.mul(k, coefficient(CONSTANTS, 3));
}

/** Lanes in which r is good, z being r²: |k| ≤ 2^20 and |r| ≥ |k|·2^-28. */
// @ts-ignore: decorator
@inline
export function wellReduced(k: v128, z: v128): v128 {
  const bound = f64x2.pmin(f64x2.mul(z, coefficient(CONSTANTS, 4)), coefficient(CONSTANTS, 5));
  return f64x2.le(f64x2.mul(k, k), bound);
}

/** 1/2 in each lane. */
// @ts-ignore: decorator
@inline
export function oneHalf(): v128 {
  return coefficient(CONSTANTS, 6);
}

/** 1 in each lane. */
// @ts-ignore: decorator
@inline
export function unit(): v128 {
  return coefficient(CONSTANTS, 7);
}

/** sin(r − less) = r − result; the cubic term apart, lest the polynomial's rounding counts. */
// @ts-ignore: decorator
@inline
export function sineLess(r: v128, less: v128, z: v128, w: v128): v128 {
  const cube = f64x2.mul(r, z);
  const tail = f64x2.mul(f64x2.mul(cube, z), sineTail(z));
  return f64x2.sub(f64x2.sub(f64x2.mul(less, w), tail), f64x2.mul(cube, coefficient(SINE, 0)));
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
