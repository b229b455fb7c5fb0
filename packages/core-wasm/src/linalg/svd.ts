/**
 * A = U·Σ·Vᵀ: bidiagonal form and implicit QR (LAPACK dgesvd, dbdsqr), blocked; a tall matrix is reduced to its R first,
 * a wide one is transposed. The work is done by assembly/lapack/svd.ts on copies.
 */
import type { Kernels } from '../generated/exports.js';
import { u8 } from '../memory.js';
import { begin, end, pin, result, scratch } from '../operation.js';
import type { Tensor } from '../tensor.js';
import { ConvergenceError } from './eigh.js';
import {
  type Columns,
  columnsScratch,
  copyMatrix,
  finiteColumns,
  keepAs,
  requireMatrix,
  scaleVector,
} from './operand.js';

/** The reduced singular value decomposition of an m×n matrix, k = min(m, n). */
export interface SVD {
  /** m×k with orthonormal columns. */
  readonly U: Tensor;
  /** The k singular values, descending, none negative. */
  readonly S: Tensor;
  /** k×n with orthonormal rows. */
  readonly Vt: Tensor;
}

/**
 * The reduced singular value decomposition A = U·diag(S)·Vt, UᵀU = I, Vt·Vtᵀ = I, S descending.
 *
 * Backward stable at any condition. Signs of pairs of singular vectors, and the basis for a repeated singular value, are
 * not determined. Entries near the ends of the exponent range are scaled. All tensors are newly allocated; A is unchanged.
 *
 * @param a m×n; either axis may be 0.
 * @throws ShapeError when A is not a matrix.
 * @throws ArgumentError when an entry is not finite.
 * @throws ConvergenceError when a singular value takes more than 6·n steps on average.
 *
 * Source: LAPACK dgebrd and dbdsqr; J. Demmel, W. Kahan, SIAM J. Sci. Stat. Comput. 11 (1990) 873–912.
 *
 * @example
 * ```ts
 * import { svd, tensor } from '@nablajs/core-wasm';
 *
 * const { U, S, Vt } = svd(tensor([[3, 0], [0, 4], [0, 0]]));
 * console.log(S.toArray(), U.shape, Vt.shape); // [ 4, 3 ] [ 3, 2 ] [ 2, 2 ]
 * ```
 */
export function svd(a: Tensor): SVD {
  const [m, n] = requireMatrix('svd', a);
  const k = Math.min(m, n);
  const core = begin();
  try {
    const U = result([m, k], 'f64');
    const S = result([k], 'f64');
    const Vt = result([k, n], 'f64');
    const { left, right } = singularVectors('svd', core, a, pin(S));
    copyMatrix(core, m, k, [left.ptr, 1, left.stride], [pin(U), k, 1]);
    copyMatrix(core, k, n, [right.ptr, right.stride, 1], [pin(Vt), n, 1]);
    return { U: keepAs(a.dtype, U), S: keepAs(a.dtype, S), Vt: keepAs(a.dtype, Vt) };
  } finally {
    end();
  }
}

/**
 * The singular values of a matrix alone, descending: what {@link svd} gives, in about a third of its time.
 *
 * @param a m×n.
 * @throws ShapeError, ArgumentError, ConvergenceError as {@link svd}.
 *
 * @example
 * ```ts
 * import { svdvals, tensor } from '@nablajs/core-wasm';
 *
 * console.log(svdvals(tensor([[3, 0], [0, 4], [0, 0]])).toArray()); // [ 4, 3 ]
 * ```
 */
export function svdvals(a: Tensor): Tensor {
  const [m, n] = requireMatrix('svdvals', a);
  const core = begin();
  try {
    const S = result([Math.min(m, n)], 'f64');
    singularValues('svdvals', core, a, pin(S));
    return keepAs(a.dtype, S);
  } finally {
    end();
  }
}

/** The singular vectors of a matrix in core memory by columns, U m×k and V n×k. */
export interface SingularVectors {
  readonly left: Columns;
  readonly right: Columns;
}

/**
 * Singular values at `values` (min(m, n) doubles; n of them when `square`), singular vectors in scratch. With `square`,
 * an m×n matrix with m < n gets rows of zeros, so that V is n×n and spans the null space too.
 */
export function singularVectors(
  where: string,
  core: Kernels,
  a: Tensor,
  values: number,
  square = false,
): SingularVectors {
  const [m, n] = a.shape as readonly [number, number];
  const wide = m < n && !square;
  const [columns, rows] = wide ? [m, n] : [n, Math.max(m, n)];
  const left = columnsScratch(rows, columns);
  const right = columnsScratch(columns, columns);
  factorize(where, core, a, wide, rows, columns, values, left, right);
  return wide ? { left: right, right: left } : { left, right };
}

/** Singular values alone at `values`, doubles. */
export function singularValues(where: string, core: Kernels, a: Tensor, values: number): void {
  const [m, n] = a.shape as readonly [number, number];
  const columns = Math.min(m, n);
  const rows = Math.max(m, n);
  factorize(where, core, a, m < n, rows, columns, values, columnsScratch(rows, columns), undefined);
}

/** gesvd of A, Aᵀ, or A above zeros, as a matrix of rows ≥ columns. */
function factorize(
  where: string,
  core: Kernels,
  a: Tensor,
  transpose: boolean,
  rows: number,
  columns: number,
  values: number,
  left: Columns,
  right: Columns | undefined,
): void {
  const compact = finiteColumns(where, core, a, transpose);
  const given = transpose ? a.shape[1]! : a.shape[0]!;
  const copy = given === rows ? compact : withZeroRows(core, compact, given, rows, columns);
  const vectors = right !== undefined;
  const work = scratch(core.dgesvdScratch(rows, columns, vectors));
  const pack = scratch(core.gemmScratchBytes());
  const rest = core.dgesvd(
    rows,
    columns,
    copy.ptr,
    copy.stride,
    values,
    left.ptr,
    left.stride,
    right?.ptr ?? 0,
    right?.stride ?? 0,
    work,
    pack,
  );
  scaleVector(core, columns, compact.unit, values);
  if (rest === 0) return;
  const steps = 6 * columns * columns;
  throw new ConvergenceError({ where, what: 'superdiagonal entries', left: rest, of: columns - 1, steps });
}

function withZeroRows(core: Kernels, from: Columns, given: number, rows: number, columns: number): Columns {
  const to = columnsScratch(rows, columns);
  u8.fill(0, to.ptr, to.ptr + to.stride * columns * 8);
  copyMatrix(core, given, columns, [from.ptr, 1, from.stride], [to.ptr, 1, to.stride]);
  return to;
}
