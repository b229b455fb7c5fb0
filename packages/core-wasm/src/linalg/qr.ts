/** A = Q·R by Householder reflectors, blocked (LAPACK dgeqrf, dorgqr), on copies in assembly/lapack/{qr,qrp}.ts. */
import { i32, refreshViews, u8 } from '../memory.js';
import { begin, end, pin, result, scratch } from '../operation.js';
import { checkOptions } from '../options.js';
import type { Tensor } from '../tensor.js';
import { copyMatrix, finiteColumns, keepAs, requireMatrix } from './operand.js';

/** The reduced QR factorization of an m×n matrix, k = min(m, n). */
export interface QR {
  /** m×k with orthonormal columns. */
  readonly Q: Tensor;
  /** k×n, upper triangular. */
  readonly R: Tensor;
}

/** The factorization with pivoted columns: A[:, p] = Q·R. */
export interface PivotedQR extends QR {
  /** The column of A in each place. */
  readonly p: number[];
}

/**
 * The reduced QR factorization A = Q·R: QᵀQ = I, R upper triangular (upper trapezoidal when m < n).
 *
 * With `{ pivot: true }` the remaining column of largest norm comes next, so that the diagonal of R does not grow in
 * modulus and shows the rank: A[:, p] = Q·R.
 *
 * Backward stable at any condition: ‖A − Q·R‖ is a small multiple of n·ε·‖A‖ and ‖QᵀQ − I‖ of n·ε. The diagonal of R may
 * have either sign, as in LAPACK. All results are newly allocated; A is unchanged.
 *
 * @param a m×n; no axis need be longer, and either may be 0.
 * @throws ShapeError when A is not a matrix.
 * @throws ArgumentError when an entry is not finite.
 *
 * Source: LAPACK dgeqrf, dgeqp3; G. Golub, C. Van Loan, Matrix Computations, 4th ed., §5.2, §5.4.2.
 *
 * @example
 * ```ts
 * import { matmul, qr, tensor } from '@nablajs/core-wasm';
 *
 * const a = tensor([[3, 1], [4, 2], [0, 5]]);
 * const { Q, R } = qr(a);
 * console.log(Q.shape, R.shape); // [ 3, 2 ] [ 2, 2 ]
 * console.log(matmul(Q, R).toArray()); // the matrix again, up to rounding
 * console.log(qr(a, { pivot: true }).p); // [ 1, 0 ]: the second column is longer
 * ```
 */
export function qr(a: Tensor, options: { pivot: true }): PivotedQR;
export function qr(a: Tensor, options?: { pivot?: boolean }): QR;
export function qr(a: Tensor, options: { pivot?: boolean } = {}): QR | PivotedQR {
  const [m, n] = requireMatrix('qr', a);
  // matrices.map(qr) passes the index.
  if (typeof options !== 'number') checkOptions('qr', options, ['pivot']);
  const k = Math.min(m, n);
  const { dtype } = a;
  const core = begin();
  try {
    const Q = result([m, k], 'f64');
    const R = result([k, n], 'f64');
    const { ptr, stride, unit } = finiteColumns('qr', core, a);
    const tau = scratch(8 * k);
    const work = scratch(core.dgeqrfScratch(m, n));
    const pack = scratch(core.gemmScratchBytes());
    let p: number[] | undefined;
    if (options.pivot === true) {
      const permutation = scratch(4 * n);
      core.dgeqp3(m, n, ptr, stride, tau, permutation, scratch(16 * n));
      refreshViews();
      p = Array.from(i32.subarray(permutation >>> 2, (permutation >>> 2) + n));
    } else {
      core.dgeqrf(m, n, ptr, stride, tau, work, pack);
    }
    const upper = pin(R);
    const row = 8 * n;
    copyMatrix(core, k, n, [ptr, 1, stride], [upper, n, 1], unit);
    for (let i = 1; i < k; i++) u8.fill(0, upper + i * row, upper + i * row + 8 * i);
    core.dorgqr(m, k, k, ptr, stride, tau, work, pack);
    copyMatrix(core, m, k, [ptr, 1, stride], [pin(Q), k, 1]);
    const factors = { Q: keepAs(dtype, Q), R: keepAs(dtype, R) };
    return p === undefined ? factors : { ...factors, p };
  } finally {
    end();
  }
}
