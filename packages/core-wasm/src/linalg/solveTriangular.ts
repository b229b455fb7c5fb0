/** T·X = B or Tᵀ·X = B by substitution (BLAS dtrsm, LAPACK dtrtrs), with the condition of T (dtrcon). */
import { commonDType } from '../blas.js';
import type { Kernels } from '../generated/exports.js';
import { f32, f64, i32, refreshViews } from '../memory.js';
import { begin, copy, end, keep, pin, scratch } from '../operation.js';
import { checkOptions, flag } from '../options.js';
import { formatShape, ShapeError } from '../shape.js';
import { bytesOf, type DType } from '../storage.js';
import type { Tensor } from '../tensor.js';
import { copyRows, diagonalAt, SingularMatrixError } from './lu.js';
import { requireSquare } from './operand.js';
import { type ReportOptions, type SolveReport, warnOfCondition } from './solve.js';

/** Which triangle is the matrix, and what is solved with it. */
export interface TriangularOptions extends ReportOptions {
  /** T is the lower triangle of the matrix given, not the upper. */
  lower?: boolean;
  /** Solves Tᵀ·X = B. */
  transpose?: boolean;
  /** Takes the diagonal as ones, whatever it holds. */
  unitDiagonal?: boolean;
}

/**
 * The solution X of T·X = B for a triangular matrix T, newly allocated, of B's shape: by substitution, in n²·r operations.
 * Only the triangle named is read, so that factors may lie in one array. T and B are unchanged. NaN and infinities in the
 * triangle or in B propagate to X.
 *
 * The solution is often far more accurate than the condition of T lets expect. Where rcond(T) < ε all the same, the warning
 * hook is told (`configure({ onWarning })`); with `{ report: true }` nothing is warned of, and the result is
 * `{ x, rcond, growth }`, the growth being 1 since nothing is eliminated.
 *
 * @param a n×n, T in its upper triangle unless `lower`.
 * @param b n, one right-hand side, or n×r, several; of the same dtype.
 * @throws ShapeError, DTypeError when shapes or dtypes do not fit.
 * @throws SingularMatrixError when an entry of the diagonal is 0; it names the first.
 * @throws ArgumentError when an option is unknown, or neither true nor false.
 *
 * Source: LAPACK dtrtrs, dtrcon; N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 8.
 *
 * @example
 * ```ts
 * import { cholesky, solveTriangular, tensor } from '@nablajs/core-wasm';
 *
 * // A·x = b by A = L·Lᵀ.
 * const L = cholesky(tensor([[4, 2], [2, 5]]));
 * const y = solveTriangular(L, tensor([8, 12]), { lower: true });
 * console.log(solveTriangular(L, y, { lower: true, transpose: true }).toArray()); // [ 1, 2 ]
 * ```
 */
export function solveTriangular(a: Tensor, b: Tensor, options?: TriangularOptions & { report?: false }): Tensor;
export function solveTriangular(a: Tensor, b: Tensor, options: TriangularOptions & { report: true }): SolveReport;
export function solveTriangular(a: Tensor, b: Tensor, options?: TriangularOptions): Tensor | SolveReport;
export function solveTriangular(a: Tensor, b: Tensor, options: TriangularOptions = {}): Tensor | SolveReport {
  const n = requireSquare('solveTriangular', a);
  const dtype = commonDType('solveTriangular', a, b);
  checkOptions('solveTriangular', options, ['lower', 'transpose', 'unitDiagonal', 'report']);
  const [lower, transpose, unit, report] = [
    flag('solveTriangular', 'lower', options.lower),
    flag('solveTriangular', 'transpose', options.transpose),
    flag('solveTriangular', 'unitDiagonal', options.unitDiagonal),
    flag('solveTriangular', 'report', options.report),
  ];
  if (b.shape.length < 1 || b.shape.length > 2 || b.shape[0] !== n) {
    const got = `A ${n}×${n} and B ${formatShape(b.shape)}`;
    throw new ShapeError('solveTriangular', `a right-hand side of ${n} rows`, got);
  }
  const core = begin();
  try {
    const { ptr, stride } = copyTriangle(core, a, lower, unit);
    const pivot = diagonalAt(ptr, stride, n, dtype).indexOf(0);
    if (pivot >= 0) throw new SingularMatrixError({ where: 'solveTriangular', n, pivot });
    const [rs, cs] = transpose ? [1, stride] : [stride, 1];
    const isLower = lower !== transpose;
    const rcond = triangularRcond(core, n, dtype, isLower, ptr, rs, cs);
    const x = copy(b);
    const r = b.shape.length === 1 ? 1 : b.shape[1]!;
    const double = dtype === 'f64';
    const substitute = isLower
      ? double
        ? core.dtrsmLower
        : core.strsmLower
      : double
        ? core.dtrsmUpper
        : core.strsmUpper;
    substitute(n, r, unit, ptr, rs, cs, pin(x), r, 1, scratch(core.gemmScratchBytes()));
    if (!report) warnOfCondition('solveTriangular', a, rcond);
    return report ? { x: keep(x), rcond, growth: 1 } : keep(x);
  } finally {
    end();
  }
}

/** A copy of one triangle, zeros in place of the other, until the frame ends. */
function copyTriangle(core: Kernels, a: Tensor, lower: boolean, unit: boolean): { ptr: number; stride: number } {
  const n = a.shape[0]!;
  const { ptr, stride } = copyRows(core, a);
  // The upper triangle of a matrix is the lower one of its transpose.
  const clear = a.dtype === 'f64' ? core.dclearUpper : core.sclearUpper;
  if (lower) clear(n, ptr, stride, 1);
  else clear(n, ptr, 1, stride);
  if (unit) {
    refreshViews();
    const view = a.dtype === 'f64' ? f64 : f32;
    const first = ptr / bytesOf(a.dtype);
    for (let i = 0; i < n; i++) view[first + i * (stride + 1)] = 1;
  }
  return { ptr, stride };
}

/** 1/(‖T‖₁·‖T⁻¹‖₁), estimated as from factors L·U of which L = I; a lower T is an upper one, read from its last entry on. */
function triangularRcond(
  core: Kernels,
  n: number,
  dtype: DType,
  lower: boolean,
  ptr: number,
  rs: number,
  cs: number,
): number {
  const double = dtype === 'f64';
  const vectors = scratch(2 * Math.max(n, 1) * bytesOf(dtype));
  const pivots = scratch(4 * Math.max(n, 1));
  refreshViews();
  for (let i = 0; i < n; i++) i32[(pivots >>> 2) + i] = i;
  const norm = (double ? core.dnorm1 : core.snorm1)(n, n, ptr, rs, cs, vectors);
  const last = ptr + (n - 1) * (rs + cs) * bytesOf(dtype);
  const [first, down, right] = lower ? [last, -rs, -cs] : [ptr, rs, cs];
  return (double ? core.dgecon : core.sgecon)(n, first, down, right, pivots, norm, vectors);
}
