/**
 * A way out of a saddle: along the eigenvector of H's least eigenvalue, if that is negative, f falls like ½λt².
 */
import { symmetricEigen } from './classify/symmetricEigen.js';
import type { Descent } from './descent.js';

/** An eigenvalue counts as negative below −this much of the largest. */
const negative = 1e-6;
const mostHalvings = 40;

/**
 * From a stationary iterate to a lower one along negative curvature; true when the descent has moved. Costs H, values
 * and one gradient.
 */
export function escapeSaddle(at: Descent): boolean {
  const { n, problem } = at;
  const hessian = new Float64Array(n * n);
  problem.hessian(at.x, hessian);
  if (!hessian.every(Number.isFinite)) return false;
  const { values, vectors } = symmetricEigen(hessian, n);
  if (!(values[0]! < -negative * Math.max(Math.abs(values[n - 1]!), Math.abs(values[0]!)))) return false;
  const direction = Float64Array.from({ length: n }, (_, i) => vectors[i * n]!);
  let size = 1;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(at.x[i]!));
  for (let t = 0.1 * size, k = 0; k < mostHalvings; t /= 2, k++) {
    const forward = at.probe(t, direction);
    const backward = at.probe(-t, direction);
    const best = backward < forward ? -t : t;
    const value = Math.min(forward, backward);
    if (!(value < at.value) || at.move(best, direction) !== value) continue;
    at.accept();
    return true;
  }
  return false;
}
