// x ← T⁻¹·x for a triangular T (BLAS xTRSV): substitution in blocks of rows, between them gemv, whose sums do not wait for each
// other. Strides in elements; Tᵀ swaps T's two.
import { at, size } from '../simd/lanes';
import { gemv } from './gemv';

/** Rows that are solved one after the other. */
// @ts-ignore: decorator
@inline
const BLOCK: i32 = 8;

/** Solves L·x = b (lower, b in x) in place; `unit` takes the diagonal as ones. A zero on the diagonal gives Inf or NaN. */
export function trsvLower<T>(n: i32, unit: bool, l: usize, lrs: i32, lcs: i32, x: usize, incx: i32): void {
  const byColumns = (lrs == 1 || lrs == -1) && lcs != 1 && lcs != -1;
  for (let i = 0; i < n; i += BLOCK) {
    const width = min(BLOCK, n - i);
    const solved = x + i * incx * size<T>();
    if (!byColumns) subtractProduct<T>(width, i, at<T>(l, i, lrs, 0, lcs), lrs, lcs, x, solved, incx);
    substitute<T>(width, unit, at<T>(l, i, lrs, i, lcs), lrs * size<T>(), lcs * size<T>(), solved, incx * size<T>());
    if (byColumns) {
      const below = at<T>(l, i + width, lrs, i, lcs);
      subtractProduct<T>(n - i - width, width, below, lrs, lcs, solved, solved + width * incx * size<T>(), incx);
    }
  }
}

/** y ← y − A·x (A m×n); from the last elements on where they go backwards, since gemv is at its best with strides of 1. */
function subtractProduct<T>(m: i32, n: i32, a: usize, ars: i32, acs: i32, x: usize, y: usize, inc: i32): void {
  if (m <= 0 || n <= 0) return;
  if (inc < 0) {
    a = at<T>(a, m - 1, ars, n - 1, acs);
    x += (n - 1) * inc * size<T>();
    y += (m - 1) * inc * size<T>();
    ars = -ars;
    acs = -acs;
    inc = -inc;
  }
  gemv<T>(m, n, <T>-1, a, ars, acs, x, inc, <T>1, y, inc);
}

/** x_i ← (x_i − Σ_{k<i} l_ik·x_k)/l_ii, one after the other. Byte strides. */
function substitute<T>(n: i32, unit: bool, l: usize, rowStep: i32, colStep: i32, x: usize, xStep: i32): void {
  let xi = x;
  for (let i = 0; i < n; i++) {
    let value = load<T>(xi);
    let entry = l;
    for (let xk = x; xk != xi; xk += xStep) {
      value = <T>(value - <T>(load<T>(entry) * load<T>(xk)));
      entry += colStep;
    }
    if (!unit) value = <T>(value / load<T>(entry));
    store<T>(xi, value);
    xi += xStep;
    l += rowStep;
  }
}

/** Solves U·x = b (upper) in place: read from its last element on, U is lower. */
export function trsvUpper<T>(n: i32, unit: bool, u: usize, urs: i32, ucs: i32, x: usize, incx: i32): void {
  if (n <= 0) return;
  trsvLower<T>(n, unit, u + (n - 1) * (urs + ucs) * size<T>(), -urs, -ucs, x + (n - 1) * incx * size<T>(), -incx);
}
