// A = Q·B·Pᵀ for m ≥ n, B upper bidiagonal (LAPACK dgebrd, dlabrd; Golub & Van Loan §5.4.8).
// In a panel of 32 steps the reflectors (v left, u right) and the vectors x, y of A ← A − v·yᵀ − x·uᵀ are only
// collected; the rest of A is then updated by two products. Half the work is A·u and Aᵀ·v, bound by the memory.

import { gemm } from '../blas/gemm';
import { gemv } from '../blas/gemv';
import { BLOCK, larfg } from './householder';
import { orgqr } from './qr';

/**
 * d ← diagonal of B (n), e ← its superdiagonal (n − 1). The left reflector i stays in column i of A from row i on, its
 * leading 1 written out; the right reflector i in column i + 1 of P (n×n) from row i + 1 on likewise. τ: n elements
 * each. work: (m + n + 1)·min(BLOCK, n) elements.
 */
export function gebrd<T>(
  m: i32, n: i32, A: usize, acs: i32, d: usize, e: usize, tauLeft: usize, P: usize, pcs: i32, tauRight: usize,
  work: usize, gemmScratch: usize,
): void {
  const one = <usize>sizeof<T>();
  const most = min<i32>(BLOCK, n);
  const X = work;
  const Y = X + <usize>(m * most) * one;
  const t = Y + <usize>(n * most) * one;
  for (let start = 0; start < n; start += BLOCK) {
    const width = min<i32>(BLOCK, n - start);
    // Columns of this panel: V and U inside A and P, X and Y in work; row i of each begins at its own offset.
    const V = A + <usize>(start * acs) * one;
    const U = P + <usize>((start + 1) * pcs) * one;
    for (let k = 0; k < width; k++) {
      const i = start + k;
      const at = <usize>i * one;
      const rows = m - i;
      const v = A + <usize>(i + i * acs) * one;
      if (k > 0) {
        gemv<T>(rows, k, <T>-1, V + at, 1, acs, Y + at, n, <T>1, v, 1);
        gemv<T>(rows, k, <T>-1, X + at, 1, m, U + at, pcs, <T>1, v, 1);
      }
      const tauV = larfg<T>(rows, v, v + one);
      store<T>(tauLeft + at, tauV);
      store<T>(d + at, load<T>(v));
      store<T>(v, <T>1);
      const rest = n - i - 1;
      if (rest == 0) break;

      const next = at + one;
      const y = Y + <usize>(k * n) * one + next;
      gemv<T>(rest, rows, tauV, v + <usize>acs * one, acs, 1, v, 1, <T>0, y, 1);
      if (k > 0) {
        gemv<T>(k, rows, tauV, V + at, acs, 1, v, 1, <T>0, t, 1);
        gemv<T>(rest, k, <T>-1, Y + next, 1, n, t, 1, <T>1, y, 1);
        gemv<T>(k, rows, tauV, X + at, m, 1, v, 1, <T>0, t, 1);
        gemv<T>(rest, k, <T>-1, U + next, 1, pcs, t, 1, <T>1, y, 1);
      }

      const u = U + <usize>(k * pcs) * one + next;
      for (let j = 0; j < rest; j++) store<T>(u + <usize>j * one, load<T>(v + <usize>((j + 1) * acs) * one));
      gemv<T>(rest, k + 1, <T>-1, Y + next, 1, n, V + at, acs, <T>1, u, 1);
      if (k > 0) gemv<T>(rest, k, <T>-1, U + next, 1, pcs, X + at, m, <T>1, u, 1);
      const tauU = larfg<T>(rest, u, u + one);
      store<T>(tauRight + at, tauU);
      store<T>(e + at, load<T>(u));
      store<T>(u, <T>1);

      const below = rows - 1;
      const x = X + <usize>(k * m) * one + next;
      gemv<T>(below, rest, tauU, v + <usize>(acs + 1) * one, 1, acs, u, 1, <T>0, x, 1);
      gemv<T>(k + 1, rest, tauU, Y + next, n, 1, u, 1, <T>0, t, 1);
      gemv<T>(below, k + 1, <T>-1, V + next, 1, acs, t, 1, <T>1, x, 1);
      if (k > 0) {
        gemv<T>(k, rest, tauU, U + next, pcs, 1, u, 1, <T>0, t, 1);
        gemv<T>(below, k, <T>-1, X + next, 1, m, t, 1, <T>1, x, 1);
      }
    }
    const from = start + width;
    const rest = n - from;
    if (rest > 0) {
      const at = <usize>from * one;
      const corner = A + <usize>(from + from * acs) * one;
      gemm<T>(m - from, rest, width, <T>-1, V + at, 1, acs, Y + at, n, 1, <T>1, corner, 1, acs, gemmScratch);
      gemm<T>(m - from, rest, width, <T>-1, X + at, 1, m, U + at, pcs, 1, <T>1, corner, 1, acs, gemmScratch);
    }
  }
}

/** P ← H₁…H_{n−1} (n×n) from the right reflectors that gebrd left there. work: as orgqr of order n − 1. */
export function orgbrRight<T>(n: i32, P: usize, pcs: i32, tauRight: usize, work: usize, gemmScratch: usize): void {
  if (n == 0) return;
  const column = <usize>pcs * sizeof<T>();
  memory.fill(P, 0, <usize>n * sizeof<T>());
  store<T>(P, <T>1);
  for (let j = 1; j < n; j++) store<T>(P + <usize>j * column, <T>0);
  orgqr<T>(n - 1, n - 1, n - 1, P + column + sizeof<T>(), pcs, tauRight, work, gemmScratch);
}
