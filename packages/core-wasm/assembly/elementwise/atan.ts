// atan2(y, x), the angle of the point (x, y), and atan x, in radians.
//
// With n/d = min/max of |y| and |x|, and c = j/16 nearest to it: atan(n/d) = atan c + atan((n − c·d)/(d + c·n)), the
// first from a table in two parts, the second argument as a quotient in two parts of at most 1/32, and a polynomial.
// The octants add multiples of π/2 in two parts. Errors ≤ 0.51 ulp (0.75 where the angle is subnormal).
// Method: S. Gal, B. Bachelis, "An accurate elementary mathematical library for the IEEE floating point standard", ACM
// TOMS 17 (1991).
import { quotientRest, shorterSumRest, sumRest, upperHalf } from './doubled';
import { map, scalar } from './map';
import { polynomial4 } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';
import { scalar2, zip } from './zip';

@unmanaged
export class Atan {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return arcTangent(x);
    return narrow(arcTangent(widenLow(x)), arcTangent(widenHigh(x)));
  }
}

@unmanaged
export class Atan2 {
  @inline lanes<T>(x: v128, y: v128): v128 {
    if (sizeof<T>() == 8) return angle(x, y);
    return narrow(angle(widenLow(x), widenLow(y)), angle(widenHigh(x), widenHigh(y)));
  }
}

export function vdAtan(n: i32, x: usize, y: usize): void {
  map<f64, Atan>(n, x, y);
}

export function vsAtan(n: i32, x: usize, y: usize): void {
  map<f32, Atan>(n, x, y);
}

export function dAtan(x: f64): f64 {
  return scalar<f64, Atan>(x);
}

export function vdAtan2(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f64, Atan2>(walk, x, y, z);
}

export function vsAtan2(walk: usize, x: usize, y: usize, z: usize): void {
  zip<f32, Atan2>(walk, x, y, z);
}

export function dAtan2(x: f64, y: f64): f64 {
  return scalar2<f64, Atan2>(x, y);
}

/** atan(j/16), j = 0 … 16, and what the double lacks. */
const TABLE = memory.data<u64>([
  0x0000000000000000, 0x0000000000000000, 0x3faff55bb72cfdea, 0xbc3c934d86d23f1d,
  0x3fbfd5ba9aac2f6e, 0xbc4cd37686760c17, 0x3fc7b97b4bce5b02, 0x3c5347b0b4f881ca,
  0x3fcf5b75f92c80dd, 0x3c68ab6e3cf7afbd, 0x3fd362773707ebcc, 0xbc6963a544b672d8,
  0x3fd6f61941e4def1, 0xbc7c63aae6f6e918, 0x3fda64eec3cc23fd, 0xbc724dec1b50b7ff,
  0x3fddac670561bb4f, 0x3c7a2b7f222f65e2, 0x3fe0657e94db30d0, 0xbc7d5b495f6349e6,
  0x3fe1e00babdefeb4, 0xbc5928df287a668f, 0x3fe345f01cce37bb, 0x3c81021137c71102,
  0x3fe4978fa3269ee1, 0x3c72419a87f2a458, 0x3fe5d58987169b18, 0x3c60028e4bc5e7ca,
  0x3fe700a7c5784634, 0xbc78c34d25aadef6, 0x3fe819d0b7158a4d, 0xbc7bf76229d3b917,
  0x3fe921fb54442d18, 0x3c81a62633145c07,
]);

/** (atan q − q)/q³ in z = q², |q| ≤ 1/32. */
const COEFFICIENTS = memory.data<f64>([
  -0.33333333333332715, 0.1999999999393647, -0.14285695873186396, 0.11089082395894262,
]);

const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_REST: f64 = 6.123233995736766e-17;

/** 2^512 and 2^-512. */
const ENLARGE: f64 = 1.3407807929942597e154;
const REDUCE: f64 = 7.458340731200207e-155;

/** Adding it leaves round(16·t) in the low bits: 1.5·2^48. */
const SHIFT: f64 = 422212465065984.0;

/** atan2(y, x) for y, x ≥ 0 (lanes without NaN), and π minus it in lanes where `left` is set. */
function firstQuadrant(y: v128, x: v128, left: v128): v128 {
  const swapped = f64x2.gt(y, x);
  const larger = v128.bitselect(y, x, swapped);
  const smaller = v128.bitselect(x, y, swapped);
  // both by a power of two, away from overflow and underflow; (0, 0) and (∞, ∞) become (0, 1) and (1, 1)
  const down = f64x2.gt(larger, f64x2.splat(1e300));
  const up = f64x2.lt(larger, f64x2.splat(1e-290));
  const enlarged = v128.bitselect(f64x2.splat(ENLARGE), f64x2.splat(1), up);
  const factor = v128.bitselect(f64x2.splat(REDUCE), enlarged, down);
  const zero = f64x2.eq(larger, f64x2.splat(0));
  const infinite = f64x2.eq(larger, f64x2.splat(Infinity));
  const both = f64x2.eq(smaller, larger);
  const n = v128.bitselect(v128.and(f64x2.splat(1), both), f64x2.mul(smaller, factor), v128.andnot(infinite, zero));
  const d = v128.bitselect(f64x2.splat(1), f64x2.mul(larger, factor), v128.or(zero, infinite));

  const t = f64x2.div(n, d);
  const shifted = f64x2.add(t, f64x2.splat(SHIFT));
  const c = f64x2.sub(shifted, f64x2.splat(SHIFT));
  const entry0 = v128.load(TABLE + <usize>(i32x4.extract_lane(shifted, 0) & 31) * 16);
  const entry1 = v128.load(TABLE + <usize>(i32x4.extract_lane(shifted, 2) & 31) * 16);
  const atanC = i64x2.shuffle(entry0, entry1, 0, 2);
  const atanCRest = i64x2.shuffle(entry0, entry1, 1, 3);

  const d1 = upperHalf(d);
  const n1 = upperHalf(n);
  const v = f64x2.sub(n, f64x2.mul(c, d1));
  const v2 = f64x2.mul(c, f64x2.sub(d1, d));
  const rise = f64x2.add(v, v2);
  const w = f64x2.mul(c, n);
  const wRest = f64x2.add(f64x2.sub(f64x2.mul(c, n1), w), f64x2.mul(c, f64x2.sub(n, n1)));
  const run = f64x2.add(d, w);
  const runRest = f64x2.add(shorterSumRest(d, w, run), wRest);
  const q = f64x2.div(rise, run);
  const qRest = quotientRest(rise, sumRest(v, v2, rise), run, runRest, q);
  const z = f64x2.mul(q, q);
  const more = f64x2.add(qRest, f64x2.mul(f64x2.mul(q, z), polynomial4(COEFFICIENTS, z)));

  const half = f64x2.add(atanC, q);
  const halfRest = f64x2.add(f64x2.add(shorterSumRest(atanC, q, half), atanCRest), more);
  // |angle| is base ± (half + halfRest), base = 0, π/2 or π
  const turn = v128.and(v128.bitselect(f64x2.splat(-1), f64x2.splat(1), left), swapped);
  const quarterTurns = f64x2.add(v128.and(left, f64x2.splat(2)), turn);
  const flip = v128.and(v128.xor(swapped, left), f64x2.splat(-0.0));
  const base = f64x2.mul(quarterTurns, f64x2.splat(HALF_PI));
  const baseRest = f64x2.mul(quarterTurns, f64x2.splat(HALF_PI_REST));
  const signedHalf = v128.xor(half, flip);
  const sum = f64x2.add(base, signedHalf);
  const rest = f64x2.add(shorterSumRest(base, signedHalf, sum), f64x2.add(baseRest, v128.xor(halfRest, flip)));
  return f64x2.add(sum, rest);
}

function arcTangent(x: v128): v128 {
  const a = f64x2.abs(x);
  const positive = firstQuadrant(a, f64x2.splat(1), f64x2.splat(0));
  const y = v128.bitselect(positive, a, f64x2.gt(a, f64x2.splat(1e-9)));
  return v128.bitselect(x, y, f64x2.splat(-0.0));
}

function angle(y: v128, x: v128): v128 {
  const left = i64x2.lt_s(x, i64x2.splat(0));
  const positive = firstQuadrant(f64x2.abs(y), f64x2.abs(x), left);
  const ordered = v128.and(f64x2.eq(x, x), f64x2.eq(y, y));
  return v128.bitselect(v128.bitselect(y, positive, f64x2.splat(-0.0)), f64x2.splat(NaN), ordered);
}
