// tan x, x in radians: sin r/cos r, or −cos r/sin r for odd k, with sine and cosine in two parts each; error ≤ 0.69
// ulp.
import { productRest, quotientRest, shorterSumRest } from './doubled';
import { map, scalar } from './map';
import {
  cosineTail,
  count,
  lowerMultiple,
  quadrants,
  reduceWide,
  SIXTH,
  sineTail,
  upperRemainder,
  wellReduced,
  widelyReduced,
  widelyReducedLess,
} from './trigParts';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Tan {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return tangent(x);
    return narrow(tangent(widenLow(x)), tangent(widenHigh(x)));
  }
}

export function vdTan(n: i32, x: usize, y: usize): void {
  map<f64, Tan>(n, x, y);
}

export function vsTan(n: i32, x: usize, y: usize): void {
  map<f32, Tan>(n, x, y);
}

export function dTan(x: f64): f64 {
  return scalar<f64, Tan>(x);
}

function tangent(x: v128): v128 {
  let shifted = quadrants(x);
  const k = count(shifted);
  const upper = upperRemainder(x, k);
  const lower = lowerMultiple(k);
  let r = f64x2.sub(upper, lower);
  let less = f64x2.sub(lower, f64x2.sub(upper, r));
  const good = wellReduced(k, f64x2.mul(r, r));
  if (i64x2.bitmask(good) != 3) {
    shifted = reduceWide(x, good, r, less, shifted);
    r = widelyReduced();
    less = widelyReducedLess();
  }
  // z + zRest = r²
  const z = f64x2.mul(r, r);
  const zRest = f64x2.sub(productRest(r, r, z), f64x2.mul(f64x2.add(less, less), r));
  const half = f64x2.mul(z, f64x2.splat(0.5));
  const none = f64x2.splat(0);
  const w = f64x2.sub(f64x2.splat(1), half);
  const wRest = f64x2.sub(f64x2.sub(f64x2.sub(f64x2.splat(1), w), half), f64x2.mul(zRest, f64x2.splat(0.5)));
  const cosMore = f64x2.add(wRest, cosineTail(r, none, z));
  const cos = f64x2.add(w, cosMore);
  const cosRest = f64x2.add(f64x2.sub(w, cos), cosMore);

  // sin = r + r·z·SIXTH + …, the cubic term in two parts
  const cube = f64x2.mul(r, z);
  const cubeRest = f64x2.add(productRest(r, z, cube), f64x2.mul(r, zRest));
  const sixth = f64x2.splat(SIXTH);
  const cubic = f64x2.mul(cube, sixth);
  const cubicRest = f64x2.add(productRest(cube, sixth, cubic), f64x2.mul(cubeRest, sixth));
  const upperSin = f64x2.add(r, cubic);
  const upperSinRest = f64x2.add(shorterSumRest(r, cubic, upperSin), cubicRest);
  const sinMore = f64x2.add(f64x2.sub(upperSinRest, less), f64x2.mul(f64x2.mul(cube, z), sineTail(z)));
  const sin = f64x2.add(upperSin, sinMore);
  const sinRest = f64x2.add(f64x2.sub(upperSin, sin), sinMore);

  const even = i64x2.eq(v128.and(shifted, i64x2.splat(1)), i64x2.splat(0));
  const n = v128.bitselect(sin, cos, even);
  const nRest = v128.bitselect(sinRest, cosRest, even);
  const d = v128.bitselect(cos, f64x2.neg(sin), even);
  const dRest = v128.bitselect(cosRest, f64x2.neg(sinRest), even);
  const q = f64x2.div(n, d);
  const tan = f64x2.add(q, quotientRest(n, nRest, d, dRest, q));
  return v128.bitselect(x, tan, f64x2.eq(x, f64x2.splat(0)));
}
