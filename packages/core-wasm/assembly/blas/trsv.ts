// x ← T⁻¹·x for a triangular T (BLAS xTRSV), by substitution. Strides in elements; Tᵀ swaps T's two.
import { size } from '../simd/lanes';
import { addScaled } from './axpy';
import { dot } from './dot';

/** Solves L·x = b (lower, b in x) in place; `unit` takes the diagonal as ones. A zero on the diagonal gives Inf or NaN. */
export function trsvLower<T>(n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, incx: i32): void {
  const rowStep = lrs * size<T>();
  const colStep = lcs * size<T>();
  const xStep = incx * size<T>();
  const byColumns = (lrs == 1 || lrs == -1) && lcs != 1 && lcs != -1;
  let xi = x;
  let row = l;
  let diagonal = l;
  for (let i = 0; i < n; i++) {
    let value = load<T>(xi);
    if (!byColumns) value = <T>(value - dot<T>(i, row, lcs, x, incx));
    if (!unit) value = <T>(value / load<T>(diagonal));
    store<T>(xi, value);
    if (byColumns) addScaled<T>(n - i - 1, <T>(-value), diagonal + rowStep, lrs, xi + xStep, incx);
    xi += xStep;
    row += rowStep;
    diagonal += rowStep + colStep;
  }
}

/** Solves U·x = b (upper) in place: read from its last element on, U is lower. */
export function trsvUpper<T>(n: i32, unit: bool, u: usize, urs: i32, ucs: i32, x: usize, incx: i32): void {
  if (n <= 0) return;
  trsvLower<T>(n, unit, u + (n - 1) * (urs + ucs) * size<T>(), -urs, -ucs, x + (n - 1) * incx * size<T>(), -incx);
}
