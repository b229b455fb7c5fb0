/** 1/(‖A‖₁·‖A⁻¹‖₁), estimated from the LU factors (LAPACK dgecon). */
import type { Kernels } from '../generated/exports.js';
import { begin, end, pin, scratch } from '../operation.js';
import { bytesOf } from '../storage.js';
import type { Tensor } from '../tensor.js';
import { type Factors, factorLU } from './lu.js';
import { requireSquare } from './operand.js';

/**
 * The reciprocal condition number 1/(‖A‖₁·‖A⁻¹‖₁): about the relative distance to the nearest singular matrix. 1 is
 * perfect, below ε (2⁻⁵² or 2⁻²³) a solution of A·x = b need not have a correct digit, 0 is singular. It is an estimate
 * that may be too large, hardly ever by more than a factor of 3. 1 of an empty matrix; NaN if an entry is NaN, 0 if one
 * is infinite.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 *
 * Source: LAPACK dgecon; N. Higham, "FORTRAN codes for estimating the one-norm of a real or complex matrix", 1988.
 *
 * @example
 * ```ts
 * import { rcond, tensor } from '@nablajs/core-wasm';
 *
 * console.log(rcond(tensor([[1, 0], [0, 1e-3]]))); // 0.001
 * ```
 */
export function rcond(a: Tensor): number {
  requireSquare('rcond', a);
  const core = begin();
  try {
    return estimateRcond(core, a, factorLU(core, a));
  } finally {
    end();
  }
}

/** The estimate for the matrix that has these factors. */
export function estimateRcond(core: Kernels, a: Tensor, { ptr, stride, pivots }: Factors): number {
  const n = a.shape[0]!;
  const double = a.dtype === 'f64';
  const vectors = scratch(2 * Math.max(n, 1) * bytesOf(a.dtype));
  const norm = (double ? core.dnorm1 : core.snorm1)(n, n, pin(a), n, 1, vectors);
  return (double ? core.dgecon : core.sgecon)(n, ptr, stride, 1, pivots, norm, vectors);
}
