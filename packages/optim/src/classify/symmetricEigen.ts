/**
 * H = V·diag(λ)·Vᵀ by Jacobi rotations, λ ascending.
 *
 * Jacobi keeps small eigenvalues of a scaled definite matrix to full relative accuracy, which is what deciding their
 * sign needs, and for the few variables of a Hessian test it is as fast as a call into the core. From 48 variables on
 * the core's tridiagonal QL takes over, n = 200 in 10 ms instead of a second. The signs counted from λ are the inertia
 * that LDLᵀ would give (Sylvester), with a tolerance on λ itself instead of on pivots, whose size is no measure of it.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations (2013), section 8.5; J. Demmel, K. Veselić, SIAM J. Matrix Anal. 13 (1992).
 */
import { eigh, eigvalsh, tensor } from '@nablajs/core-wasm';

export interface SymmetricEigen {
  /** Ascending. */
  values: Float64Array;
  /** n×n row-major; column k belongs to values[k]. */
  vectors: Float64Array;
}

const coreFrom = 48;
const mostSweeps = 60;

/** The eigenvalues alone, ascending. */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  if (n < coreFrom) return symmetricEigen(matrix, n).values;
  return eigvalsh(tensor(matrix, { shape: [n, n] })).toTypedArray() as Float64Array;
}

/** Eigenvalues and eigenvectors of a symmetric n×n matrix, row-major and unchanged. */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  if (n >= coreFrom) {
    const { values, vectors } = eigh(tensor(matrix, { shape: [n, n] }));
    return { values: values.toTypedArray() as Float64Array, vectors: vectors.toTypedArray() as Float64Array };
  }
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q]!;
        const [app, aqq] = [a[p * n + p]!, a[q * n + q]!];
        if (Math.abs(apq) <= (Number.EPSILON / 8) * Math.sqrt(Math.abs(app)) * Math.sqrt(Math.abs(aqq))) continue;
        if (Math.abs(apq) < 1e-300) continue;
        rotated = true;
        const theta = (aqq - app) / (2 * apq);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        rotate(a, v, n, p, q, c, t * c, t * apq);
      }
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i * n + i]! - a[j * n + j]!);
  const vectors = new Float64Array(n * n);
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) vectors[i * n + k] = v[i * n + order[k]!]!;
  return { values: Float64Array.from(order, (i) => a[i * n + i]!), vectors };
}

function rotate(
  a: Float64Array,
  v: Float64Array,
  n: number,
  p: number,
  q: number,
  c: number,
  s: number,
  shift: number,
): void {
  for (let k = 0; k < n; k++) {
    if (k !== p && k !== q) {
      const akp = a[k * n + p]!;
      const akq = a[k * n + q]!;
      a[k * n + p] = a[p * n + k] = c * akp - s * akq;
      a[k * n + q] = a[q * n + k] = s * akp + c * akq;
    }
    const vkp = v[k * n + p]!;
    const vkq = v[k * n + q]!;
    v[k * n + p] = c * vkp - s * vkq;
    v[k * n + q] = s * vkp + c * vkq;
  }
  a[p * n + p]! -= shift;
  a[q * n + q]! += shift;
  a[p * n + q] = a[q * n + p] = 0;
}
