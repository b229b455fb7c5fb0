/** {x : A·x = 0}: the right singular vectors that belong to singular values taken for zero. */
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import { bytesOf } from '../storage.js';
import type { Tensor } from '../tensor.js';
import { numericalRank, type RankOptions, readVector, relativeTolerance } from './numericalRank.js';
import { copyMatrix, requireMatrix } from './operand.js';
import { singularVectors } from './svd.js';

/**
 * An orthonormal basis of the null space {x : A·x = 0}, as the columns of an n×(n − rank) matrix, newly allocated; none
 * (n×0) when the columns of A are linearly independent. Singular values up to the tolerance count as zero.
 *
 * @param a m×n; A is unchanged.
 * @throws ShapeError when A is not a matrix.
 * @throws ArgumentError when an entry is not finite or the tolerance is no number ≥ 0.
 * @throws ConvergenceError as {@link svd}.
 *
 * @example
 * ```ts
 * import { nullSpace, tensor } from '@nablajs/core-wasm';
 *
 * const basis = nullSpace(tensor([[1, 1]]));
 * console.log(basis.shape); // [ 2, 1 ]; its column is ±(1, −1)/√2
 * ```
 */
export function nullSpace(a: Tensor, options: RankOptions = {}): Tensor {
  const [, n] = requireMatrix('nullSpace', a);
  const { dtype } = a;
  const relative = relativeTolerance('nullSpace', options, a.shape, dtype);
  const core = begin();
  try {
    const values = scratch(n * bytesOf(dtype));
    const { right } = singularVectors('nullSpace', core, a, values, true);
    const rank = numericalRank(readVector(values, dtype, n), relative);
    const dimension = n - rank;
    const basis = result([n, dimension], dtype);
    const first = right.ptr + rank * right.stride * bytesOf(dtype);
    copyMatrix(core, dtype, n, dimension, [first, 1, right.stride], [pin(basis), dimension, 1]);
    return keep(basis);
  } finally {
    end();
  }
}
