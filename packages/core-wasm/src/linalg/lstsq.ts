/**
 * min ‖x‖₂ over all x that minimise ‖A·x − b‖₂: x = R⁻¹·Qᵀ·b for independent columns, else x = V·Σ⁺·Uᵀ·b with the
 * singular values up to a tolerance taken for zero (LAPACK dgels, dgelss).
 */
import { commonDType } from '../blas.js';
import { warn } from '../configure.js';
import type { Kernels } from '../generated/exports.js';
import { begin, end, pin, result, scratch } from '../operation.js';
import { checkOptions, flag } from '../options.js';
import { formatShape, ShapeError } from '../shape.js';
import { elementsOf, fromElements, type Tensor } from '../tensor.js';
import {
  divideVector,
  epsilon,
  numericalRank,
  type RankOptions,
  readVector,
  relativeTolerance,
} from './numericalRank.js';
import {
  columnsScratch,
  copyMatrix,
  finiteColumns,
  inDouble,
  keepAs,
  requireFinite,
  requireMatrix,
} from './operand.js';
import { rank as rankOf } from './rank.js';
import { singularValues, singularVectors } from './svd.js';

/** What counts as zero among the singular values, and who hears of it. */
export interface LeastSquaresOptions extends RankOptions {
  /** Gives `rcond` and `growth` with the result, in place of a warning. */
  report?: boolean;
}

/** The solution of a linear least-squares problem. */
export interface LeastSquaresSolution {
  /** n, or n×r for r right-hand sides. */
  readonly x: Tensor;
  /** The numerical rank that x was computed with; n for columns that are independent but of very different norms. */
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
 * The units of the columns do not decide the rank: where some singular values are nearly zero, the columns are scaled to
 * like norms and looked at again, unless a tolerance is given. When the rank is not full or σ_min/σ_max is
 * below ε, the warning hook (`configure({ onWarning })`) hears of it as `'rank-deficient'`; with `{ report: true }` the
 * result carries `rcond` instead. All results are newly allocated; A and b are unchanged.
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
  checkOptions('lstsq', options, ['tolerance', 'report']);
  const report = flag('lstsq', 'report', options.report);
  const columns = rightHandSides(a, b);
  const k = Math.min(m, n);
  const { dtype } = a;
  const relative = relativeTolerance('lstsq', options, a.shape, dtype);
  const core = begin();
  let solution: LeastSquaresSolution;
  let rcond: number;
  try {
    const x = result(b.shape.length === 1 ? [n] : [n, columns], 'f64');
    const singular = result([k], 'f64');
    singularValues('lstsq', core, a, pin(singular));
    requireFinite('lstsq', core, b);
    const sigma = readVector(pin(singular), k);
    rcond = k === 0 ? 1 : sigma[0] === 0 ? 0 : sigma[k - 1]! / sigma[0]!;
    let rank = numericalRank(sigma, relative);
    let independent = numericalRank(sigma, relativeTolerance('lstsq', {}, a.shape, dtype)) === n;
    if (options.tolerance === undefined && m >= n && !independent) {
      independent = rankOfDirections(a) === n;
      if (independent) rank = n;
    }
    if (independent && rank === n) solveByQR(core, inDouble(a), inDouble(b), columns, x);
    else solveBySVD(core, a, inDouble(b), columns, relative, x);
    solution = { x: keepAs(dtype, x), rank, singularValues: keepAs(dtype, singular) };
  } finally {
    end();
  }
  if (report) return { ...solution, rcond, growth: 1 };
  const { rank } = solution;
  if (rank < k || rcond < epsilon(dtype)) {
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

/** The rank of A with the columns scaled to norms between 1 and 2, by powers of two. */
function rankOfDirections(a: Tensor): number {
  const [m, n] = a.shape as readonly [number, number];
  const scaled = new Float64Array(elementsOf(a));
  for (let j = 0; j < n; j++) {
    let largest = 0;
    for (let i = 0; i < m; i++) largest = Math.max(largest, Math.abs(scaled[i * n + j]!));
    // Two steps, each of them finite, where one factor might not be.
    const half = largest === 0 ? 1 : 2 ** Math.round(-Math.log2(largest) / 2);
    for (let i = 0; i < m; i++) scaled[i * n + j]! *= half;
    for (let i = 0; i < m; i++) scaled[i * n + j]! *= half;
  }
  return rankOf(fromElements(a.shape, a.dtype, a.dtype === 'f64' ? scaled : new Float32Array(scaled)));
}

/**
 * x = R⁻¹·(Qᵀ·b), and once more for the residual: the solution for independent columns, as accurate as if these had been
 * scaled best.
 */
function solveByQR(core: Kernels, a: Tensor, b: Tensor, columns: number, x: Tensor): void {
  const [m, n] = a.shape as readonly [number, number];
  const { ptr, stride, unit } = finiteColumns('lstsq', core, a);
  const c = columnsScratch(m, columns);
  copyMatrix(core, m, columns, [pin(b), columns, 1], [c.ptr, 1, c.stride]);
  const tau = scratch(8 * n);
  const work = scratch(core.dgeqrfScratch(m, Math.max(n, columns)));
  const pack = scratch(core.gemmScratchBytes());
  core.dgeqrf(m, n, ptr, stride, tau, work, pack);
  const correction = (): void => {
    core.dormqr(true, m, columns, n, ptr, stride, tau, c.ptr, c.stride, work, pack);
    core.dtrsmUpper(n, columns, false, ptr, 1, stride, c.ptr, 1, c.stride, pack);
  };
  correction();
  const solution = pin(x);
  copyMatrix(core, n, columns, [c.ptr, 1, c.stride], [solution, columns, 1], 1 / unit);
  copyMatrix(core, m, columns, [pin(b), columns, 1], [c.ptr, 1, c.stride]);
  core.dgemm(m, columns, n, -1, pin(a), n, 1, solution, columns, 1, 1, c.ptr, 1, c.stride, pack);
  correction();
  for (let j = 0; j < columns; j++) core.daxpy(n, 1 / unit, c.ptr + 8 * j * c.stride, 1, solution + 8 * j, columns);
}

/** x = V·Σ⁺·Uᵀ·b. */
function solveBySVD(core: Kernels, a: Tensor, b: Tensor, columns: number, relative: number, x: Tensor): void {
  const [m, n] = a.shape as readonly [number, number];
  const k = Math.min(m, n);
  const values = scratch(8 * k);
  const { left, right } = singularVectors('lstsq', core, a, values);
  const sigma = readVector(values, k);
  const count = numericalRank(sigma, relative);
  const pack = scratch(core.gemmScratchBytes());
  const coefficients = scratch(8 * count * columns);
  core.dgemm(count, columns, m, 1, left.ptr, left.stride, 1, pin(b), columns, 1, 0, coefficients, columns, 1, pack);
  for (let i = 0; i < count; i++) divideVector(core, columns, sigma[i]!, coefficients + 8 * i * columns);
  core.dgemm(n, columns, count, 1, right.ptr, 1, right.stride, coefficients, columns, 1, 0, pin(x), columns, 1, pack);
}
