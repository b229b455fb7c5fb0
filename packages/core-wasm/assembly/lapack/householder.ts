// H = I − τ·v·vᵀ with v₀ = 1, and products of k of them: H₁H₂…H_k = I − V·T·Vᵀ, T upper triangular (compact WY).
// LAPACK dlarfg, dlarf, dlarft, dlarfb; Schreiber & Van Loan, SIAM J. Sci. Stat. Comput. 10 (1989) 53–57.
// Matrices are stored by columns: element (i, j) at ptr + (i + j·cs)·sizeof<T>().

import { scal } from '../blas/axpy';
import { gemm } from '../blas/gemm';
import { nrm2 } from '../blas/nrm2';
import { lanes, sumLanes } from '../simd/lanes';
import { eps, lapy2, safeMin } from './lamch';

/** Columns in a block of reflectors. */
// @ts-ignore: decorator
@inline
export const BLOCK: i32 = 32;

/**
 * Makes H·(α, x)ᵀ = (β, 0)ᵀ (LAPACK dlarfg): α is overwritten by β, the n − 1 contiguous elements x by the tail of v.
 * Returns τ, 0 when x is zero already (then H = I). |β| below safeMin is recomputed from scaled data.
 */
export function larfg<T>(n: i32, alpha: usize, x: usize): T {
  if (n <= 1) return <T>0;
  let norm = nrm2<T>(n - 1, x, 1);
  if (norm == 0) return <T>0;
  const small = safeMin<T>() / eps<T>();
  let a = load<T>(alpha);
  let beta = lapy2<T>(a, norm);
  let rescaled = 0;
  while (beta < small && rescaled < 20) {
    const up = <T>1 / small;
    scal<T>(n - 1, up, x, 1);
    a *= up;
    rescaled += 1;
    norm = nrm2<T>(n - 1, x, 1);
    beta = lapy2<T>(a, norm);
  }
  if (a >= 0) beta = -beta;
  const tau = (beta - a) / beta;
  scal<T>(n - 1, <T>1 / (a - beta), x, 1);
  for (let i = 0; i < rescaled; i++) beta *= small;
  store<T>(alpha, beta);
  return tau;
}

/** C ← (I − τ·v·vᵀ)·C for C of m×n (LAPACK dlarf, side L). v: m contiguous elements, its leading 1 included. */
export function larf<T>(m: i32, n: i32, v: usize, tau: T, C: usize, ccs: i32): void {
  if (tau == 0 || m == 0) return;
  const L = lanes<T>();
  const whole = m - (m % L);
  const column = <usize>ccs * sizeof<T>();
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const c0 = C + <usize>j * column;
    const c1 = c0 + column;
    const c2 = c1 + column;
    const c3 = c2 + column;
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    const end = <usize>whole * sizeof<T>();
    for (let o: usize = 0; o < end; o += 16) {
      const x = v128.load(v + o);
      s0 = v128.add<T>(s0, v128.mul<T>(x, v128.load(c0 + o)));
      s1 = v128.add<T>(s1, v128.mul<T>(x, v128.load(c1 + o)));
      s2 = v128.add<T>(s2, v128.mul<T>(x, v128.load(c2 + o)));
      s3 = v128.add<T>(s3, v128.mul<T>(x, v128.load(c3 + o)));
    }
    let w0 = sumLanes<T>(s0);
    let w1 = sumLanes<T>(s1);
    let w2 = sumLanes<T>(s2);
    let w3 = sumLanes<T>(s3);
    for (let i = whole; i < m; i++) {
      const o = <usize>i * sizeof<T>();
      const x = load<T>(v + o);
      w0 += x * load<T>(c0 + o);
      w1 += x * load<T>(c1 + o);
      w2 += x * load<T>(c2 + o);
      w3 += x * load<T>(c3 + o);
    }
    w0 *= tau;
    w1 *= tau;
    w2 *= tau;
    w3 *= tau;
    s0 = v128.splat<T>(w0);
    s1 = v128.splat<T>(w1);
    s2 = v128.splat<T>(w2);
    s3 = v128.splat<T>(w3);
    for (let o: usize = 0; o < end; o += 16) {
      const x = v128.load(v + o);
      v128.store(c0 + o, v128.sub<T>(v128.load(c0 + o), v128.mul<T>(x, s0)));
      v128.store(c1 + o, v128.sub<T>(v128.load(c1 + o), v128.mul<T>(x, s1)));
      v128.store(c2 + o, v128.sub<T>(v128.load(c2 + o), v128.mul<T>(x, s2)));
      v128.store(c3 + o, v128.sub<T>(v128.load(c3 + o), v128.mul<T>(x, s3)));
    }
    for (let i = whole; i < m; i++) {
      const o = <usize>i * sizeof<T>();
      const x = load<T>(v + o);
      store<T>(c0 + o, load<T>(c0 + o) - w0 * x);
      store<T>(c1 + o, load<T>(c1 + o) - w1 * x);
      store<T>(c2 + o, load<T>(c2 + o) - w2 * x);
      store<T>(c3 + o, load<T>(c3 + o) - w3 * x);
    }
  }
  for (; j < n; j++) {
    const c = C + <usize>j * column;
    let sum: T = 0;
    for (let i = 0; i < m; i++) sum += load<T>(v + <usize>i * sizeof<T>()) * load<T>(c + <usize>i * sizeof<T>());
    sum *= tau;
    for (let i = 0; i < m; i++) {
      const o = <usize>i * sizeof<T>();
      store<T>(c + o, load<T>(c + o) - sum * load<T>(v + o));
    }
  }
}

/**
 * Copies k reflectors out of the m×k columns at A, where they lie below the diagonal, into V with its ones and zeros
 * written out, and builds T (k×k, column stride k) from τ (LAPACK dlarft, forward): T₀…ⱼ,ⱼ = −τⱼ·T·(Vᵀ·vⱼ).
 */
export function larft<T>(
  m: i32, k: i32, A: usize, acs: i32, tau: usize, V: usize, TT: usize, gemmScratch: usize,
): void {
  for (let j = 0; j < k; j++) {
    const from = A + <usize>(j * acs) * sizeof<T>();
    const to = V + <usize>(j * m) * sizeof<T>();
    memory.fill(to, 0, <usize>j * sizeof<T>());
    store<T>(to + <usize>j * sizeof<T>(), <T>1);
    const tail = <usize>(j + 1) * sizeof<T>();
    memory.copy(to + tail, from + tail, <usize>(m - j - 1) * sizeof<T>());
  }
  gemm<T>(k, k, m, <T>1, V, m, 1, V, 1, m, <T>0, TT, 1, k, gemmScratch);
  for (let j = 0; j < k; j++) {
    const t = load<T>(tau + <usize>j * sizeof<T>());
    const column = TT + <usize>(j * k) * sizeof<T>();
    // Row i of T·g reads g only from i on, so going down overwrites nothing still needed.
    for (let i = 0; i < j; i++) {
      let sum: T = 0;
      for (let l = i; l < j; l++) {
        sum += load<T>(TT + <usize>(i + l * k) * sizeof<T>()) * load<T>(column + <usize>l * sizeof<T>());
      }
      store<T>(column + <usize>i * sizeof<T>(), -t * sum);
    }
    store<T>(column + <usize>j * sizeof<T>(), t);
    for (let i = j + 1; i < k; i++) store<T>(column + <usize>i * sizeof<T>(), <T>0);
  }
}

/**
 * C ← (I − V·op(T)·Vᵀ)·C for C of m×n, op(T) = Tᵀ when `transpose` (LAPACK dlarfb, side L).
 * scratch: 2·k·n elements.
 */
export function larfb<T>(
  transpose: bool, m: i32, n: i32, k: i32, V: usize, TT: usize, C: usize, ccs: i32, scratch: usize, gemmScratch: usize,
): void {
  if (m == 0 || n == 0 || k == 0) return;
  const W = scratch;
  const TW = scratch + <usize>(k * n) * sizeof<T>();
  const trs = transpose ? k : 1;
  gemm<T>(k, n, m, <T>1, V, m, 1, C, 1, ccs, <T>0, W, 1, k, gemmScratch);
  gemm<T>(k, n, k, <T>1, TT, trs, k + 1 - trs, W, 1, k, <T>0, TW, 1, k, gemmScratch);
  gemm<T>(m, n, k, <T>-1, V, 1, m, TW, 1, k, <T>1, C, 1, ccs, gemmScratch);
}
