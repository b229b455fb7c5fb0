/** κ(A) = ‖A‖·‖A⁻¹‖: σ_max/σ_min in the Euclidean norm, by the inverse itself in the others. */
import { begin, end, scratch } from '../operation.js';
import { formatShape, ShapeError } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { inv } from './inv.js';
import { SingularMatrixError } from './lu.js';
import { checkedOrder, type NormOrder, norm } from './norm.js';
import { readVector } from './numericalRank.js';
import { requireFinite, requireMatrix, requireSquare } from './operand.js';
import { singularValues } from './svd.js';

/**
 * The condition number ‖A‖·‖A⁻¹‖ of a matrix: how much a relative error of the matrix or of a right-hand side can grow in the
 * solution of A·x = b. In the Euclidean norm, the default, it is σ_max/σ_min, of a matrix of any shape; in the norms 1, 'fro'
 * and Infinity the matrix is square. `Infinity` for an exactly singular matrix; rounding may leave one with about 1/ε. For
 * a quick estimate see {@link rcond}.
 *
 * @param a m×n, not empty; A is unchanged.
 * @param ord 2 unless given; see {@link norm}.
 * @throws ShapeError when A is not a matrix, is empty, or is not square where it has to be.
 * @throws ArgumentError when an entry is not finite or `ord` is no norm.
 * @throws ConvergenceError as {@link svd}.
 *
 * Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §7.1.
 *
 * @example
 * ```ts
 * import { cond, tensor } from '@nablajs/core-wasm';
 *
 * const a = tensor([[2, 0], [0, 0.5]]);
 * console.log(cond(a)); // 4
 * console.log(cond(a, 'fro')); // 4.25
 * ```
 */
export function cond(a: Tensor, ord: NormOrder = 2): number {
  const [m, n] = requireMatrix('cond', a);
  const order = checkedOrder('cond', ord);
  const k = Math.min(m, n);
  if (k === 0) throw new ShapeError('cond', 'a matrix that is not empty', `shape ${formatShape(a.shape)}`);
  if (order !== 2) requireSquare('cond', a);
  const core = begin();
  try {
    if (order !== 2) {
      requireFinite('cond', core, a);
      return norm(a, order) * normOfInverse(a, order);
    }
    const values = scratch(8 * k);
    singularValues('cond', core, a, values);
    const sigma = readVector(values, k);
    return sigma[k - 1] === 0 ? Number.POSITIVE_INFINITY : sigma[0]! / sigma[k - 1]!;
  } finally {
    end();
  }
}

function normOfInverse(a: Tensor, order: NormOrder): number {
  try {
    return norm(inv(a, { report: true }).x, order);
  } catch (error) {
    if (error instanceof SingularMatrixError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}
