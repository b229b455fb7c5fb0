/**
 * x with A·x = b by Gaussian elimination with partial pivoting, for the few variables of a critical-point search, where a
 * call into the core would cost more than the elimination.
 *
 * @returns undefined when a pivot vanishes or the solution is not finite
 */
export function solveDense(matrix: ArrayLike<number>, b: ArrayLike<number>): number[] | undefined {
  const n = b.length;
  const a = Array.from(matrix);
  const x = Array.from(b);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i;
    if (!(Math.abs(a[pivot * n + k]!) > 0)) return undefined;
    for (let j = 0; j < n; j++) [a[k * n + j], a[pivot * n + j]] = [a[pivot * n + j]!, a[k * n + j]!];
    [x[k], x[pivot]] = [x[pivot]!, x[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / a[k * n + k]!;
      for (let j = k; j < n; j++) a[i * n + j] = a[i * n + j]! - factor * a[k * n + j]!;
      x[i] = x[i]! - factor * x[k]!;
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) x[k] = x[k]! - a[k * n + j]! * x[j]!;
    x[k] = x[k]! / a[k * n + k]!;
  }
  return x.every(Number.isFinite) ? x : undefined;
}
