/** {x : A·x = 0}: the right singular vectors that belong to singular values taken for zero. */
import { begin, end, pin, result, scratch } from '../operation.js';
import { checkOptions } from '../options.js';
import type { Tensor } from '../tensor.js';
import { numericalRank, type RankOptions, readVector, relativeTolerance } from './numericalRank.js';
import { copyMatrix, keepAs, requireMatrix } from './operand.js';
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
  checkOptions('nullSpace', options, ['tolerance']);
  const relative = relativeTolerance('nullSpace', options, a.shape, dtype);
  const core = begin();
  try {
    const values = scratch(8 * n);
    const { right } = singularVectors('nullSpace', core, a, values, true);
    const rank = numericalRank(readVector(values, n), relative);
    const dimension = n - rank;
    const basis = result([n, dimension], 'f64');
    const first = right.ptr + 8 * rank * right.stride;
    copyMatrix(core, n, dimension, [first, 1, right.stride], [pin(basis), dimension, 1]);
    return keepAs(dtype, basis);
  } finally {
    end();
  }
}
