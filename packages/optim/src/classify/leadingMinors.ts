/**
 * Δₖ = det H[1..k, 1..k], k = 1 … n: Sylvester's criterion (all positive: positive definite; signs −, +, −, …: negative
 * definite).
 *
 * Elimination without row exchanges gives every Δₖ as the running product of pivots as long as none is tiny; from the
 * first tiny pivot on each minor is eliminated on its own with row exchanges.
 */
export function leadingMinors(matrix: Float64Array, n: number): number[] {
  const minors: number[] = [];
  const work = matrix.slice();
  let product = 1;
  for (let k = 0; k < n; k++) {
    const pivot = work[k * n + k]!;
    let largest = 0;
    for (let j = k; j < n; j++) largest = Math.max(largest, Math.abs(work[k * n + j]!));
    product *= pivot;
    minors.push(product);
    if (Math.abs(pivot) < 1e-3 * largest || pivot === 0) {
      for (let order = k + 1; order <= n; order++) minors[order - 1] = determinant(matrix, n, order);
      return minors;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = work[i * n + k]! / pivot;
      if (factor === 0) continue;
      for (let j = k; j < n; j++) work[i * n + j]! -= factor * work[k * n + j]!;
    }
  }
  return minors;
}

/** The determinant of the leading order×order block, by elimination with row exchanges. */
function determinant(matrix: Float64Array, n: number, order: number): number {
  if (order === 2) return matrix[0]! * matrix[n + 1]! - matrix[1]! * matrix[n]!;
  const rows = Array.from({ length: order }, (_, i) => matrix.slice(i * n, i * n + order));
  let product = 1;
  for (let k = 0; k < order; k++) {
    let best = k;
    for (let i = k + 1; i < order; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i;
    if (best !== k) {
      [rows[k], rows[best]] = [rows[best]!, rows[k]!];
      product = -product;
    }
    const pivot = rows[k]![k]!;
    if (pivot === 0) return 0;
    product *= pivot;
    for (let i = k + 1; i < order; i++) {
      const factor = rows[i]![k]! / pivot;
      for (let j = k; j < order; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  return product;
}
