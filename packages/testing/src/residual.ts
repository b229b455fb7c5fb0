/**
 * The yardsticks of LAPACK's own tests, in double precision on row-major arrays: a backward-stable factorization keeps
 * the residual ratio ‖A − product‖₁/(n·‖A‖₁·ε) and the orthogonality ratio ‖I − QᵀQ‖₁/(n·ε) below 30 at any condition.
 *
 * Source: S. Blackford, J. Dongarra, Installation guide for LAPACK (LAPACK Working Note 41), §6.
 */

type Entries = ArrayLike<number>;

/** The distance from 1 to the next number of the type. */
export const epsilonOf: Readonly<Record<'f64' | 'f32', number>> = { f64: 2 ** -52, f32: 2 ** -23 };

/** A (m×k) · B (k×n). */
export function product(m: number, k: number, n: number, a: Entries, b: Entries): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const x = a[i * k + l]!;
      if (x === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j]! += x * b[l * n + j]!;
    }
  }
  return out;
}

/** Aᵀ (n×m) of A (m×n). */
export function transposed(m: number, n: number, a: Entries): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = a[i * n + j]!;
  return out;
}

/** The largest column sum of moduli; NaN if there is one anywhere. */
export function norm1(m: number, n: number, a: Entries): number {
  let largest = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += Math.abs(a[i * n + j]!);
    if (Number.isNaN(sum)) return sum;
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** ‖A − B‖₁/(max(m, n)·‖A‖₁·ε); 0 when the two are equal. */
export function residualRatio(m: number, n: number, a: Entries, b: Entries, epsilon: number): number {
  const difference = new Float64Array(m * n);
  for (let i = 0; i < difference.length; i++) difference[i] = a[i]! - b[i]!;
  const distance = norm1(m, n, difference);
  return distance === 0 ? 0 : distance / norm1(m, n, a) / (Math.max(m, n) * epsilon);
}

/** ‖I − QᵀQ‖₁/(m·ε) of the columns of Q (m×n). */
export function orthogonalityRatio(m: number, n: number, q: Entries, epsilon: number): number {
  const gram = product(n, m, n, transposed(m, n, q), q);
  for (let j = 0; j < n; j++) gram[j * n + j]! -= 1;
  return m === 0 ? 0 : norm1(n, n, gram) / (m * epsilon);
}
