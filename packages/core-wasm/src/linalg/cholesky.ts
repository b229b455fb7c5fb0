/** A = L·Lᵀ for symmetric positive definite A (LAPACK dpotrf). The work is done by assembly/lapack/cholesky.ts on a copy. */
import { ArgumentError, type Facts, NablaError } from '../errors.js';
import type { Kernels } from '../generated/exports.js';
import { begin, copy, end, keep, pin, scratch } from '../operation.js';
import { elementsOf, type Tensor } from '../tensor.js';
import { requireSquare } from './operand.js';

/**
 * The Cholesky factor L of a symmetric positive definite matrix, A = L·Lᵀ: lower triangular, positive diagonal, zeros above.
 * Newly allocated, A is unchanged. It is also the cheapest test of positive definiteness.
 *
 * A may be asymmetric by rounding: the lower triangle is read. Entries that differ by more than √ε·max|A| are an error.
 *
 * @param a n×n, symmetric; n = 0 is allowed.
 * @throws ShapeError when A is not a square matrix.
 * @throws NotPositiveDefiniteError when a leading minor is not positive, or NaN; it names the minor's order.
 * @throws ArgumentError when A is not symmetric.
 *
 * Source: LAPACK dpotrf; N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 10.
 *
 * @example
 * ```ts
 * import { cholesky, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cholesky(tensor([[4, 2], [2, 5]])).toArray()); // [ [ 2, 0 ], [ 1, 2 ] ]
 * ```
 */
export function cholesky(a: Tensor): Tensor {
  const n = requireSquare('cholesky', a);
  const core = begin();
  try {
    const l = copy(a);
    requireSymmetric(core, a, pin(l));
    const double = a.dtype === 'f64';
    const info = (double ? core.dpotrf : core.spotrf)(n, pin(l), n, 1, scratch(core.gemmScratchBytes()));
    if (info > 0) throw new NotPositiveDefiniteError({ where: 'cholesky', n, minor: info });
    (double ? core.dclearUpper : core.sclearUpper)(n, pin(l), n, 1);
    return keep(l);
  } finally {
    end();
  }
}

/** Refuses a matrix that is not symmetric, naming the pair that differs most. */
function requireSymmetric(core: Kernels, a: Tensor, ptr: number): void {
  const n = a.shape[0]!;
  const double = a.dtype === 'f64';
  const gap = (double ? core.dasymmetry : core.sasymmetry)(n, ptr, n, 1);
  if (gap === 0) return;
  const largest = (double ? core.dlargestModulus : core.slargestModulus)(a.size, ptr, 1);
  if (gap <= Math.sqrt(double ? 2 ** -52 : 2 ** -23) * largest) return;
  const entries = elementsOf(a);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [entries[i * n + j]!, entries[j * n + i]!];
      const distance = Math.abs(x - y);
      if (Object.is(x, y) || (Number.isNaN(gap) ? !Number.isNaN(distance) : distance < gap)) continue;
      const got = `${x} at [${i}, ${j}] but ${y} at [${j}, ${i}]`;
      throw new ArgumentError({ where: 'cholesky', expected: 'a symmetric matrix', got, index: [i, j] });
    }
  }
}

/** A matrix that is not positive definite where it has to be. */
export class NotPositiveDefiniteError extends NablaError {
  readonly code: string = 'NOT_POSITIVE_DEFINITE';

  /** @param facts where: the function; n: the order; minor: the order of the first leading minor that is not positive. */
  constructor(facts: { where: string; n: number; minor: number } & Facts) {
    const { where, n, minor } = facts;
    super(
      `${where}: expected a positive definite matrix, got one (${n}×${n}) whose leading minor of order ${minor} is not positive`,
      facts,
    );
  }
}
