/**
 * A = V·diag(λ)·Vᵀ for symmetric A: Householder tridiagonalisation and implicit QL (LAPACK dsyev), blocked.
 * The work is done by assembly/lapack/eigh.ts on copies.
 */
import { ArgumentError, type Facts, NablaError } from '../errors.js';
import type { Kernels } from '../generated/exports.js';
import { i32, refreshViews } from '../memory.js';
import { begin, end, pin, result, scratch } from '../operation.js';
import type { Tensor } from '../tensor.js';
import {
  type Columns,
  columnsScratch,
  copyMatrix,
  finiteColumns,
  keepAs,
  requireSquare,
  scaleVector,
} from './operand.js';

/** The spectral factorization of a symmetric matrix. */
export interface SymmetricEigen {
  /** The n eigenvalues, ascending. */
  readonly values: Tensor;
  /** n×n, orthogonal; column j belongs to values[j]. */
  readonly vectors: Tensor;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix: A·V = V·diag(λ), VᵀV = I.
 *
 * A may be asymmetric by rounding: (A + Aᵀ)/2 is taken. Entries that differ by more than √ε·max|A| are an error, because
 * a matrix that is not symmetric has other eigenvalues ({@link eig}).
 *
 * Backward stable: ‖A·V − V·Λ‖ and ‖VᵀV − I‖ are a small multiple of n·ε·‖A‖ and n·ε. Signs of eigenvectors, and the
 * basis of the eigenvectors of a repeated eigenvalue, are not determined. Entries near the ends of the exponent range are
 * scaled. Both tensors are newly allocated; A is unchanged.
 *
 * @param a n×n, symmetric; n = 0 is allowed.
 * @throws ShapeError when A is not a square matrix.
 * @throws ArgumentError when A is not symmetric or has an entry that is not finite.
 * @throws ConvergenceError when an eigenvalue takes more than 30 steps on average.
 *
 * Source: LAPACK dsytrd and dsteqr; G. Golub, C. Van Loan, Matrix Computations, 4th ed., §8.3.
 *
 * @example
 * ```ts
 * import { eigh, tensor } from '@nablajs/core-wasm';
 *
 * const { values, vectors } = eigh(tensor([[2, 1], [1, 2]]));
 * console.log(values.toArray()); // [ 1, 3 ] up to rounding
 * console.log(vectors.shape); // [ 2, 2 ]
 * ```
 */
export function eigh(a: Tensor): SymmetricEigen {
  const n = requireSquare('eigh', a);
  const core = begin();
  try {
    const values = result([n], 'f64');
    const vectors = result([n, n], 'f64');
    const work = columnsScratch(n, n);
    factorize('eigh', core, a, pin(values), work);
    copyMatrix(core, n, n, [work.ptr, 1, work.stride], [pin(vectors), n, 1]);
    return { values: keepAs(a.dtype, values), vectors: keepAs(a.dtype, vectors) };
  } finally {
    end();
  }
}

/**
 * The eigenvalues of a symmetric matrix alone, ascending: what {@link eigh} gives, in about a third of its time.
 *
 * @param a n×n, symmetric.
 * @throws ShapeError, ArgumentError, ConvergenceError as {@link eigh}.
 *
 * @example
 * ```ts
 * import { eigvalsh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(eigvalsh(tensor([[2, 1], [1, 2]])).toArray()); // [ 1, 3 ] up to rounding
 * ```
 */
export function eigvalsh(a: Tensor): Tensor {
  const n = requireSquare('eigvalsh', a);
  const core = begin();
  try {
    const values = result([n], 'f64');
    factorize('eigvalsh', core, a, pin(values), undefined);
    return keepAs(a.dtype, values);
  } finally {
    end();
  }
}

/** Eigenvalues at `values`, eigenvectors by columns into `vectors` where asked for. */
function factorize(where: string, core: Kernels, a: Tensor, values: number, vectors: Columns | undefined): void {
  const n = a.shape[0]!;
  const copy = finiteColumns(where, core, a);
  requireSymmetric(where, core, a, copy);
  const work = scratch(core.dsyevScratch(n));
  const pack = scratch(core.gemmScratchBytes());
  const left = core.dsyev(n, copy.ptr, copy.stride, values, vectors?.ptr ?? 0, vectors?.stride ?? 0, work, pack);
  scaleVector(core, n, copy.unit, values);
  if (left > 0) throw new ConvergenceError({ where, what: 'off-diagonal entries', left, of: n - 1, steps: 30 * n });
}

/** Makes the copy exactly symmetric, or says which entry is not. */
export function requireSymmetric(where: string, core: Kernels, a: Tensor, copy: Columns): void {
  const n = a.shape[0]!;
  const largest = core.dlangeMax(n, n, copy.ptr, 1, copy.stride);
  const place = scratch(8);
  const gap = core.dsymmetrize(n, copy.ptr, copy.stride, place);
  if (gap <= Math.sqrt(a.dtype === 'f64' ? 2 ** -52 : 2 ** -23) * largest) return;
  refreshViews();
  const [i, j] = [i32[place >>> 2]!, i32[(place >>> 2) + 1]!];
  throw new ArgumentError({
    where,
    expected: 'a symmetric matrix',
    got: `${a.get(i, j)} at [${i}, ${j}] but ${a.get(j, i)} at [${j}, ${i}]`,
    index: [i, j],
  });
}

/** An iteration that did not reach its result; everything it was given is unchanged. */
export class ConvergenceError extends NablaError {
  readonly code: string = 'CONVERGENCE';

  /** @param facts where: the function; what: what did not converge; left of of: how many; steps: after how many. */
  constructor(facts: { where: string; what: string; left: number; of: number; steps: number } & Facts) {
    super(
      `${facts.where}: expected convergence within ${facts.steps} steps, got ${facts.left} of ${facts.of} ${facts.what} left`,
      facts,
    );
  }
}
