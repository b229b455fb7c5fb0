/**
 * A·P = Q·R by Householder reflections, optionally with column pivoting, and Qᵀb on the way. Column-major.
 *
 * Plain loops: the matrices of a fit have a few columns, and a factorization with a few thousand operations costs less
 * than the staging of a call into the core.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations (2013), algorithms 5.2.1 and 5.4.1.
 */

/**
 * Overwrites the upper triangle of `a` (m×n, m ≥ n) by R and `b` (m) by Qᵀb; below the diagonal `a` is scratch. With
 * `pivots` (n) columns are exchanged so that |R₀₀| ≥ |R₁₁| ≥ …, and pivots[j] is the original place of column j.
 */
export function factorQr(a: Float64Array, m: number, n: number, b: Float64Array, pivots?: Int32Array): void {
  if (pivots) for (let j = 0; j < n; j++) pivots[j] = j;
  for (let k = 0; k < n; k++) {
    if (pivots) exchange(a, m, n, k, pivots);
    const column = k * m;
    const size = columnNorm(a, column + k, column + m);
    if (size === 0) continue;
    const diagonal = a[column + k]!;
    const alpha = diagonal > 0 ? -size : size;
    // v = column − alpha·e, scaled so that its first entry is 1.
    const first = diagonal - alpha;
    const beta = -first / alpha;
    for (let i = column + k + 1; i < column + m; i++) a[i]! /= first;
    a[column + k] = alpha;
    for (let j = k + 1; j < n; j++) reflect(a, column, k, m, beta, a, j * m);
    reflect(a, column, k, m, beta, b, 0);
  }
}

/** Applies I − βvvᵀ, v = (1, a[column+k+1 …]), to the vector at `offset` of `x`. */
function reflect(
  a: Float64Array,
  column: number,
  k: number,
  m: number,
  beta: number,
  x: Float64Array,
  offset: number,
): void {
  let sum = x[offset + k]!;
  for (let i = k + 1; i < m; i++) sum += a[column + i]! * x[offset + i]!;
  sum *= beta;
  x[offset + k]! -= sum;
  for (let i = k + 1; i < m; i++) x[offset + i]! -= sum * a[column + i]!;
}

/** Brings the remaining column of largest norm to place k. */
function exchange(a: Float64Array, m: number, n: number, k: number, pivots: Int32Array): void {
  let best = k;
  let largest = -1;
  for (let j = k; j < n; j++) {
    const size = columnNorm(a, j * m + k, j * m + m);
    if (size > largest) {
      largest = size;
      best = j;
    }
  }
  if (best === k) return;
  for (let i = 0; i < m; i++) {
    const held = a[k * m + i]!;
    a[k * m + i] = a[best * m + i]!;
    a[best * m + i] = held;
  }
  const held = pivots[k]!;
  pivots[k] = pivots[best]!;
  pivots[best] = held;
}

/** ‖a[from … to)‖₂ without overflow or underflow. */
export function columnNorm(a: Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let i = from; i < to; i++) squares += a[i]! * a[i]!;
  if (squares > 1e-280 && squares < 1e300) return Math.sqrt(squares);
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(a[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  squares = 0;
  for (let i = from; i < to; i++) squares += (a[i]! / largest) ** 2;
  return largest * Math.sqrt(squares);
}

/** x ← R⁻¹x with the leading order×order block of R (column-major, leading dimension m). */
export function solveR(r: Float64Array, m: number, order: number, x: Float64Array): void {
  for (let j = order - 1; j >= 0; j--) {
    const xj = (x[j]! /= r[j * m + j]!);
    for (let i = 0; i < j; i++) x[i]! -= r[j * m + i]! * xj;
  }
}

/** x ← R⁻ᵀx. */
export function solveRTransposed(r: Float64Array, m: number, order: number, x: Float64Array): void {
  for (let j = 0; j < order; j++) {
    let sum = x[j]!;
    for (let i = 0; i < j; i++) sum -= r[j * m + i]! * x[i]!;
    x[j] = sum / r[j * m + j]!;
  }
}
