/**
 * A = LLᵀ in place, and solves with L and Lᵀ, on row-major n×n arrays.
 *
 * Plain loops: the subproblems of Newton and trust-region steps factorize matrices of a few variables many times, where
 * a call into the core with its staging costs more than the factorization.
 */

/**
 * Overwrites the lower triangle of `a` by L. Returns 0, or the order k of the first leading block that is not positive
 * definite; then L of order k − 1 stands in the first k − 1 rows and row k−1 holds L⁻¹ of its column.
 */
export function factor(a: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      let sum = a[row + j]!;
      const other = j * n;
      for (let k = 0; k < j; k++) sum -= a[row + k]! * a[other + k]!;
      a[row + j] = sum / a[other + j]!;
    }
    let pivot = a[row + i]!;
    for (let k = 0; k < i; k++) pivot -= a[row + k]! * a[row + k]!;
    a[row + i] = pivot > 0 ? Math.sqrt(pivot) : pivot;
    if (!(pivot > 0)) return i + 1;
  }
  return 0;
}

/** x ← L⁻¹x. */
export function solveLower(l: Float64Array, n: number, x: Float64Array, order: number = n): void {
  for (let i = 0; i < order; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
}

/** x ← L⁻ᵀx. */
export function solveUpper(l: Float64Array, n: number, x: Float64Array, order: number = n): void {
  for (let i = order - 1; i >= 0; i--) {
    const xi = (x[i]! /= l[i * n + i]!);
    for (let k = 0; k < i; k++) x[k]! -= l[i * n + k]! * xi;
  }
}
