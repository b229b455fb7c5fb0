// √(Σ x_i²), Σ |x_i| and the index of the largest |x_i| (BLAS xNRM2, xASUM, IxAMAX). Vectors as in dot.ts.
// nrm2 neither overflows nor underflows where its result does not: f32 is summed in f64; f64 is summed as it is, and
// once more with a power of two taken out if that left the range in which squares keep their digits.
import { lanes, size, sumLanes } from '../simd/lanes';

/** √(Σ x_i²), NaN if any x_i is NaN. */
export function nrm2<T>(n: i32, x: usize, incx: i32): T {
  if (n <= 0) return <T>0;
  const sum = sumOfSquares<T>(n, x, incx, 1);
  if (sizeof<T>() == 4) return <T>sqrt<f64>(sum);
  const smallest: f64 = 1e-280;
  if (sum != sum || (sum >= smallest && sum < Infinity)) return <T>sqrt<f64>(sum);
  const largest = <f64>abs<T>(load<T>(x + iamax<T>(n, x, incx) * incx * size<T>()));
  if (largest == 0 || largest == Infinity) return <T>largest;
  // 2^(±600) brings all that matters of a vector whose largest element is beyond 1e±140 well inside the range.
  const scale: f64 = largest > 1 ? 2.409919865102884e-181 : 4.149515568880993e180;
  return <T>(sqrt<f64>(sumOfSquares<T>(n, x, incx, scale)) / scale);
}

// @ts-ignore: decorator
@inline
function sumOfSquares<T>(n: i32, x: usize, incx: i32, scale: f64): f64 {
  const scales = f64x2.splat(scale);
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  if (incx == 1) {
    for (; n >= 8; n -= 8) {
      const a = f64x2.mul(scales, loadPair<T>(x, 0));
      const b = f64x2.mul(scales, loadPair<T>(x, 1));
      const c = f64x2.mul(scales, loadPair<T>(x, 2));
      const d = f64x2.mul(scales, loadPair<T>(x, 3));
      s0 = f64x2.add(s0, f64x2.mul(a, a));
      s1 = f64x2.add(s1, f64x2.mul(b, b));
      s2 = f64x2.add(s2, f64x2.mul(c, c));
      s3 = f64x2.add(s3, f64x2.mul(d, d));
      x += 8 * size<T>();
    }
  }
  let sum = sumLanes<f64>(f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)));
  for (; n > 0; n--) {
    const value = scale * <f64>load<T>(x);
    sum += value * value;
    x += incx * size<T>();
  }
  return sum;
}

/** Elements 2·index and 2·index + 1 at x, as f64. */
// @ts-ignore: decorator
@inline
function loadPair<T>(x: usize, index: i32): v128 {
  if (sizeof<T>() == 8) return v128.load(x + 16 * index);
  return f64x2.promote_low_f32x4(v128.load64_zero(x + 8 * index));
}

/** Σ |x_i|. */
export function asum<T>(n: i32, x: usize, incx: i32): T {
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
  if (incx == 1) {
    // The sign is masked, since V8 builds the mask anew for every abs.
    const digits = sizeof<T>() == 8 ? i64x2.splat(0x7fffffffffffffff) : i32x4.splat(0x7fffffff);
    for (; n >= 4 * lanes<T>(); n -= 4 * lanes<T>()) {
      s0 = v128.add<T>(s0, v128.and(digits, v128.load(x)));
      s1 = v128.add<T>(s1, v128.and(digits, v128.load(x, 16)));
      s2 = v128.add<T>(s2, v128.and(digits, v128.load(x, 32)));
      s3 = v128.add<T>(s3, v128.and(digits, v128.load(x, 48)));
      x += 64;
    }
  }
  let sum = sumLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
  for (; n > 0; n--) {
    sum = <T>(sum + abs<T>(load<T>(x)));
    x += incx * size<T>();
  }
  return sum;
}

/** Index of the first largest |x_i|, of the first NaN if there is one; -1 for n ≤ 0. */
export function iamax<T>(n: i32, x: usize, incx: i32): i32 {
  if (n <= 0) return -1;
  let index = 0;
  let largest = abs<T>(load<T>(x));
  for (let i = 0; i < n; i++) {
    const value = abs<T>(load<T>(x));
    if (value > largest) {
      largest = value;
      index = i;
    } else if (value != value) return i;
    x += incx * size<T>();
  }
  return index;
}
