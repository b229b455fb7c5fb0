// P·A·Q = L·U with complete pivoting (LAPACK xGETC2), for what partial pivoting cannot: growth stays small for every
// matrix, and zero pivots come last, so that the number of others is the rank. From it solutions and the adjugate
//   adj A = det P·det Q · Q·adj(U)·L⁻¹·P,   adj [U₁ w; 0 d] = det U₁ · [d·U₁⁻¹, −U₁⁻¹·w; 0, 1]
// which needs no division by the last pivot d and so is right for singular A too; it is 0 when another pivot is 0.
import { scal, swap } from '../blas/axpy';
import { ger } from '../blas/gemv';
import { trsmLower, trsmUpper } from '../blas/trsm';
import { at, lanes, size } from '../simd/lanes';
import { trtriLower } from './inverse';

/**
 * Factors A (n×n). rowPivots[i] and columnPivots[i] (i32) are the row and column exchanged with row and column i.
 * Returns 0, or i for the first zero pivot, in row i - 1: all that is left is zero then.
 */
export function getc2<T>(n: i32, a: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize): i32 {
  const rowStep = rs * size<T>();
  const colStep = cs * size<T>();
  for (let k = 0; k < n; k++) {
    let largest = <T>-1;
    let row = k;
    let column = k;
    for (let i = k; i < n; i++) {
      let entry = at<T>(a, i, rs, k, cs);
      for (let j = k; j < n; j++) {
        const value = abs<T>(load<T>(entry));
        if (!(value <= largest) && largest == largest) {
          largest = value;
          row = i;
          column = j;
        }
        entry += colStep;
      }
    }
    store<i32>(rowPivots + 4 * k, row);
    store<i32>(columnPivots + 4 * k, column);
    if (row != k) swap<T>(n, at<T>(a, k, rs, 0, cs), cs, at<T>(a, row, rs, 0, cs), cs);
    if (column != k) swap<T>(n, at<T>(a, 0, rs, k, cs), rs, at<T>(a, 0, rs, column, cs), rs);
    const pivotEntry = at<T>(a, k, rs, k, cs);
    const pivot = load<T>(pivotEntry);
    if (pivot == <T>0) {
      for (let i = k + 1; i < n; i++) {
        store<i32>(rowPivots + 4 * i, i);
        store<i32>(columnPivots + 4 * i, i);
      }
      return k + 1;
    }
    let entry = pivotEntry;
    for (let i = k + 1; i < n; i++) {
      entry += rowStep;
      const factor = <T>(load<T>(entry) / pivot);
      store<T>(entry, factor);
      subtractScaled<T>(n - k - 1, factor, pivotEntry + colStep, entry + colStep, colStep);
    }
  }
  return 0;
}

/** y ← y − α·x, both with the same byte stride. */
// @ts-ignore: decorator
@inline
function subtractScaled<T>(n: i32, alpha: T, x: usize, y: usize, step: i32): void {
  if (step == size<T>()) {
    const alphas = v128.splat<T>(alpha);
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      v128.store(y, v128.sub<T>(v128.load(y), v128.mul<T>(alphas, v128.load(x))));
      x += 16;
      y += 16;
    }
  }
  for (; n > 0; n--) {
    store<T>(y, <T>(load<T>(y) - <T>(alpha * load<T>(x))));
    x += step;
    y += step;
  }
}

/** B (n×r) ← A⁻¹·B by the factors of getc2. */
export function gesc2<T>(
  n: i32, r: i32, lu: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize,
  b: usize, brs: i32, bcs: i32, scratch: usize,
): void {
  for (let i = 0; i < n; i++) exchangeRows<T>(r, i, load<i32>(rowPivots + 4 * i), b, brs, bcs);
  trsmLower<T>(n, r, true, lu, rs, cs, b, brs, bcs, scratch);
  trsmUpper<T>(n, r, false, lu, rs, cs, b, brs, bcs, scratch);
  laswp<T>(n, r, columnPivots, b, brs, bcs);
}

/** Takes n exchanges of rows of B (n×r) back, the last one first: with the exchanges of A's columns, the rows of A⁻¹. */
export function laswp<T>(n: i32, r: i32, pivots: usize, b: usize, brs: i32, bcs: i32): void {
  for (let i = n - 1; i >= 0; i--) exchangeRows<T>(r, i, load<i32>(pivots + 4 * i), b, brs, bcs);
}

// @ts-ignore: decorator
@inline
function exchangeRows<T>(columns: i32, i: i32, j: i32, b: usize, rs: i32, cs: i32): void {
  if (i != j) swap<T>(columns, at<T>(b, i, rs, 0, cs), cs, at<T>(b, j, rs, 0, cs), cs);
}

/** X (n×n, n ≥ 1) ← adj A by the factors and the result of getc2. X must not overlap them. */
export function adjugate<T>(
  n: i32, info: i32, lu: usize, rs: i32, cs: i32, rowPivots: usize, columnPivots: usize,
  x: usize, xrs: i32, xcs: i32, scratch: usize,
): void {
  trtriLower<T>(n, true, lu, rs, cs, x, xrs, xcs, scratch);
  const last = n - 1;
  let determinant = <T>1;
  for (let i = 0; i < n; i++) {
    if (i < last) determinant = <T>(determinant * (info == 0 || i < info - 1 ? load<T>(at<T>(lu, i, rs, i, cs)) : <T>0));
    if (load<i32>(rowPivots + 4 * i) != i) determinant = <T>-determinant;
    if (load<i32>(columnPivots + 4 * i) != i) determinant = <T>-determinant;
  }
  if (info != 0 && info < n) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) store<T>(at<T>(x, i, xrs, j, xcs), <T>0);
    return;
  }
  const lastRow = at<T>(x, last, xrs, 0, xcs);
  const d = load<T>(at<T>(lu, last, rs, last, cs));
  for (let i = 0; i < last; i++) scal<T>(n, d, at<T>(x, i, xrs, 0, xcs), xcs);
  ger<T>(last, n, <T>-1, at<T>(lu, 0, rs, last, cs), rs, lastRow, xcs, x, xrs, xcs);
  trsmUpper<T>(last, n, false, lu, rs, cs, x, xrs, xcs, scratch);
  for (let i = 0; i < n; i++) scal<T>(n, determinant, at<T>(x, i, xrs, 0, xcs), xcs);
  laswp<T>(n, n, columnPivots, x, xrs, xcs);
  laswp<T>(n, n, rowPivots, x, xcs, xrs);
}
