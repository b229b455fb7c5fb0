// A = U·Σ·Vᵀ for m ≥ n, reduced, Σ descending (LAPACK dgesvd): bidiagonal form, then implicit QR with the rotations
// applied in batches. A tall matrix is reduced to its R first (Chan, ACM TOMS 8 (1982) 72–83).

import { bdsqr } from './bdsqr';
import { gebrd, orgbrRight } from './bidiagonal';
import { BLOCK } from './householder';
import { lacpy } from './lacpy';
import { geqrf, orgqr, ormqr } from './qr';
import { queueBytes } from './rotations';

/** From this ratio of rows to columns on, QR comes first (in percent). */
const TALL: i32 = 160;

/**
 * S ← singular values (n), U ← m×n, V ← n×n when V ≠ 0; U is working memory in any case. A (m×n; entries whose squares
 * and sums are in range) is destroyed. All by columns, the strides of U and V padded to 64 bytes. scratch: gesvdScratch
 * bytes. Returns as bdsqr.
 */
export function gesvd<T>(
  m: i32, n: i32, A: usize, acs: i32, S: usize, U: usize, ucs: i32, V: usize, vcs: i32, scratch: usize,
  gemmScratch: usize,
): i32 {
  const one = <usize>sizeof<T>();
  const e = scratch;
  const tauLeft = e + <usize>n * one;
  const tauRight = tauLeft + <usize>n * one;
  const tauQ = tauRight + <usize>n * one;
  const work = tauQ + <usize>n * one;
  const left = work + <usize>workElements(m, n) * one;
  const right = left + queueBytes<T>(n);
  const P = right + queueBytes<T>(n);
  const tall = n > 0 && <i64>m * 100 >= <i64>n * TALL;
  const rows = tall ? n : m;
  if (tall) geqrf<T>(m, n, A, acs, tauQ, work, gemmScratch);
  lacpy<T>(rows, n, <T>1, A, 1, acs, U, 1, ucs);
  if (tall) {
    for (let j = 0; j < n; j++) memory.fill(U + <usize>(j * ucs + j + 1) * one, 0, <usize>(n - j - 1) * one);
  }
  const reflectors = V ? V : P;
  const reflectorStride = V ? vcs : n;
  gebrd<T>(rows, n, U, ucs, S, e, tauLeft, reflectors, reflectorStride, tauRight, work, gemmScratch);
  if (V) {
    orgqr<T>(rows, n, n, U, ucs, tauLeft, work, gemmScratch);
    orgbrRight<T>(n, V, vcs, tauRight, work, gemmScratch);
  }
  const info = bdsqr<T>(n, S, e, rows, V ? U : 0, ucs, n, V, vcs, left, right);
  if (V && tall) {
    for (let j = 0; j < n; j++) memory.fill(U + <usize>(j * ucs + n) * one, 0, <usize>(m - n) * one);
    ormqr<T>(false, m, n, n, A, acs, tauQ, U, ucs, work, gemmScratch);
  }
  return info;
}

/** For the blocks of reflectors and gebrd's panels. */
// @ts-ignore: decorator
@inline
function workElements(m: i32, n: i32): f64 {
  const most = <f64>min<i32>(BLOCK, n);
  return (<f64>m + 2 * <f64>n + most + 2) * most;
}

/** Bytes of gesvd's scratch, an f64; without vectors it has room for the right reflectors. */
export function gesvdScratch<T>(m: i32, n: i32, vectors: bool): f64 {
  const reflectors = vectors ? 0 : <f64>n * <f64>n;
  return (4 * <f64>n + workElements(m, n) + reflectors) * <f64>sizeof<T>() + 2 * <f64>queueBytes<T>(n);
}
