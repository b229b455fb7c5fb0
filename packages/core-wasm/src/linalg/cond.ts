/** κ₂(A) = σ_max/σ_min. */
import { begin, end, scratch } from '../operation.js';
import { formatShape, ShapeError } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { readVector } from './numericalRank.js';
import { requireMatrix } from './operand.js';
import { singularValues } from './svd.js';

/**
 * The condition number of a matrix in the Euclidean norm, σ_max/σ_min: how much a relative error of the matrix or of a
 * right-hand side can grow in the solution of A·x = b. `Infinity` for a matrix whose smallest singular value is 0; rounding
 * may leave an exactly singular matrix with about 1/ε.
 *
 * @param a m×n, not empty; A is unchanged.
 * @throws ShapeError when A is not a matrix or is empty.
 * @throws ArgumentError when an entry is not finite.
 * @throws ConvergenceError as {@link svd}.
 *
 * @example
 * ```ts
 * import { cond, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cond(tensor([[2, 0], [0, 0.5]]))); // 4
 * ```
 */
export function cond(a: Tensor): number {
  const [m, n] = requireMatrix('cond', a);
  const k = Math.min(m, n);
  if (k === 0) throw new ShapeError('cond', 'a matrix that is not empty', `shape ${formatShape(a.shape)}`);
  const core = begin();
  try {
    const values = scratch(8 * k);
    singularValues('cond', core, a, values);
    const sigma = readVector(values, k);
    return sigma[k - 1] === 0 ? Number.POSITIVE_INFINITY : sigma[0]! / sigma[k - 1]!;
  } finally {
    end();
  }
}
