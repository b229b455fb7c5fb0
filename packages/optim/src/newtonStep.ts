/**
 * Hp = −∇f(x): where the second-order model of f at the iterate has its minimum, and how far away that is.
 *
 * H is scaled to a unit diagonal first, so that only its shape and not the units of the variables decides whether it is
 * safely positive definite.
 */
import type { Descent } from './descent.js';
import { factor, solveLower, solveUpper } from './methods/secondOrder/cholesky.js';

/** Pivots of the scaled H below this are rounding errors. */
const safePivot = 1e-12;

/** Newton's step at the iterate, newly allocated; undefined where H is not finite or not safely positive definite. */
export function newtonStep({
  x,
  gradient,
  problem,
}: Pick<Descent, 'x' | 'gradient' | 'problem'>): Float64Array | undefined {
  const n = x.length;
  const hessian = new Float64Array(n * n);
  problem.hessian(x, hessian);
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) scale[i] = 1 / Math.sqrt(hessian[i * n + i]!);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hessian[i * n + j]! *= scale[i]! * scale[j]!;
  if (!hessian.every(Number.isFinite) || factor(hessian, n) !== 0) return undefined;
  for (let i = 0; i < n; i++) if (hessian[i * n + i]! ** 2 < safePivot) return undefined;
  const step = Float64Array.from(gradient, (g, i) => -g * scale[i]!);
  solveLower(hessian, n, step);
  solveUpper(hessian, n, step);
  for (let i = 0; i < n; i++) step[i]! *= scale[i]!;
  return step;
}
