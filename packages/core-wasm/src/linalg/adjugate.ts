/**
 * adj A, the matrix with A·adj A = det A·I, and the cofactors adj Aᵀ = ∂det A/∂A, for A of any rank: by complete
 * pivoting, without dividing by the pivot that is zero when A is singular (assembly/lapack/luComplete.ts).
 */
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import type { Tensor } from '../tensor.js';
import { copyRows } from './lu.js';
import { requireSquare } from './operand.js';

/**
 * The adjugate (transposed matrix of cofactors), newly allocated: det A·A⁻¹ where A is nonsingular, of rank 1 where A has
 * rank n − 1, zero below. Exact up to rounding of A in every case. [[1]] of a 1×1 matrix; empty of an empty one.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 *
 * Source: G. W. Stewart, "On the adjugate matrix", Linear Algebra Appl. 283, 1998.
 *
 * @example
 * ```ts
 * import { adjugate, tensor } from '@nablajs/core-wasm';
 *
 * console.log(adjugate(tensor([[1, 2], [2, 4]])).toArray()); // [ [ 4, -2 ], [ -2, 1 ] ]
 * ```
 */
export function adjugate(a: Tensor): Tensor {
  return compute('adjugate', a, false);
}

/**
 * The matrix of cofactors adj(A)ᵀ, newly allocated: entry (i, j) is (−1)^(i+j) times the determinant of A without row i
 * and column j. It is the gradient of det at A, singular or not.
 *
 * @param a n×n.
 * @throws ShapeError when A is not a square matrix.
 *
 * @example
 * ```ts
 * import { cofactor, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cofactor(tensor([[1, 2], [3, 4]])).toArray()); // [ [ 4, -3 ], [ -2, 1 ] ] up to rounding
 * ```
 */
export function cofactor(a: Tensor): Tensor {
  return compute('cofactor', a, true);
}

function compute(where: string, a: Tensor, transposed: boolean): Tensor {
  const n = requireSquare(where, a);
  const core = begin();
  try {
    const x = result([n, n], a.dtype);
    if (n > 0) {
      const double = a.dtype === 'f64';
      const { ptr, stride } = copyRows(core, a);
      const [rows, columns, work] = [scratch(4 * n), scratch(4 * n), scratch(core.gemmScratchBytes())];
      const info = (double ? core.dgetc2 : core.sgetc2)(n, ptr, stride, 1, rows, columns);
      const [xrs, xcs] = transposed ? [1, n] : [n, 1];
      (double ? core.dadjugate : core.sadjugate)(n, info, ptr, stride, 1, rows, columns, pin(x), xrs, xcs, work);
    }
    return keep(x);
  } finally {
    end();
  }
}
