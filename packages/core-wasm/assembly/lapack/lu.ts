// P·A = L·U with partial pivoting (LAPACK xGETRF) and A⁻¹·B from it (xGETRS). Recursive on columns, after S. Toledo,
// "Locality of reference in LU decomposition with partial pivoting" (SIAM J. Matrix Anal. Appl. 18, 1997):
//   factor [A₁₁; A₂₁];  A₁₂ ← L₁₁⁻¹·A₁₂;  A₂₂ ← A₂₂ − A₂₁·A₁₂;  factor A₂₂
// Whole rows are exchanged at once, so no block is left to be permuted afterwards. L is unit lower, U upper, both in A's
// place; pivots[i] (i32, from 0) is the row that was exchanged with row i.
import { gemm } from '../blas/gemm';
import { swap } from '../blas/axpy';
import { trsmLower, trsmUpper } from '../blas/trsm';
import { at, lanes, maxLanes, size } from '../simd/lanes';

/** Columns of the panels at which the recursion ends: one cache line of f64. */
// @ts-ignore: decorator
@inline
const PANEL: i32 = 8;

/** Factors A (m×n). Returns 0, or i for the first zero pivot, in row i - 1; L and U are then complete all the same. */
export function getrf<T>(m: i32, n: i32, a: usize, ars: i32, acs: i32, pivots: usize, scratch: usize): i32 {
  const k = min(m, n);
  const info = factorColumns<T>(m, n, 0, k, a, ars, acs, pivots, scratch);
  if (n > k) trsmLower<T>(k, n - k, true, a, ars, acs, at<T>(a, 0, ars, k, acs), ars, acs, scratch);
  return info;
}

/** Columns first … first + width - 1, which all rows above have been eliminated from. */
function factorColumns<T>(
  m: i32, n: i32, first: i32, width: i32, a: usize, ars: i32, acs: i32, pivots: usize, scratch: usize,
): i32 {
  if (width <= PANEL) return factorPanel<T>(m, n, first, width, a, ars, acs, pivots);
  const half = (width / 2 + PANEL - 1) / PANEL * PANEL;
  const middle = first + half;
  const rest = width - half;
  const right = at<T>(a, first, ars, middle, acs);
  const corner = at<T>(a, middle, ars, middle, acs);
  const info = factorColumns<T>(m, n, first, half, a, ars, acs, pivots, scratch);
  trsmLower<T>(half, rest, true, at<T>(a, first, ars, first, acs), ars, acs, right, ars, acs, scratch);
  gemm<T>(
    m - middle, rest, half,
    <T>-1, at<T>(a, middle, ars, first, acs), ars, acs, right, ars, acs, <T>1, corner, ars, acs, scratch,
  );
  const below = factorColumns<T>(m, n, middle, rest, a, ars, acs, pivots, scratch);
  return info != 0 ? info : below;
}

/** Elimination column by column. */
function factorPanel<T>(m: i32, n: i32, first: i32, width: i32, a: usize, ars: i32, acs: i32, pivots: usize): i32 {
  const rowStep = ars * size<T>();
  const wide = acs == 1 && width == PANEL;
  const end = first + width;
  let info = 0;
  for (let j = first; j < end; j++) {
    const pivotRow = at<T>(a, j, ars, 0, acs);
    const chosen = largestBelow<T>(m - j, at<T>(a, j, ars, j, acs), rowStep) + j;
    store<i32>(pivots + 4 * j, chosen);
    if (chosen != j) swap<T>(n, pivotRow, acs, at<T>(a, chosen, ars, 0, acs), acs);
    const pivot = load<T>(at<T>(pivotRow, 0, 0, j, acs));
    if (pivot == <T>0) {
      if (info == 0) info = j + 1;
      continue;
    }
    if (wide) eliminateWide<T>(m - j - 1, j - first, at<T>(pivotRow, 0, 0, first, acs), rowStep, pivot);
    else eliminate<T>(m - j - 1, end - j - 1, at<T>(pivotRow, 0, 0, j, acs), rowStep, acs * size<T>(), pivot);
  }
  return info;
}

/** Index of the first largest modulus in a column, of the first NaN if there is one. */
// @ts-ignore: decorator
@inline
function largestBelow<T>(rows: i32, column: usize, rowStep: i32): i32 {
  let index = 0;
  let largest = <T>-1;
  for (let i = 0; i < rows; i++) {
    const value = abs<T>(load<T>(column));
    if (!(value <= largest)) {
      largest = value;
      index = i;
      if (value != value) break;
    }
    column += rowStep;
  }
  return index;
}

/**
 * Rows of a whole panel: x ← x − (x_j/pivot)·u for all its eight columns at once, u being zero up to column j; from the
 * fourth column on only the last four are left.
 */
// @ts-ignore: decorator
@inline
function eliminateWide<T>(rows: i32, j: i32, pivotRow: usize, rowStep: i32, pivot: T): void {
  const half: usize = 4 * sizeof<T>();
  const v0 = keepAfter<T>(v128.load(pivotRow + half), 4, j);
  let v1 = v0;
  if (sizeof<T>() == 8) v1 = keepAfter<T>(v128.load(pivotRow + half, 16), 6, j);
  let row = pivotRow;
  if (j > 2) {
    for (; rows > 0; rows--) {
      row += rowStep;
      const factor = <T>(load<T>(row + j * size<T>()) / pivot);
      const factors = v128.splat<T>(factor);
      subtractScaled<T>(row + half, factors, v0, v1);
      store<T>(row + j * size<T>(), factor);
    }
    return;
  }
  const u0 = keepAfter<T>(v128.load(pivotRow), 0, j);
  let u1 = u0;
  if (sizeof<T>() == 8) u1 = keepAfter<T>(v128.load(pivotRow, 16), 2, j);
  for (; rows > 0; rows--) {
    row += rowStep;
    const factor = <T>(load<T>(row + j * size<T>()) / pivot);
    const factors = v128.splat<T>(factor);
    subtractScaled<T>(row, factors, u0, u1);
    subtractScaled<T>(row + half, factors, v0, v1);
    store<T>(row + j * size<T>(), factor);
  }
}

/** x ← x − factor·u over four columns; `second` is the rest of u in f64. */
// @ts-ignore: decorator
@inline
function subtractScaled<T>(x: usize, factors: v128, first: v128, second: v128): void {
  v128.store(x, v128.sub<T>(v128.load(x), v128.mul<T>(factors, first)));
  if (sizeof<T>() == 8) v128.store(x, v128.sub<T>(v128.load(x, 16), v128.mul<T>(factors, second)), 16);
}

/** The vector whose lanes are columns start, start + 1, …, with zeros up to column j. */
// @ts-ignore: decorator
@inline
function keepAfter<T>(v: v128, start: i32, j: i32): v128 {
  if (sizeof<T>() == 8) return v128.and(v, i64x2.gt_s(i64x2(start, start + 1), i64x2.splat(j)));
  return v128.and(v, i32x4.gt_s(i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(start)), i32x4.splat(j)));
}

/** The same for any width and strides. */
// @ts-ignore: decorator
@inline
function eliminate<T>(rows: i32, columns: i32, pivotEntry: usize, rowStep: i32, colStep: i32, pivot: T): void {
  let entry = pivotEntry;
  for (; rows > 0; rows--) {
    entry += rowStep;
    const factor = <T>(load<T>(entry) / pivot);
    store<T>(entry, factor);
    let to = entry;
    let from = pivotEntry;
    for (let c = 0; c < columns; c++) {
      to += colStep;
      from += colStep;
      store<T>(to, <T>(load<T>(to) - <T>(factor * load<T>(from))));
    }
  }
}

/** L (m×k, unit lower) and U (k×n, upper), both row-major and k = min(m, n), from A's place. */
export function splitLU<T>(m: i32, n: i32, lu: usize, rs: i32, cs: i32, l: usize, u: usize): void {
  const k = min(m, n);
  for (let i = 0; i < m; i++) {
    let from = at<T>(lu, i, rs, 0, cs);
    for (let j = 0; j < n; j++) {
      const x = load<T>(from);
      if (j < k) store<T>(at<T>(l, i, k, j, 1), j < i ? x : j == i ? <T>1 : <T>0);
      if (i < k) store<T>(at<T>(u, i, n, j, 1), j < i ? <T>0 : x);
      from += cs * size<T>();
    }
  }
}

/** max |u_ij| of the upper triangle; over max |a_ij| it is the growth of the elimination. NaN is passed over. */
export function largestUpper<T>(n: i32, u: usize, rs: i32, cs: i32): T {
  let largest = <T>0;
  for (let i = 0; i < n; i++) largest = max<T>(largest, largestModulus<T>(n - i, at<T>(u, i, rs, i, cs), cs));
  return largest;
}

/** max |x_i|. NaN is passed over. */
export function largestModulus<T>(n: i32, x: usize, incx: i32): T {
  let high = v128.splat<T>(<T>0), low = high;
  if (incx == 1) {
    // max |x| is the larger of max x and max −x: cheaper than a mask for each vector.
    for (; n >= 2 * lanes<T>(); n -= 2 * lanes<T>()) {
      const u = v128.load(x);
      const v = v128.load(x, 16);
      high = v128.pmax<T>(v128.pmax<T>(high, u), v);
      low = v128.pmin<T>(v128.pmin<T>(low, u), v);
      x += 32;
    }
  }
  let largest = maxLanes<T>(v128.pmax<T>(high, v128.neg<T>(low)));
  for (; n > 0; n--) {
    const value = abs<T>(load<T>(x));
    if (value > largest) largest = value;
    x += incx * size<T>();
  }
  return largest;
}

/** B (n×r) ← A⁻¹·B by the factors of A (n×n). */
export function getrs<T>(
  n: i32, r: i32, lu: usize, rs: i32, cs: i32, pivots: usize, b: usize, brs: i32, bcs: i32, scratch: usize,
): void {
  for (let i = 0; i < n; i++) {
    const other = load<i32>(pivots + 4 * i);
    if (other != i) swap<T>(r, at<T>(b, i, brs, 0, bcs), bcs, at<T>(b, other, brs, 0, bcs), bcs);
  }
  trsmLower<T>(n, r, true, lu, rs, cs, b, brs, bcs, scratch);
  trsmUpper<T>(n, r, false, lu, rs, cs, b, brs, bcs, scratch);
}
