/**
 * P·A = L·U by Gaussian elimination with partial pivoting (LAPACK dgetrf), and everything that starts with it: solve, inv,
 * det, rcond. The work is done by assembly/lapack/lu.ts on a copy.
 */
import { type Facts, NablaError } from '../errors.js';
import type { Kernels } from '../generated/exports.js';
import { f32, f64, i32, refreshViews } from '../memory.js';
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import { bytesOf, type DType } from '../storage.js';
import type { Tensor } from '../tensor.js';
import { columnStride, requireMatrix } from './operand.js';

/** A row-permuted triangular factorization: `A[p] = L·U`. */
export interface LU {
  /** m×min(m, n), ones on the diagonal and zeros above; no entry exceeds 1 in modulus. */
  readonly L: Tensor;
  /** min(m, n)×n, zeros below the diagonal. */
  readonly U: Tensor;
  /** Row i of the permuted matrix is row p[i] of A. */
  readonly p: number[];
}

/**
 * The LU factorization with partial pivoting: A[p] = L·U. Always exists; a singular A has a zero (or, by rounding, a
 * tiny entry) on the diagonal of U. All results are newly allocated, A is unchanged. NaN and infinities propagate.
 *
 * Backward stable unless U's entries grow far beyond A's, which hardly any matrix makes them do; {@link solve} looks.
 *
 * @param a m×n, of any shape.
 * @throws ShapeError when A is no matrix.
 *
 * Source: LAPACK dgetrf; S. Toledo, "Locality of reference in LU decomposition with partial pivoting", 1997.
 *
 * @example
 * ```ts
 * import { lu, tensor } from '@nablajs/core-wasm';
 *
 * const { L, U, p } = lu(tensor([[1, 2], [4, 4]]));
 * console.log(p, L.toArray(), U.toArray()); // [ 1, 0 ] [ [ 1, 0 ], [ 0.25, 1 ] ] [ [ 4, 4 ], [ 0, 1 ] ]
 * ```
 */
export function lu(a: Tensor): LU {
  const [m, n] = requireMatrix('lu', a);
  const k = Math.min(m, n);
  const core = begin();
  try {
    const L = result([m, k], a.dtype);
    const U = result([k, n], a.dtype);
    const { ptr, stride, pivots } = factorLU(core, a);
    (a.dtype === 'f64' ? core.dsplitLU : core.ssplitLU)(m, n, ptr, stride, 1, pin(L), pin(U));
    refreshViews();
    const p = Array.from({ length: m }, (_, i) => i);
    for (let i = 0; i < k; i++) {
      const other = i32[(pivots >>> 2) + i]!;
      [p[i], p[other]] = [p[other]!, p[i]!];
    }
    return { L: keep(L), U: keep(U), p };
  } finally {
    end();
  }
}

/** The factors of a matrix in core memory, in one m×n array: L below the diagonal, U from it on. */
export interface Factors {
  readonly ptr: number;
  /** Elements from one row to the next. */
  readonly stride: number;
  /** Address of the exchanges, one i32 for each row: kernels take them as they are. */
  readonly pivots: number;
  /** 0, or 1 + the index of the first zero pivot. */
  readonly info: number;
  /** Address of gemm's scratch, for what follows. */
  readonly work: number;
}

/** Factors a copy of A, which lives until the frame ends. */
export function factorLU(core: Kernels, a: Tensor): Factors {
  const [m, n] = a.shape as readonly [number, number];
  const { ptr, stride } = copyRows(core, a);
  const pivots = scratch(4 * Math.max(m, 1));
  const work = scratch(core.gemmScratchBytes());
  const info = (a.dtype === 'f64' ? core.dgetrf : core.sgetrf)(m, n, ptr, stride, 1, pivots, work);
  return { ptr, stride, pivots, info, work };
}

/** A copy of A by rows that are an odd number of cache lines apart; lives until the frame ends. */
export function copyRows(core: Kernels, a: Tensor): { ptr: number; stride: number } {
  const [m, n] = a.shape as readonly [number, number];
  const stride = columnStride(n, a.dtype);
  const ptr = scratch(Math.max(m, 1) * stride * bytesOf(a.dtype));
  // By rows, it is the transpose by columns, which the kernel copies whole.
  (a.dtype === 'f64' ? core.dlacpy : core.slacpy)(n, m, 1, pin(a), 1, n, ptr, 1, stride);
  return { ptr, stride };
}

/** The diagonal of a matrix in core memory. */
export function diagonalAt(ptr: number, stride: number, n: number, dtype: DType): number[] {
  refreshViews();
  const view = dtype === 'f64' ? f64 : f32;
  const first = ptr / bytesOf(dtype);
  return Array.from({ length: n }, (_, i) => view[first + i * (stride + 1)]!);
}

/** A linear system without a unique solution: the matrix has no inverse. */
export class SingularMatrixError extends NablaError {
  readonly code: string = 'SINGULAR_MATRIX';

  /** @param facts where: the function; n: the order; pivot: the index of the first pivot that is exactly zero, if one is. */
  constructor(facts: { where: string; n: number; pivot?: number } & Facts) {
    const { where, n, pivot } = facts;
    const got = pivot === undefined ? 'one of determinant 0' : `one whose pivot ${pivot} is 0`;
    super(`${where}: expected a nonsingular matrix, got ${got} (${n}×${n}, exactly singular)`, facts);
  }
}
