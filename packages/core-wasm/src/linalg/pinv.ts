/** A⁺ = V·Σ⁺·Uᵀ, the Moore–Penrose inverse. */
import { begin, end, pin, result, scratch } from '../operation.js';
import { checkOptions } from '../options.js';
import type { Tensor } from '../tensor.js';
import { divideVector, numericalRank, type RankOptions, readVector, relativeTolerance } from './numericalRank.js';
import { keepAs, requireMatrix } from './operand.js';
import { singularVectors } from './svd.js';

/**
 * The Moore–Penrose inverse: the only X with A·X·A = A, X·A·X = X and A·X, X·A symmetric. A⁺·b is the least-squares
 * solution of least norm. For an invertible matrix it is A⁻¹.
 *
 * Singular values up to the tolerance count as zero. The result (n×m) is newly allocated; A is unchanged.
 *
 * @param a m×n, of any rank.
 * @throws ShapeError when A is not a matrix.
 * @throws ArgumentError when an entry is not finite or the tolerance is no number ≥ 0.
 * @throws ConvergenceError as {@link svd}.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed., §5.5.2.
 *
 * @example
 * ```ts
 * import { pinv, tensor } from '@nablajs/core-wasm';
 *
 * console.log(pinv(tensor([[1, 0], [0, 2], [0, 0]])).toArray()); // [ [ 1, 0, 0 ], [ 0, 0.5, 0 ] ]
 * ```
 */
export function pinv(a: Tensor, options: RankOptions = {}): Tensor {
  const [m, n] = requireMatrix('pinv', a);
  const { dtype } = a;
  const k = Math.min(m, n);
  checkOptions('pinv', options, ['tolerance']);
  const relative = relativeTolerance('pinv', options, a.shape, dtype);
  const core = begin();
  try {
    const inverse = result([n, m], 'f64');
    const values = scratch(8 * k);
    const { left, right } = singularVectors('pinv', core, a, values);
    const sigma = readVector(values, k);
    const rank = numericalRank(sigma, relative);
    for (let i = 0; i < rank; i++) divideVector(core, m, sigma[i]!, left.ptr + 8 * i * left.stride);
    const pack = scratch(core.gemmScratchBytes());
    core.dgemm(n, m, rank, 1, right.ptr, 1, right.stride, left.ptr, left.stride, 1, 0, pin(inverse), m, 1, pack);
    return keepAs(dtype, inverse);
  } finally {
    end();
  }
}
