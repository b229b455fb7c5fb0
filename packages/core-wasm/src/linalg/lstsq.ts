/**
 * min ‖x‖₂ over all x that minimise ‖A·x − b‖₂: x = V·Σ⁺·Uᵀ·b with the singular values up to a tolerance taken for zero
 * (LAPACK dgelss).
 */
import { commonDType } from '../blas.js';
import { warn } from '../configure.js';
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import { formatShape, ShapeError } from '../shape.js';
import { bytesOf } from '../storage.js';
import type { Tensor } from '../tensor.js';
import {
  divideVector,
  epsilon,
  numericalRank,
  type RankOptions,
  readVector,
  relativeTolerance,
} from './numericalRank.js';
import { requireFinite, requireMatrix } from './operand.js';
import { singularVectors } from './svd.js';

/** What counts as zero among the singular values, and who hears of it. */
export interface LeastSquaresOptions extends RankOptions {
  /** Gives `rcond` and `growth` with the result, in place of a warning. */
  report?: boolean;
}

/** The solution of a linear least-squares problem. */
export interface LeastSquaresSolution {
  /** n, or n×r for r right-hand sides. */
  readonly x: Tensor;
  /** How many singular values count as nonzero. */
  readonly rank: number;
  /** All min(m, n) singular values of A, descending. */
  readonly singularValues: Tensor;
}

/** A solution with the figures that say how far to trust it. */
export interface LeastSquaresReport extends LeastSquaresSolution {
  /** σ_min/σ_max of A; below ε the solution depends on what counts as zero. */
  readonly rcond: number;
  /** 1: orthogonal transformations do not let entries grow. */
  readonly growth: number;
}

/**
 * The least-squares solution of A·x ≈ b of least norm, at any shape and rank of A.
 *
 * When A's σ_min/σ_max is below ε, the rank decides the solution: the warning hook (`configure({ onWarning })`) hears of it
 * as `'rank-deficient'`, or with `{ report: true }` the result carries `rcond` instead. All results are newly allocated; A
 * and b are unchanged.
 *
 * @param a m×n.
 * @param b m, or m×r for r right-hand sides; of A's dtype.
 * @throws ShapeError when the rows differ.
 * @throws DTypeError when the dtypes differ.
 * @throws ArgumentError when an entry is not finite or the tolerance is no number ≥ 0.
 * @throws ConvergenceError as {@link svd}.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed., §5.5.
 *
 * @example
 * ```ts
 * import { lstsq, tensor } from '@nablajs/core-wasm';
 *
 * // The line through (0, 1), (1, 3), (2, 5): intercept 1, slope 2.
 * const { x, rank } = lstsq(tensor([[1, 0], [1, 1], [1, 2]]), tensor([1, 3, 5]));
 * console.log(x.toArray(), rank); // [ 1, 2 ] up to rounding, 2
 * ```
 */
export function lstsq(a: Tensor, b: Tensor, options: LeastSquaresOptions & { report: true }): LeastSquaresReport;
export function lstsq(a: Tensor, b: Tensor, options?: LeastSquaresOptions): LeastSquaresSolution;
export function lstsq(
  a: Tensor,
  b: Tensor,
  options: LeastSquaresOptions = {},
): LeastSquaresSolution | LeastSquaresReport {
  const [m, n] = requireMatrix('lstsq', a);
  const columns = rightHandSides(a, b);
  const k = Math.min(m, n);
  const { dtype } = a;
  const relative = relativeTolerance('lstsq', options, a.shape, dtype);
  const core = begin();
  let solution: LeastSquaresSolution;
  let rcond: number;
  try {
    const x = result(b.shape.length === 1 ? [n] : [n, columns], dtype);
    const singular = result([k], dtype);
    const { left, right } = singularVectors('lstsq', core, a, pin(singular));
    requireFinite('lstsq', core, b);
    const sigma = readVector(pin(singular), dtype, k);
    const rank = numericalRank(sigma, relative);
    rcond = k === 0 ? 1 : sigma[0] === 0 ? 0 : sigma[k - 1]! / sigma[0]!;
    const pack = scratch(core.gemmScratchBytes());
    const coefficients = scratch(rank * columns * bytesOf(dtype));
    const gemm = dtype === 'f64' ? core.dgemm : core.sgemm;
    const row = columns * bytesOf(dtype);
    gemm(rank, columns, m, 1, left.ptr, left.stride, 1, pin(b), columns, 1, 0, coefficients, columns, 1, pack);
    for (let i = 0; i < rank; i++) divideVector(core, dtype, columns, sigma[i]!, coefficients + i * row);
    gemm(n, columns, rank, 1, right.ptr, 1, right.stride, coefficients, columns, 1, 0, pin(x), columns, 1, pack);
    solution = { x: keep(x), rank, singularValues: keep(singular) };
  } finally {
    end();
  }
  if (options.report === true) return { ...solution, rcond, growth: 1 };
  if (rcond < epsilon(dtype)) {
    const { rank } = solution;
    const text = `lstsq: A is ${m}×${n} of rank ${rank}, rcond ${rcond.toExponential(1)}; x is the solution of least norm`;
    warn('rank-deficient', text, { where: 'lstsq', rank, rows: m, columns: n, rcond });
  }
  return solution;
}

function rightHandSides(a: Tensor, b: Tensor): number {
  const rows = a.shape[0]!;
  commonDType('lstsq', a, b);
  if ((b.shape.length !== 1 && b.shape.length !== 2) || b.shape[0] !== rows) {
    throw new ShapeError('lstsq', `b of ${rows} rows, as A ${formatShape(a.shape)}`, `shape ${formatShape(b.shape)}`);
  }
  return b.shape[1] ?? 1;
}
