// A·V = V·diag(λ) for general A (LAPACK dgeev): balancing, Hessenberg form, QR iteration, back substitution;
// eigenvectors of 2-norm 1, those of complex pairs turned so that their largest entry is real.

import { scal } from '../blas/axpy';
import { gemm } from '../blas/gemm';
import { nrm2 } from '../blas/nrm2';
import { gebak, gebal, gebalFirst, gebalLast } from './balance';
import { gehrd, gehrdScratch, orghr } from './hessenberg';
import { lacpy } from './lacpy';
import { lapy2 } from './lamch';
import { hqr } from './schur';
import { trevc } from './trevc';

/** Columns in a block of the product Z·Y, whose upper triangular form is used block by block. */
const PRODUCT_BLOCK: i32 = 64;

/**
 * re, im ← the n eigenvalues of A (n×n by columns, entries of order 1, overwritten), pairs with the positive imaginary
 * part first; V ← eigenvectors by columns when V ≠ 0, the real and imaginary part of a pair's first vector in its two
 * columns. scratch: geevScratch bytes. Returns as hqr.
 */
export function geev<T>(
  n: i32, A: usize, acs: i32, re: usize, im: usize, V: usize, vcs: i32, scratch: usize, gemmScratch: usize,
): i32 {
  const one = <usize>sizeof<T>();
  const scale = scratch;
  const tau = scale + <usize>n * one;
  const work = tau + <usize>n * one;
  const Y = work + <usize>gehrdScratch<T>(n);
  gebal<T>(n, A, acs, scale);
  const first = gebalFirst;
  const last = gebalLast;
  gehrd<T>(n, first, last, A, acs, tau, work, gemmScratch);
  if (V) orghr<T>(n, first, last, A, acs, tau, V, vcs, work, gemmScratch);
  else clearReflectors<T>(first, last, A, acs);
  const info = hqr<T>(n, first, last, A, acs, re, im, V, vcs, work);
  if (info != 0 || !V) return info;
  trevc<T>(n, A, acs, re, im, Y, n, tau);
  for (let j = 0; j < n; j += PRODUCT_BLOCK) {
    const width = min<i32>(PRODUCT_BLOCK, n - j);
    const columns = <usize>j * one;
    const from = Y + columns * <usize>n;
    const to = A + columns * <usize>acs;
    gemm<T>(n, width, j + width, <T>1, V, 1, vcs, from, 1, n, <T>0, to, 1, acs, gemmScratch);
  }
  lacpy<T>(n, n, <T>1, A, 1, acs, V, 1, vcs);
  gebak<T>(n, n, first, last, scale, V, vcs);
  for (let j = 0; j < n; j++) {
    const x = V + <usize>(j * vcs) * one;
    if (load<T>(im + <usize>j * one) == 0) {
      scal<T>(n, <T>1 / nrm2<T>(n, x, 1), x, 1);
    } else {
      normalizePair<T>(n, x, x + <usize>vcs * one);
      j += 1;
    }
  }
  return 0;
}

/** Without vectors nobody else removes gehrd's reflectors from below the subdiagonal. */
function clearReflectors<T>(first: i32, last: i32, A: usize, acs: i32): void {
  for (let j = first; j < last; j++) {
    memory.fill(A + <usize>(j + 2 + j * acs) * sizeof<T>(), 0, <usize>(last - j - 1) * sizeof<T>());
  }
}

/** x + i·y ← the same vector with norm 1 and its largest entry real. */
function normalizePair<T>(n: i32, x: usize, y: usize): void {
  const norm = lapy2<T>(nrm2<T>(n, x, 1), nrm2<T>(n, y, 1));
  scal<T>(n, <T>1 / norm, x, 1);
  scal<T>(n, <T>1 / norm, y, 1);
  let largest: T = 0;
  let c: T = 1;
  let s: T = 0;
  let at: usize = 0;
  for (let i = 0; i < n; i++) {
    const o = <usize>i * sizeof<T>();
    const modulus = lapy2<T>(load<T>(x + o), load<T>(y + o));
    if (modulus <= largest) continue;
    largest = modulus;
    c = load<T>(x + o) / modulus;
    s = load<T>(y + o) / modulus;
    at = o;
  }
  for (let i = 0; i < n; i++) {
    const o = <usize>i * sizeof<T>();
    const u = load<T>(x + o);
    const v = load<T>(y + o);
    store<T>(x + o, c * u + s * v);
    store<T>(y + o, c * v - s * u);
  }
  store<T>(y + at, <T>0);
}

/** Bytes of geev's scratch, an f64. */
export function geevScratch<T>(n: i32, vectors: bool): f64 {
  const square = vectors ? <f64>n * <f64>n : 0;
  return (2 * <f64>n + square) * <f64>sizeof<T>() + gehrdScratch<T>(n);
}
