// A·P = Q·R with |r₀₀| ≥ |r₁₁| ≥ …, by exchanging the remaining column of largest norm into each place (LAPACK dgeqpf;
// Golub & Van Loan §5.4.2). The norms of what is left of the columns are reduced, not recomputed, until cancellation
// asks for it (Z. Drmač, Z. Bujanović, ACM TOMS 35 (2008) 12:1–12:28).

import { swap } from '../blas/axpy';
import { nrm2 } from '../blas/nrm2';
import { at } from './element';
import { larf, larfg } from './householder';
import { eps } from './lamch';

/**
 * A (m×n by columns) ← R and the reflectors of A·P as geqrf leaves them; τ: min(m, n) elements. permutation (n i32):
 * the column of A that came to each place. norms: 2·n elements of scratch.
 */
export function geqp3<T>(m: i32, n: i32, A: usize, acs: i32, tau: usize, permutation: usize, norms: usize): void {
  const one = <usize>sizeof<T>();
  const reference = norms + <usize>n * one;
  const trust = sqrt<T>(eps<T>());
  for (let j = 0; j < n; j++) {
    const norm = nrm2<T>(m, A + <usize>(j * acs) * one, 1);
    store<T>(norms + <usize>j * one, norm);
    store<T>(reference + <usize>j * one, norm);
    store<i32>(permutation + <usize>j * 4, j);
  }
  const k = min<i32>(m, n);
  for (let i = 0; i < k; i++) {
    let pivot = i;
    for (let j = i + 1; j < n; j++) if (at<T>(norms, j) > at<T>(norms, pivot)) pivot = j;
    if (pivot != i) {
      swap<T>(m, A + <usize>(pivot * acs) * one, 1, A + <usize>(i * acs) * one, 1);
      const a = permutation + <usize>i * 4;
      const b = permutation + <usize>pivot * 4;
      const kept = load<i32>(a);
      store<i32>(a, load<i32>(b));
      store<i32>(b, kept);
      store<T>(norms + <usize>pivot * one, at<T>(norms, i));
      store<T>(reference + <usize>pivot * one, at<T>(reference, i));
    }
    const diagonal = A + <usize>(i + i * acs) * one;
    const t = larfg<T>(m - i, diagonal, diagonal + one);
    store<T>(tau + <usize>i * one, t);
    const beta = load<T>(diagonal);
    store<T>(diagonal, <T>1);
    larf<T>(m - i, n - i - 1, diagonal, t, diagonal + <usize>acs * one, acs);
    store<T>(diagonal, beta);
    for (let j = i + 1; j < n; j++) {
      const norm = at<T>(norms, j);
      if (norm == 0) continue;
      const ratio = abs<T>(load<T>(A + <usize>(i + j * acs) * one)) / norm;
      const left = max<T>((<T>1 - ratio) * (<T>1 + ratio), <T>0);
      const drop = norm / at<T>(reference, j);
      if (left * (drop * drop) > trust) {
        store<T>(norms + <usize>j * one, norm * sqrt<T>(left));
      } else {
        const fresh = nrm2<T>(m - i - 1, A + <usize>(i + 1 + j * acs) * one, 1);
        store<T>(norms + <usize>j * one, fresh);
        store<T>(reference + <usize>j * one, fresh);
      }
    }
  }
}
