// The 128-bit vector as lanes of T (two f64 or four f32): what v128.add<T>, mul<T>, load_splat<T>… leave out.
// Written once for both types; every function inlines, and `sizeof<T>()` folds at compile time. Strides are in bytes here,
// but for `at`.

/** Lanes of T in a vector: 2 for f64, 4 for f32. */
// @ts-ignore: decorator
@inline
export function lanes<T>(): i32 {
  return 16 / <i32>sizeof<T>();
}

/** Bytes of an element, signed: strides are. */
// @ts-ignore: decorator
@inline
export function size<T>(): i32 {
  return <i32>sizeof<T>();
}

/** Address of element (i, j) of a matrix with element strides rs and cs. */
// @ts-ignore: decorator
@inline
export function at<T>(base: usize, i: i32, rs: i32, j: i32, cs: i32): usize {
  return base + (i * rs + j * cs) * size<T>();
}

/** a·b + c: fused where the build has relaxed SIMD, two roundings elsewhere. For gemm-like kernels only. */
// @ts-ignore: decorator
@inline
export function multiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** Sum of the lanes, pairwise: (v0 + v1), or (v0 + v2) + (v1 + v3). */
// @ts-ignore: decorator
@inline
export function sumLanes<T>(v: v128): T {
  const halves = v128.add<T>(v, v128.shuffle<u64>(v, v, 1, 0));
  if (sizeof<T>() == 8) return v128.extract_lane<T>(halves, 0);
  return <T>(v128.extract_lane<T>(halves, 0) + v128.extract_lane<T>(halves, 1));
}

/** Largest lane; NaN if any lane is NaN. */
// @ts-ignore: decorator
@inline
export function maxLanes<T>(v: v128): T {
  const halves = v128.max<T>(v, v128.shuffle<u64>(v, v, 1, 0));
  if (sizeof<T>() == 8) return v128.extract_lane<T>(halves, 0);
  return max<T>(v128.extract_lane<T>(halves, 0), v128.extract_lane<T>(halves, 1));
}

/** Smallest lane; NaN if any lane is NaN. */
// @ts-ignore: decorator
@inline
export function minLanes<T>(v: v128): T {
  const halves = v128.min<T>(v, v128.shuffle<u64>(v, v, 1, 0));
  if (sizeof<T>() == 8) return v128.extract_lane<T>(halves, 0);
  return min<T>(v128.extract_lane<T>(halves, 0), v128.extract_lane<T>(halves, 1));
}

/** The elements at ptr, ptr + stride, …, one for each lane. */
// @ts-ignore: decorator
@inline
export function gather<T>(ptr: usize, stride: i32): v128 {
  let v = v128.load_zero<T>(ptr);
  v = v128.load_lane<T>(ptr + stride, v, 1);
  if (sizeof<T>() == 4) {
    v = v128.load_lane<T>(ptr + 2 * stride, v, 2);
    v = v128.load_lane<T>(ptr + 3 * stride, v, 3);
  }
  return v;
}

/** Stores the lanes at ptr, ptr + stride, … */
// @ts-ignore: decorator
@inline
export function scatter<T>(ptr: usize, stride: i32, v: v128): void {
  v128.store_lane<T>(ptr, v, 0);
  v128.store_lane<T>(ptr + stride, v, 1);
  if (sizeof<T>() == 4) {
    v128.store_lane<T>(ptr + 2 * stride, v, 2);
    v128.store_lane<T>(ptr + 3 * stride, v, 3);
  }
}

/** The first `count` < lanes<T>() elements at ptr, zeros behind; reads nothing beyond them. */
// @ts-ignore: decorator
@inline
export function loadFirst<T>(ptr: usize, count: i32): v128 {
  let v = i32x4.splat(0);
  if (count > 0) v = v128.load_zero<T>(ptr);
  if (sizeof<T>() == 4) {
    if (count > 1) v = v128.load_lane<T>(ptr + 4, v, 1);
    if (count > 2) v = v128.load_lane<T>(ptr + 8, v, 2);
  }
  return v;
}

/** Stores the first `count` < lanes<T>() lanes at ptr and touches nothing beyond them. */
// @ts-ignore: decorator
@inline
export function storeFirst<T>(ptr: usize, v: v128, count: i32): void {
  if (count > 0) v128.store_lane<T>(ptr, v, 0);
  if (sizeof<T>() == 4) {
    if (count > 1) v128.store_lane<T>(ptr + 4, v, 1);
    if (count > 2) v128.store_lane<T>(ptr + 8, v, 2);
  }
}
