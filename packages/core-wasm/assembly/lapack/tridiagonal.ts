// A = Q·T·Qᵀ, T symmetric tridiagonal (LAPACK dsytrd, dlatrd, dorgtr; Golub & Van Loan §8.3.1).
// In a panel of 32 columns the reflectors v and the vectors w of A ← A − v·wᵀ − w·vᵀ are only collected; the matrix
// right of the panel is then updated by one product with [V W]·[W V]ᵀ. Half the work is A·v, bound by the memory.
// A is stored by columns with both triangles, so that A·v is dot products of whole columns.

import { axpy } from '../blas/axpy';
import { dot } from '../blas/dot';
import { gemm } from '../blas/gemm';
import { gemv } from '../blas/gemv';
import { BLOCK, larfg } from './householder';
import { orgqr } from './qr';

/**
 * d ← diagonal of T (n), e ← its subdiagonal (n − 1), A ← the reflectors: that of column j lies in rows j + 1 … with
 * its leading 1 written out; τ: n − 1. work: (3·n + 2)·BLOCK elements.
 */
export function sytrd<T>(
  n: i32, A: usize, acs: i32, d: usize, e: usize, tau: usize, work: usize, gemmScratch: usize,
): void {
  const column = <usize>n * sizeof<T>();
  const V = work;
  const W = V + <usize>BLOCK * column;
  const again = W + <usize>BLOCK * column;
  const t = again + <usize>BLOCK * column;
  for (let start = 0; start < n; start += BLOCK) {
    const width = min<i32>(BLOCK, n - start);
    for (let k = 0; k < width; k++) {
      const i = start + k;
      const at = <usize>i * sizeof<T>();
      const diagonal = A + <usize>(i + i * acs) * sizeof<T>();
      if (k > 0) {
        gemv<T>(n - i, k, <T>-1, V + at, 1, n, W + at, n, <T>1, diagonal, 1);
        gemv<T>(n - i, k, <T>-1, W + at, 1, n, V + at, n, <T>1, diagonal, 1);
      }
      store<T>(d + at, load<T>(diagonal));
      const rest = n - i - 1;
      if (rest == 0) break;
      const below = diagonal + sizeof<T>();
      const tauI = larfg<T>(rest, below, below + sizeof<T>());
      store<T>(tau + at, tauI);
      store<T>(e + at, load<T>(below));
      store<T>(below, <T>1);
      const next = at + sizeof<T>();
      const v = V + <usize>k * column + next;
      const w = W + <usize>k * column + next;
      memory.copy(v, below, <usize>rest * sizeof<T>());
      gemv<T>(rest, rest, tauI, below + <usize>acs * sizeof<T>(), acs, 1, v, 1, <T>0, w, 1);
      if (k > 0) {
        gemv<T>(k, rest, tauI, W + next, n, 1, v, 1, <T>0, t, 1);
        gemv<T>(rest, k, <T>-1, V + next, 1, n, t, 1, <T>1, w, 1);
        gemv<T>(k, rest, tauI, V + next, n, 1, v, 1, <T>0, t, 1);
        gemv<T>(rest, k, <T>-1, W + next, 1, n, t, 1, <T>1, w, 1);
      }
      axpy<T>(rest, <T>-0.5 * tauI * dot<T>(rest, w, 1, v, 1), v, 1, w, 1);
    }
    const from = start + width;
    const rest = n - from;
    if (rest > 0) {
      memory.copy(again, V, <usize>BLOCK * column);
      const at = <usize>from * sizeof<T>();
      const corner = A + <usize>(from + from * acs) * sizeof<T>();
      gemm<T>(rest, rest, 2 * BLOCK, <T>-1, V + at, 1, n, W + at, n, 1, <T>1, corner, 1, acs, gemmScratch);
    }
  }
}

/** Q ← H₁…H_{n−1} (n×n by columns) from what sytrd left in A. work: as orgqr of order n − 1. */
export function orgtr<T>(
  n: i32, A: usize, acs: i32, tau: usize, Q: usize, qcs: i32, work: usize, gemmScratch: usize,
): void {
  if (n == 0) return;
  const column = <usize>qcs * sizeof<T>();
  for (let j = 0; j < n; j++) memory.fill(Q + <usize>j * column, 0, <usize>n * sizeof<T>());
  store<T>(Q, <T>1);
  for (let j = 0; j < n - 1; j++) {
    const below = <usize>(j + 1) * sizeof<T>();
    const from = A + <usize>(j * acs) * sizeof<T>() + below;
    memory.copy(Q + <usize>(j + 1) * column + below, from, <usize>(n - 1 - j) * sizeof<T>());
  }
  orgqr<T>(n - 1, n - 1, n - 1, Q + column + sizeof<T>(), qcs, tau, work, gemmScratch);
}
