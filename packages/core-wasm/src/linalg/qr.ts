/** A = Q·R by Householder reflectors, blocked (LAPACK dgeqrf, dorgqr), on copies in assembly/lapack/qr.ts. */
import { u8 } from '../memory.js';
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import { bytesOf } from '../storage.js';
import type { Tensor } from '../tensor.js';
import { copyMatrix, finiteColumns, requireMatrix } from './operand.js';

/** The reduced QR factorization of an m×n matrix, k = min(m, n). */
export interface QR {
  /** m×k with orthonormal columns. */
  readonly Q: Tensor;
  /** k×n, upper triangular. */
  readonly R: Tensor;
}

/**
 * The reduced QR factorization A = Q·R: QᵀQ = I, R upper triangular (upper trapezoidal when m < n).
 *
 * Backward stable at any condition: ‖A − Q·R‖ is a small multiple of n·ε·‖A‖ and ‖QᵀQ − I‖ of n·ε. The diagonal of R may
 * have either sign, as in LAPACK. Both tensors are newly allocated; A is unchanged.
 *
 * @param a m×n; no axis need be longer, and either may be 0.
 * @throws ShapeError when A is not a matrix.
 * @throws ArgumentError when an entry is not finite.
 *
 * Source: LAPACK dgeqrf; G. Golub, C. Van Loan, Matrix Computations, 4th ed., §5.2.
 *
 * @example
 * ```ts
 * import { matmul, qr, tensor } from '@nablajs/core-wasm';
 *
 * const { Q, R } = qr(tensor([[3, 1], [4, 2], [0, 5]]));
 * console.log(Q.shape, R.shape); // [ 3, 2 ] [ 2, 2 ]
 * console.log(matmul(Q, R).toArray()); // the matrix again, up to rounding
 * ```
 */
export function qr(a: Tensor): QR {
  const [m, n] = requireMatrix('qr', a);
  const k = Math.min(m, n);
  const { dtype } = a;
  const core = begin();
  try {
    const Q = result([m, k], dtype);
    const R = result([k, n], dtype);
    const double = dtype === 'f64';
    const copy = finiteColumns('qr', core, a);
    const tau = scratch(k * bytesOf(dtype));
    const work = scratch((double ? core.dgeqrfScratch : core.sgeqrfScratch)(m, n));
    const pack = scratch(core.gemmScratchBytes());
    (double ? core.dgeqrf : core.sgeqrf)(m, n, copy.ptr, copy.stride, tau, work, pack);
    const upper = pin(R);
    const row = n * bytesOf(dtype);
    copyMatrix(core, dtype, k, n, [copy.ptr, 1, copy.stride], [upper, n, 1], copy.unit);
    for (let i = 1; i < k; i++) u8.fill(0, upper + i * row, upper + i * row + i * bytesOf(dtype));
    (double ? core.dorgqr : core.sorgqr)(m, k, k, copy.ptr, copy.stride, tau, work, pack);
    copyMatrix(core, dtype, m, k, [copy.ptr, 1, copy.stride], [pin(Q), k, 1]);
    return { Q: keep(Q), R: keep(R) };
  } finally {
    end();
  }
}
