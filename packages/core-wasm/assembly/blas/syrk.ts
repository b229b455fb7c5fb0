// The lower triangle of C ← α·A·Aᵀ + β·C (BLAS xSYRK); what is above the diagonal is neither read nor written. Aᵀ·A and
// the upper triangle swap strides. Recursion halves C until its diagonal blocks are small; those are computed whole
// beside C, what lies below them is one gemm.
import { at, size } from '../simd/lanes';
import { GEMM_SCRATCH_BYTES } from './blocking';
import { gemm } from './gemm';

/** Order of the diagonal blocks that are computed whole. */
// @ts-ignore: decorator
@inline
const DIAGONAL: i32 = 24;

/** Bytes of scratch that syrk needs beyond gemm's. */
// @ts-ignore: decorator
@inline
export const SYRK_EXTRA_BYTES: i32 = DIAGONAL * DIAGONAL * 8;

/** C (n×n, lower triangle) ← α·A (n×k)·Aᵀ + β·C. Scratch: GEMM_SCRATCH_BYTES + SYRK_EXTRA_BYTES. */
export function syrkLower<T>(n: i32, k: i32, alpha: T, a: usize, ars: i32, acs: i32, beta: T, c: usize, crs: i32, ccs: i32, scratch: usize): void {
  if (n <= 0) return;
  if (n <= DIAGONAL) {
    const block = scratch + GEMM_SCRATCH_BYTES;
    gemm<T>(n, n, k, alpha, a, ars, acs, a, acs, ars, <T>0, block, DIAGONAL, 1, scratch);
    mergeLower<T>(n, block, beta, c, crs, ccs);
    return;
  }
  const half = n / 2 + 7 & ~7;
  const below = at<T>(a, half, ars, 0, acs);
  syrkLower<T>(half, k, alpha, a, ars, acs, beta, c, crs, ccs, scratch);
  gemm<T>(n - half, half, k, alpha, below, ars, acs, a, acs, ars, beta, at<T>(c, half, crs, 0, ccs), crs, ccs, scratch);
  syrkLower<T>(n - half, k, alpha, below, ars, acs, beta, at<T>(c, half, crs, half, ccs), crs, ccs, scratch);
}

function mergeLower<T>(n: i32, block: usize, beta: T, c: usize, crs: i32, ccs: i32): void {
  for (let i = 0; i < n; i++) {
    let to = c + i * crs * size<T>();
    for (let j = 0; j <= i; j++) {
      const x = load<T>(block + (i * DIAGONAL + j) * size<T>());
      store<T>(to, beta == <T>0 ? x : <T>(x + <T>(beta * load<T>(to))));
      to += ccs * size<T>();
    }
  }
}
