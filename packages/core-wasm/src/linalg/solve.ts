/**
 * A·X = B by LU factors (LAPACK dgesvx in outline): factor, look at the growth of the elimination and at the condition of
 * A, solve. A matrix whose entries grow under partial pivoting is factored again with complete pivoting.
 */
import { commonDType } from '../blas.js';
import { warn } from '../configure.js';
import type { Kernels } from '../generated/exports.js';
import { begin, copy, end, keep, pin, scratch } from '../operation.js';
import { checkOptions, flag } from '../options.js';
import { formatShape, ShapeError } from '../shape.js';
import { elementsOf, type Tensor } from '../tensor.js';
import { EXACT_ORDER, exactDeterminant } from './exactDeterminant.js';
import { copyRows, type Factors, factorLU, SingularMatrixError } from './lu.js';
import { requireSquare } from './operand.js';
import { estimateRcond } from './rcond.js';

/** How well a linear system could be solved. */
export interface SolveQuality {
  /** Estimate of 1/(‖A‖₁·‖A⁻¹‖₁): errors of A and B are magnified by up to its inverse. */
  readonly rcond: number;
  /** max |uᵢⱼ| / max |aᵢⱼ| of the elimination that was used; the backward error is about n·growth·ε. */
  readonly growth: number;
}

/** A solution with its quality. */
export interface SolveReport extends SolveQuality {
  readonly x: Tensor;
}

/** Whether `solve` and `inv` report the quality of what they return instead of warning of a bad one. */
export interface ReportOptions {
  report?: boolean;
}

/**
 * The solution X of A·X = B, newly allocated, of B's shape. A and B are unchanged. NaN and infinities propagate to X.
 *
 * Backward stable for every A: (A + E)·x = b with ‖E‖ a small multiple of n·ε·‖A‖. How far x is from the solution depends
 * on A: where rcond(A) < ε, the warning hook is told (`configure({ onWarning })`); with `{ report: true }` nothing is
 * warned of, and the result is `{ x, rcond, growth }`.
 *
 * @param a n×n.
 * @param b n, one right-hand side, or n×r, several; of the same dtype.
 * @throws ShapeError, DTypeError when shapes or dtypes do not fit.
 * @throws ArgumentError when an option is unknown, or `report` neither true nor false.
 * @throws SingularMatrixError when a pivot is exactly zero, or A has order at most 12 and determinant exactly 0.
 *
 * Source: LAPACK dgesv, dgecon, dgetc2; N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 9.
 *
 * @example
 * ```ts
 * import { solve, tensor } from '@nablajs/core-wasm';
 *
 * const a = tensor([[2, 1], [1, 3]]);
 * console.log(solve(a, tensor([3, 5])).toArray()); // [ 0.8, 1.4 ] up to rounding
 * const { rcond, growth } = solve(a, tensor([3, 5]), { report: true });
 * console.log(rcond > 0.1, growth); // true 1.25 up to rounding
 * ```
 */
export function solve(a: Tensor, b: Tensor): Tensor;
export function solve(a: Tensor, b: Tensor, options: { report: true }): SolveReport;
export function solve(a: Tensor, b: Tensor, options?: ReportOptions): Tensor | SolveReport;
export function solve(a: Tensor, b: Tensor, options: ReportOptions = {}): Tensor | SolveReport {
  const n = requireSquare('solve', a);
  const dtype = commonDType('solve', a, b);
  checkOptions('solve', options, ['report']);
  const report = flag('solve', 'report', options.report);
  if (b.shape.length < 1 || b.shape.length > 2 || b.shape[0] !== n) {
    throw new ShapeError('solve', `a right-hand side of ${n} rows`, `A ${n}×${n} and B ${formatShape(b.shape)}`);
  }
  const core = begin();
  try {
    const factors = factorWell('solve', core, a);
    const x = copy(b);
    const r = b.shape.length === 1 ? 1 : b.shape[1]!;
    const { ptr, stride, pivots, columnPivots, work } = factors;
    if (columnPivots === 0) {
      (dtype === 'f64' ? core.dgetrs : core.sgetrs)(n, r, ptr, stride, 1, pivots, pin(x), r, 1, work);
    } else {
      (dtype === 'f64' ? core.dgesc2 : core.sgesc2)(n, r, ptr, stride, 1, pivots, columnPivots, pin(x), r, 1, work);
    }
    const { rcond, growth } = factors;
    if (!report) warnOfCondition('solve', a, rcond);
    return report ? { x: keep(x), rcond, growth } : keep(x);
  } finally {
    end();
  }
}

/** Factors fit for solving. */
export interface GoodFactors extends Factors, SolveQuality {
  /** Address of the exchanges of columns, 0 when there were none. */
  readonly columnPivots: number;
}

/** Beyond this growth partial pivoting has lost digits; matrices of practice stay below n. */
const WORST_GROWTH = 1000;

/** Factors A, by complete pivoting where partial pivoting fares badly, and refuses an exactly singular one. */
export function factorWell(where: string, core: Kernels, a: Tensor): GoodFactors {
  const n = a.shape[0]!;
  const double = a.dtype === 'f64';
  const largestUpper = double ? core.dlargestUpper : core.slargestUpper;
  const largest = (double ? core.dlargestModulus : core.slargestModulus)(a.size, pin(a), 1);
  let factors = factorLU(core, a);
  if (factors.info > 0) throw new SingularMatrixError({ where, n, pivot: factors.info - 1 });
  let columnPivots = 0;
  let growth = n === 0 ? 1 : largestUpper(n, factors.ptr, factors.stride, 1) / largest;
  if (growth > WORST_GROWTH) {
    const { ptr, stride } = copyRows(core, a);
    columnPivots = scratch(4 * n);
    const info = (double ? core.dgetc2 : core.sgetc2)(n, ptr, stride, 1, factors.pivots, columnPivots);
    if (info > 0) throw new SingularMatrixError({ where, n, pivot: info - 1 });
    factors = { ...factors, ptr, stride };
    growth = largestUpper(n, ptr, stride, 1) / largest;
  }
  // ‖A⁻¹‖₁ does not depend on an order of A's columns.
  const rcond = estimateRcond(core, a, factors);
  if (rcond < epsilon(a) && isExactlySingular(a)) throw new SingularMatrixError({ where, n });
  return { ...factors, columnPivots, rcond, growth };
}

/** Tells the warning hook when a condition leaves no digits. */
export function warnOfCondition(where: string, a: Tensor, rcond: number): void {
  if (!(rcond < epsilon(a))) return;
  warn(
    'near-singular',
    `${where}: the matrix is nearly singular (rcond ${rcond.toExponential(1)} < ε), no digit is certain`,
    {
      where,
      rcond,
      shape: a.shape,
    },
  );
}

function epsilon(a: Tensor): number {
  return a.dtype === 'f64' ? 2 ** -52 : 2 ** -23;
}

function isExactlySingular(a: Tensor): boolean {
  const n = a.shape[0]!;
  if (n > EXACT_ORDER) return false;
  const entries = elementsOf(a);
  return Array.prototype.every.call(entries, Number.isFinite) && exactDeterminant(n, entries) === 0;
}
