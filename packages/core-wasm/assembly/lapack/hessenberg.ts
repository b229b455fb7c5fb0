// A = Q·H·Qᵀ, H upper Hessenberg (LAPACK dgehrd, dlahr2, dorghr; Quintana-Ortí & van de Geijn, ACM TOMS 32 (2006)
// 180–194). For a panel of 32 columns V, T and Y = A·V·T are collected; then A ← (I − V·T·Vᵀ)ᵀ·(A − Y·Vᵀ) by products.

import { gemm } from '../blas/gemm';
import { gemv } from '../blas/gemv';
import { BLOCK, larfb, larfg } from './householder';
import { orgqr } from './qr';

/**
 * Reduces A (n×n by columns), which is upper triangular outside first…last; its reflectors stay below the subdiagonal.
 * τ: n elements. work: gehrdScratch(n) bytes.
 */
export function gehrd<T>(
  n: i32, first: i32, last: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize,
): void {
  const one = <usize>sizeof<T>();
  const V = work;
  const Y = V + <usize>(n * BLOCK) * one;
  const TT = Y + <usize>(n * BLOCK) * one;
  const t = TT + <usize>(BLOCK * BLOCK) * one;
  const W = t + <usize>BLOCK * one;
  const rows = last + 1;
  for (let start = first; start < last; start += BLOCK) {
    // The very last reflector has length 1: it is the identity, made all the same for its τ = 0.
    const width = min<i32>(BLOCK, last - start);
    const m = last - start;
    const below = A + <usize>(start + 1 + start * acs) * one;
    const Yb = Y + <usize>(start + 1) * one;
    memory.fill(TT, 0, <usize>(width * width) * one);
    for (let k = 0; k < width; k++) {
      const column = below + <usize>(k * acs) * one;
      if (k > 0) {
        // The column so far: A − Y·Vᵀ, then the left reflectors.
        gemv<T>(m, k, <T>-1, Yb, 1, rows, V + <usize>(k - 1) * one, m, <T>1, column, 1);
        gemv<T>(k, m, <T>1, V, m, 1, column, 1, <T>0, t, 1);
        transposedTriangle<T>(k, TT, width, t);
        gemv<T>(m, k, <T>-1, V, 1, m, t, 1, <T>1, column, 1);
      }
      const head = column + <usize>k * one;
      const tauK = larfg<T>(m - k, head, head + one);
      store<T>(tau + <usize>(start + k) * one, tauK);
      const v = V + <usize>(k * m) * one;
      memory.fill(v, 0, <usize>k * one);
      store<T>(v + <usize>k * one, <T>1);
      memory.copy(v + <usize>(k + 1) * one, head + one, <usize>(m - k - 1) * one);

      const y = Yb + <usize>(k * rows) * one;
      gemv<T>(m, m - k, tauK, column + <usize>acs * one, 1, acs, v + <usize>k * one, 1, <T>0, y, 1);
      const tk = TT + <usize>(k * width) * one;
      if (k > 0) {
        gemv<T>(k, m - k, -tauK, V + <usize>k * one, m, 1, v + <usize>k * one, 1, <T>0, tk, 1);
        gemv<T>(m, k, <T>1, Yb, 1, rows, tk, 1, <T>1, y, 1);
        upperTriangle<T>(k, TT, width, tk);
      }
      store<T>(tk + <usize>k * one, tauK);
    }
    // The rows above the panel: Y = A·V·T, A ← A − Y·Vᵀ.
    const above = start + 1;
    const right = A + <usize>(above * acs) * one;
    gemm<T>(above, width, m, <T>1, right, 1, acs, V, 1, m, <T>0, W, 1, above, gemmScratch);
    gemm<T>(above, width, width, <T>1, W, 1, above, TT, 1, width, <T>0, Y, 1, rows, gemmScratch);
    gemm<T>(above, m, width, <T>-1, Y, 1, rows, V, m, 1, <T>1, right, 1, acs, gemmScratch);
    // The rows of the panel, right of it.
    const after = start + width;
    const rest = below + <usize>(width * acs) * one;
    const tail = V + <usize>(width - 1) * one;
    gemm<T>(m, rows - after, width, <T>-1, Yb, 1, rows, tail, m, 1, <T>1, rest, 1, acs, gemmScratch);
    larfb<T>(true, m, n - after, width, V, TT, rest, acs, W, gemmScratch);
  }
}

/** x ← Tᵀ·x for the leading k×k of an upper triangle. */
function transposedTriangle<T>(k: i32, TT: usize, tcs: i32, x: usize): void {
  for (let i = k - 1; i >= 0; i--) {
    let sum: T = 0;
    for (let l = 0; l <= i; l++) {
      sum += load<T>(TT + <usize>(l + i * tcs) * sizeof<T>()) * load<T>(x + <usize>l * sizeof<T>());
    }
    store<T>(x + <usize>i * sizeof<T>(), sum);
  }
}

/** x ← T·x for the leading k×k of an upper triangle. */
function upperTriangle<T>(k: i32, TT: usize, tcs: i32, x: usize): void {
  for (let i = 0; i < k; i++) {
    let sum: T = 0;
    for (let l = i; l < k; l++) {
      sum += load<T>(TT + <usize>(i + l * tcs) * sizeof<T>()) * load<T>(x + <usize>l * sizeof<T>());
    }
    store<T>(x + <usize>i * sizeof<T>(), sum);
  }
}

/** Q ← the product of gehrd's reflectors (n×n by columns); A's entries below the subdiagonal become 0. */
export function orghr<T>(
  n: i32, first: i32, last: i32, A: usize, acs: i32, tau: usize, Q: usize, qcs: i32, work: usize, gemmScratch: usize,
): void {
  const one = <usize>sizeof<T>();
  for (let j = 0; j < n; j++) {
    const column = Q + <usize>(j * qcs) * one;
    memory.fill(column, 0, <usize>n * one);
    store<T>(column + <usize>j * one, <T>1);
  }
  const order = last - first;
  if (order <= 0) return;
  for (let j = first; j < last; j++) {
    const from = A + <usize>(j + 2 + j * acs) * one;
    const bytes = <usize>(last - j - 1) * one;
    memory.copy(Q + <usize>(j + 2 + (j + 1) * qcs) * one, from, bytes);
    memory.fill(from, 0, bytes);
  }
  const corner = Q + <usize>(first + 1 + (first + 1) * qcs) * one;
  orgqr<T>(order, order, order, corner, qcs, tau + <usize>first * one, work, gemmScratch);
}

/** Bytes of gehrd's and orghr's work. */
// @ts-ignore: decorator
@inline
export function gehrdScratch<T>(n: i32): f64 {
  return (4 * <f64>n + 2 * <f64>BLOCK + 1) * <f64>BLOCK * <f64>sizeof<T>();
}
