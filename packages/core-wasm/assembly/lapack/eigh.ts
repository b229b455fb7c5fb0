// A = V·diag(λ)·Vᵀ for symmetric A (LAPACK dsyev): tridiagonal form, then implicit QL or QR with the rotations
// applied in batches.

import { swap } from '../blas/axpy';
import { at, put } from './element';
import { BLOCK } from './householder';
import { queueBytes } from './rotations';
import { steqr } from './steqr';
import { orgtr, sytrd } from './tridiagonal';

/** d ascending, the columns of Z along with it. */
function ascend<T>(n: i32, d: usize, Z: usize, zcs: i32): void {
  for (let i = 0; i < n - 1; i++) {
    let k = i;
    for (let j = i + 1; j < n; j++) if (at<T>(d, j) < at<T>(d, k)) k = j;
    if (k == i) continue;
    const x = at<T>(d, i);
    put<T>(d, i, at<T>(d, k));
    put<T>(d, k, x);
    if (Z) swap<T>(n, Z + <usize>(i * zcs) * sizeof<T>(), 1, Z + <usize>(k * zcs) * sizeof<T>(), 1);
  }
}

/**
 * λ ← eigenvalues of the symmetric A (n×n by columns, both triangles, overwritten; entries whose squares and n-fold
 * sums are in range), ascending; V ← eigenvectors by columns when V ≠ 0, their stride n padded to 64 bytes at least.
 * scratch: syevScratch bytes. Returns 0, or how many off-diagonals are left.
 */
export function syev<T>(
  n: i32, A: usize, acs: i32, lambda: usize, V: usize, vcs: i32, scratch: usize, gemmScratch: usize,
): i32 {
  const e = scratch;
  const tau = e + <usize>n * sizeof<T>();
  const work = tau + <usize>n * sizeof<T>();
  const queue = work + <usize>((3 * n + 2 * BLOCK) * BLOCK) * sizeof<T>();
  sytrd<T>(n, A, acs, lambda, e, tau, work, gemmScratch);
  if (V) orgtr<T>(n, A, acs, tau, V, vcs, work, gemmScratch);
  const info = steqr<T>(n, lambda, e, n, V, vcs, queue);
  ascend<T>(n, lambda, V, vcs);
  return info;
}

/** Bytes of syev's scratch, an f64. */
export function syevScratch<T>(n: i32): f64 {
  return (2 * <f64>n + (3 * <f64>n + 2 * <f64>BLOCK) * <f64>BLOCK) * <f64>sizeof<T>() + <f64>queueBytes<T>(n);
}
