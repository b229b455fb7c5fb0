/** The numerical rank: how many singular values exceed max(m, n)·ε·σ_max. */
import { begin, end, scratch } from '../operation.js';
import { checkOptions } from '../options.js';
import type { Tensor } from '../tensor.js';
import { numericalRank, type RankOptions, readVector, relativeTolerance } from './numericalRank.js';
import { requireMatrix } from './operand.js';
import { singularValues } from './svd.js';

/**
 * The numerical rank of a matrix: the number of its singular values above `tolerance` times the largest.
 *
 * @param a m×n; A is unchanged.
 * @throws ShapeError when A is not a matrix.
 * @throws ArgumentError when an entry is not finite or the tolerance is no number ≥ 0.
 * @throws ConvergenceError as {@link svd}.
 *
 * @example
 * ```ts
 * import { rank, tensor } from '@nablajs/core-wasm';
 *
 * console.log(rank(tensor([[1, 2], [2, 4]]))); // 1
 * ```
 */
export function rank(a: Tensor, options: RankOptions = {}): number {
  const [m, n] = requireMatrix('rank', a);
  const k = Math.min(m, n);
  checkOptions('rank', options, ['tolerance']);
  const relative = relativeTolerance('rank', options, a.shape, a.dtype);
  const core = begin();
  try {
    const values = scratch(8 * k);
    singularValues('rank', core, a, values);
    return numericalRank(readVector(values, k), relative);
  } finally {
    end();
  }
}
