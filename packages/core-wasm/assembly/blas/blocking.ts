// The block sizes of gemm's five loops, after the model of Low, Igual, Smith and Quintana-Ortí, "Analytical modeling
// is enough for high-performance BLIS" (ACM TOMS 43, 2016): a KC×NR panel of B stays in the first-level cache, an
// MC×KC block of A in the second, a KC×NC block of B in what is left.

/** Rows of the micro-tile: what the registers hold. Two roundings need a temporary where the fused form does not. */
// @ts-ignore: decorator
@inline
export const MR: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/** Rows of a packed block of A: a multiple of MR. */
// @ts-ignore: decorator
@inline
export const MC: i32 = ASC_FEATURE_RELAXED_SIMD ? 66 : 64;

/** Largest inner dimension of a block. Blocks are balanced: 784 is cut into three of about 261, not 320 + 320 + 144. */
// @ts-ignore: decorator
@inline
export const KC: i32 = 320;

/** Columns of a packed block of B: a multiple of NR for both types. */
// @ts-ignore: decorator
@inline
export const NC: i32 = 512;

/** Columns of the micro-tile: two vectors, so 4 for f64 and 8 for f32. */
// @ts-ignore: decorator
@inline
export function microColumns<T>(): i32 {
  return 32 / <i32>sizeof<T>();
}

/** Bytes of scratch that gemm needs at any size: a block of A, a block of B, one micro-tile. */
// @ts-ignore: decorator
@inline
export const GEMM_SCRATCH_BYTES: i32 = (MC * KC + KC * NC + 64) * 8;

/** Length of the blocks that cut n evenly into the fewest of at most `limit`, rounded up to a multiple of `unit`. */
// @ts-ignore: decorator
@inline
export function balanced(n: i32, limit: i32, unit: i32): i32 {
  const blocks = (n + limit - 1) / limit;
  const length = (n + blocks - 1) / blocks;
  return (length + unit - 1) / unit * unit;
}
