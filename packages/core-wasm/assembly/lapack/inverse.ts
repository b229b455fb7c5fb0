// A⁻¹ = U⁻¹·L⁻¹·P from P·A = L·U (LAPACK xGETRI), and L⁻¹ (xTRTRI). L⁻¹ is found by forward substitution on blocks of
// columns of the identity, each from its first row on; U⁻¹·(L⁻¹) is one triangular solve; P exchanges columns.
import { trsmLower, trsmUpper } from '../blas/trsm';
import { at, size } from '../simd/lanes';

/** Columns of the identity that are solved for at a time. */
// @ts-ignore: decorator
@inline
const BLOCK: i32 = 64;

/** X (n×n) ← L⁻¹, zeros above the diagonal. X must not overlap L. */
export function trtriLower<T>(
  n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, xrs: i32, xcs: i32, scratch: usize,
): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) store<T>(at<T>(x, i, xrs, j, xcs), i == j ? <T>1 : <T>0);
  for (let j = 0; j < n; j += BLOCK) {
    const width = min(BLOCK, n - j);
    trsmLower<T>(n - j, width, unit, at<T>(l, j, lrs, j, lcs), lrs, lcs, at<T>(x, j, xrs, j, xcs), xrs, xcs, scratch);
  }
}

/** X (n×n) ← A⁻¹ by the factors and pivots of getrf. X must not overlap them. */
export function getri<T>(
  n: i32, lu: usize, rs: i32, cs: i32, pivots: usize, x: usize, xrs: i32, xcs: i32, scratch: usize,
): void {
  trtriLower<T>(n, true, lu, rs, cs, x, xrs, xcs, scratch);
  trsmUpper<T>(n, n, false, lu, rs, cs, x, xrs, xcs, scratch);
  for (let i = 0; i < n; i++) {
    const row = x + i * xrs * size<T>();
    for (let j = n - 1; j >= 0; j--) {
      const other = load<i32>(pivots + 4 * j);
      if (other == j) continue;
      const p = row + j * xcs * size<T>();
      const q = row + other * xcs * size<T>();
      const held = load<T>(p);
      store<T>(p, load<T>(q));
      store<T>(q, held);
    }
  }
}
