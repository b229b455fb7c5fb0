/**
 * R² = 1 − Σr² / Σ(y − ȳ)², or 1 − Σr² / Σy² for a model that is linear in its parameters and cannot be a constant ≠ 0.
 *
 * What is left is compared with the best fit by less: a constant, or, for a line through the origin and its like, zero.
 *
 * Source: the certified values of NIST StRD, linear regression (NoInt1, NoInt2); the convention of R's `summary.lm`.
 */
import { isLinearIn, toExpression } from '../expression.js';
import { norm } from '../vector.js';
import { type CurveFit, curveNames } from './curve.js';
import { Linearization } from './linearization.js';
import type { Residuals } from './residuals.js';

/** How far the constant may stand from the range of J, beside its own length, and still lie in it. */
const inRange = 1e-8;

/** @param squares Σr² at the fitted parameters p. */
export function rSquared(curve: CurveFit, residuals: Residuals, p: Float64Array, squares: number): number {
  const ys = Float64Array.from(curve.ys);
  const throughZero =
    isLinearIn(toExpression(curve.model), curveNames(curve).parameters) && !hasConstant(residuals, p, ys.length);
  const mean = throughZero ? 0 : ys.reduce((sum, y) => sum + y / ys.length, 0);
  return 1 - squares / ys.reduce((sum, y) => sum + (y - mean) ** 2, 0);
}

/** Whether (1, …, 1) lies in the range of J. */
function hasConstant(residuals: Residuals, p: Float64Array, m: number): boolean {
  const n = p.length;
  const rows = residuals.jacobian!(p);
  const columns = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) columns[j * m + i] = rows[i * n + j]!;
  const linear = new Linearization(m, n);
  linear.factor(columns, new Float64Array(m).fill(1), undefined);
  return norm(linear.qtr.subarray(linear.rank)) <= inRange * Math.sqrt(m);
}
