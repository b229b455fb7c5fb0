// asinh x = ±log(|x| + √(x² + 1)), acosh x = log(x + √(x² − 1)), atanh x = ±½·log((1 + |x|)/(1 − |x|)), all as log(1 +
// u + uRest) with u in two parts, so that small results keep their relative accuracy. Errors ≤ 0.51 ulp.
import { productRest, quotientRest, shorterSumRest, sumRest } from './doubled';
import { logarithm, logarithmRest } from './logParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Asinh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return areaSine(x);
    return narrow(areaSine(widenLow(x)), areaSine(widenHigh(x)));
  }
}

@unmanaged
export class Acosh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return areaCosine(x);
    return narrow(areaCosine(widenLow(x)), areaCosine(widenHigh(x)));
  }
}

@unmanaged
export class Atanh {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return areaTangent(x);
    return narrow(areaTangent(widenLow(x)), areaTangent(widenHigh(x)));
  }
}

export function vdAsinh(n: i32, x: usize, y: usize): void {
  map<f64, Asinh>(n, x, y);
}

export function vsAsinh(n: i32, x: usize, y: usize): void {
  map<f32, Asinh>(n, x, y);
}

export function dAsinh(x: f64): f64 {
  return scalar<f64, Asinh>(x);
}

export function vdAcosh(n: i32, x: usize, y: usize): void {
  map<f64, Acosh>(n, x, y);
}

export function vsAcosh(n: i32, x: usize, y: usize): void {
  map<f32, Acosh>(n, x, y);
}

export function dAcosh(x: f64): f64 {
  return scalar<f64, Acosh>(x);
}

export function vdAtanh(n: i32, x: usize, y: usize): void {
  map<f64, Atanh>(n, x, y);
}

export function vsAtanh(n: i32, x: usize, y: usize): void {
  map<f32, Atanh>(n, x, y);
}

export function dAtanh(x: f64): f64 {
  return scalar<f64, Atanh>(x);
}

const LN2: f64 = 0.6931471805599453;
const LN2_REST: f64 = 2.3190468138462996e-17;

/** log(1 + u + uRest), u ≥ 0. */
function logOfMore(u: v128, uRest: v128): v128 {
  const one = f64x2.splat(1);
  const v = f64x2.add(one, u);
  const c = f64x2.div(f64x2.add(sumRest(one, u, v), uRest), v);
  const log = logarithm(v, f64x2.splat(0));
  const more = f64x2.add(logarithmRest(), f64x2.sub(c, f64x2.mul(f64x2.mul(c, c), f64x2.splat(0.5))));
  // log(1 + u) = u − u²/2 to 2^-57
  const tiny = f64x2.add(u, f64x2.sub(uRest, f64x2.mul(f64x2.mul(u, u), f64x2.splat(0.5))));
  return v128.bitselect(tiny, f64x2.add(log, more), f64x2.lt(u, f64x2.splat(3.725290298461914e-9)));
}

/** log x + log 2, x large. */
// @ts-ignore: decorator
@inline
function logOfTwice(x: v128): v128 {
  const log = logarithm(x, f64x2.splat(0));
  const ln2 = f64x2.splat(LN2);
  const sum = f64x2.add(log, ln2);
  return f64x2.add(sum, f64x2.add(shorterSumRest(log, ln2, sum), f64x2.add(logarithmRest(), f64x2.splat(LN2_REST))));
}

/** What √(s + sRest) exceeds its rounded value by. */
// @ts-ignore: decorator
@inline
function rootRest(s: v128, sRest: v128, root: v128): v128 {
  const square = f64x2.mul(root, root);
  const residual = f64x2.add(f64x2.sub(f64x2.sub(s, square), productRest(root, root, square)), sRest);
  return v128.and(f64x2.div(residual, f64x2.add(root, root)), f64x2.gt(root, f64x2.splat(0)));
}

function areaSine(x: v128): v128 {
  const one = f64x2.splat(1);
  const a = f64x2.abs(x);
  const b = f64x2.pmin(a, f64x2.splat(1e10));
  // √(1 + b²) − 1 = b²/(1 + √(1 + b²))
  const p = f64x2.mul(b, b);
  const pRest = productRest(b, b, p);
  const s = f64x2.add(one, p);
  const sRest = f64x2.add(sumRest(one, p, s), pRest);
  const root = f64x2.sqrt(s);
  const d = f64x2.add(one, root);
  const dRest = f64x2.add(sumRest(one, root, d), rootRest(s, sRest, root));
  const q = f64x2.div(p, d);
  const qRest = quotientRest(p, pRest, d, dRest, q);
  const u = f64x2.add(b, q);
  const uRest = f64x2.add(sumRest(b, q, u), qRest);
  const far = v128.bitselect(a, logOfTwice(a), f64x2.eq(a, f64x2.splat(Infinity)));
  const positive = v128.bitselect(logOfMore(u, uRest), far, f64x2.lt(a, f64x2.splat(1e10)));
  const y = v128.bitselect(positive, a, f64x2.gt(a, f64x2.splat(1e-9)));
  return v128.bitselect(x, v128.bitselect(y, x, f64x2.eq(x, x)), f64x2.splat(-0.0));
}

function areaCosine(x: v128): v128 {
  const one = f64x2.splat(1);
  // u = t + √(2t + t²) with t = x − 1
  const t = f64x2.sub(f64x2.pmin(x, f64x2.splat(1e10)), one);
  const square = f64x2.mul(t, t);
  const twice = f64x2.add(t, t);
  const s = f64x2.add(twice, square);
  const sRest = f64x2.add(sumRest(twice, square, s), productRest(t, t, square));
  const root = f64x2.sqrt(s);
  const u = f64x2.add(t, root);
  const uRest = f64x2.add(sumRest(t, root, u), rootRest(s, sRest, root));
  const far = v128.bitselect(x, logOfTwice(x), f64x2.eq(x, f64x2.splat(Infinity)));
  const y = v128.bitselect(logOfMore(u, uRest), far, f64x2.lt(x, f64x2.splat(1e10)));
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, one));
}

function areaTangent(x: v128): v128 {
  const one = f64x2.splat(1);
  const a = f64x2.abs(x);
  // u = 2a/(1 − a)
  const n = f64x2.add(a, a);
  const d = f64x2.sub(one, a);
  const dRest = f64x2.sub(f64x2.sub(one, d), a);
  const u = f64x2.div(n, d);
  const half = f64x2.mul(logOfMore(u, quotientRest(n, f64x2.splat(0), d, dRest, u)), f64x2.splat(0.5));
  const small = f64x2.lt(a, f64x2.splat(1e-9));
  const inside = v128.bitselect(a, half, small);
  const limited = v128.bitselect(f64x2.splat(Infinity), inside, f64x2.eq(a, one));
  const y = v128.bitselect(limited, f64x2.splat(NaN), f64x2.le(a, one));
  return v128.bitselect(x, y, f64x2.splat(-0.0));
}
