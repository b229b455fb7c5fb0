/** A⁻¹ = U⁻¹·L⁻¹·P (LAPACK dgetri). */
import { begin, end, keep, pin, result } from '../operation.js';
import { checkOptions, flag } from '../options.js';
import type { Tensor } from '../tensor.js';
import { requireSquare } from './operand.js';
import { factorWell, type ReportOptions, type SolveReport, warnOfCondition } from './solve.js';

/**
 * The inverse of a square matrix, newly allocated. To solve a system use {@link solve}: it is faster and more accurate.
 * NaN and infinities propagate. Of an ill-conditioned A (rcond < ε) the warning hook is told; with `{ report: true }`
 * the result is `{ x, rcond, growth }` instead and nothing is warned of.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 * @throws ArgumentError when an option is unknown, or `report` neither true nor false.
 * @throws SingularMatrixError when a pivot is exactly zero, or A has order at most 12 and determinant exactly 0.
 *
 * Source: LAPACK dgetri; N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 14.
 *
 * @example
 * ```ts
 * import { inv, tensor } from '@nablajs/core-wasm';
 *
 * console.log(inv(tensor([[2, 0], [0, 4]])).toArray()); // [ [ 0.5, 0 ], [ 0, 0.25 ] ]
 * ```
 */
export function inv(a: Tensor): Tensor;
export function inv(a: Tensor, options: { report: true }): SolveReport;
export function inv(a: Tensor, options?: ReportOptions): Tensor | SolveReport;
export function inv(a: Tensor, options: ReportOptions = {}): Tensor | SolveReport {
  const n = requireSquare('inv', a);
  // matrices.map(inv) passes the index.
  if (typeof options !== 'number') checkOptions('inv', options, ['report']);
  const report = flag('inv', 'report', options.report);
  const core = begin();
  try {
    const x = result([n, n], a.dtype);
    const { ptr, stride, pivots, columnPivots, work, rcond, growth } = factorWell('inv', core, a);
    const double = a.dtype === 'f64';
    (double ? core.dgetri : core.sgetri)(n, ptr, stride, 1, pivots, pin(x), n, 1, work);
    if (columnPivots !== 0) (double ? core.dlaswp : core.slaswp)(n, n, columnPivots, pin(x), n, 1);
    if (!report) warnOfCondition('inv', a, rcond);
    return report ? { x: keep(x), rcond, growth } : keep(x);
  } finally {
    end();
  }
}
