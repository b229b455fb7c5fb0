// A = Q·R by Householder reflectors in blocks of 32 columns (LAPACK dgeqrf, dorgqr, dormqr; Golub & Van Loan §5.2).
// The panel is unblocked; everything right of it is three products with the compact WY form.
// Matrices are stored by columns. work: geqrfScratch(m, n) bytes, n the columns of the matrix acted on.

import { BLOCK, larf, larfb, larfg, larft } from './householder';
import { gemm } from '../blas/gemm';

/** The unblocked factorization of a panel (LAPACK dgeqr2). */
export function geqr2<T>(m: i32, n: i32, A: usize, acs: i32, tau: usize): void {
  const k = min<i32>(m, n);
  for (let i = 0; i < k; i++) {
    const diagonal = A + <usize>(i + i * acs) * sizeof<T>();
    const t = larfg<T>(m - i, diagonal, diagonal + sizeof<T>());
    store<T>(tau + <usize>i * sizeof<T>(), t);
    const beta = load<T>(diagonal);
    store<T>(diagonal, <T>1);
    larf<T>(m - i, n - i - 1, diagonal, t, diagonal + <usize>acs * sizeof<T>(), acs);
    store<T>(diagonal, beta);
  }
}

/** A ← R on and above the diagonal, the reflectors below it; τ: min(m, n) elements. */
export function geqrf<T>(m: i32, n: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize): void {
  const k = min<i32>(m, n);
  const most = min<i32>(BLOCK, k);
  const V = work;
  const TT = V + <usize>(m * most) * sizeof<T>();
  const W = TT + <usize>(most * most) * sizeof<T>();
  for (let i = 0; i < k; i += BLOCK) {
    const width = min<i32>(BLOCK, k - i);
    const panel = A + <usize>(i + i * acs) * sizeof<T>();
    const panelTau = tau + <usize>i * sizeof<T>();
    geqr2<T>(m - i, width, panel, acs, panelTau);
    const rest = n - i - width;
    if (rest > 0) {
      larft<T>(m - i, width, panel, acs, panelTau, V, TT, gemmScratch);
      larfb<T>(true, m - i, rest, width, V, TT, panel + <usize>(width * acs) * sizeof<T>(), acs, W, gemmScratch);
    }
  }
}

/**
 * A ← the first n columns of Q = H₁…H_k, m ≥ n ≥ k, from the reflectors that geqrf left in A's first k columns.
 * A block's own columns are E − V·(T·V₁ᵀ), V₁ the upper square of V, so that they too are a product.
 */
export function orgqr<T>(
  m: i32, n: i32, k: i32, A: usize, acs: i32, tau: usize, work: usize, gemmScratch: usize,
): void {
  const most = min<i32>(BLOCK, k);
  const V = work;
  const TT = V + <usize>(m * most) * sizeof<T>();
  const W = TT + <usize>(most * most) * sizeof<T>();
  for (let j = k; j < n; j++) {
    const column = A + <usize>(j * acs) * sizeof<T>();
    memory.fill(column, 0, <usize>m * sizeof<T>());
    store<T>(column + <usize>j * sizeof<T>(), <T>1);
  }
  if (k == 0) return;
  for (let i = ((k - 1) / BLOCK) * BLOCK; i >= 0; i -= BLOCK) {
    const width = min<i32>(BLOCK, k - i);
    const rows = m - i;
    const panel = A + <usize>(i + i * acs) * sizeof<T>();
    larft<T>(rows, width, panel, acs, tau + <usize>i * sizeof<T>(), V, TT, gemmScratch);
    const rest = n - i - width;
    larfb<T>(false, rows, rest, width, V, TT, panel + <usize>(width * acs) * sizeof<T>(), acs, W, gemmScratch);
    gemm<T>(width, width, width, <T>1, TT, 1, width, V, rows, 1, <T>0, W, 1, width, gemmScratch);
    gemm<T>(rows, width, width, <T>-1, V, 1, rows, W, 1, width, <T>0, panel, 1, acs, gemmScratch);
    for (let j = 0; j < width; j++) {
      const diagonal = panel + <usize>(j + j * acs) * sizeof<T>();
      store<T>(diagonal, load<T>(diagonal) + <T>1);
      memory.fill(A + <usize>((i + j) * acs) * sizeof<T>(), 0, <usize>i * sizeof<T>());
    }
  }
}

/** C ← Q·C, or Qᵀ·C when `transpose`, for C of m×n and Q = H₁…H_k kept in A as geqrf left it. */
export function ormqr<T>(
  transpose: bool, m: i32, n: i32, k: i32, A: usize, acs: i32, tau: usize, C: usize, ccs: i32, work: usize,
  gemmScratch: usize,
): void {
  if (k == 0 || n == 0) return;
  const most = min<i32>(BLOCK, k);
  const V = work;
  const TT = V + <usize>(m * most) * sizeof<T>();
  const W = TT + <usize>(most * most) * sizeof<T>();
  const last = ((k - 1) / BLOCK) * BLOCK;
  // Qᵀ applies the first block first, Q the last.
  for (let step = 0; step <= last; step += BLOCK) {
    const i = transpose ? step : last - step;
    const width = min<i32>(BLOCK, k - i);
    const panel = A + <usize>(i + i * acs) * sizeof<T>();
    larft<T>(m - i, width, panel, acs, tau + <usize>i * sizeof<T>(), V, TT, gemmScratch);
    larfb<T>(transpose, m - i, n, width, V, TT, C + <usize>i * sizeof<T>(), ccs, W, gemmScratch);
  }
}

/** Bytes of work for the reflectors of an m×n matrix acting on n columns; an f64, for the sizes that no i32 holds. */
export function geqrfScratch<T>(m: i32, n: i32): f64 {
  const most = <f64>min<i32>(BLOCK, min<i32>(m, n));
  return (<f64>m + 2 * <f64>n + most) * most * <f64>sizeof<T>();
}
