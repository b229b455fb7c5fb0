/** Products without a sum: x·yᵀ and A ⊗ B, by broadcasting. */
import { commonDType } from './blas.js';
import { mul } from './elementwise/arithmetic.js';
import { countElements, formatShape, ShapeError } from './shape.js';
import type { Tensor } from './tensor.js';

/**
 * The outer product x·yᵀ of two vectors, newly allocated: m and n → m×n, (i, j) ↦ xᵢ·yⱼ.
 *
 * @param x rank 1.
 * @param y rank 1, of the same dtype.
 * @throws ShapeError, DTypeError when ranks or dtypes do not fit.
 *
 * @example
 * ```ts
 * import { outer, tensor } from '@nablajs/core-wasm';
 *
 * console.log(outer(tensor([1, 2]), tensor([3, 4, 5])).toArray()); // [ [ 3, 4, 5 ], [ 6, 8, 10 ] ]
 * ```
 */
export function outer(x: Tensor, y: Tensor): Tensor {
  commonDType('outer', x, y);
  for (const { shape } of [x, y]) {
    if (shape.length !== 1) throw new ShapeError('outer', 'vectors', `shape ${formatShape(shape)}`);
  }
  countElements('outer', [x.size, y.size], x.dtype);
  return mul(x.reshape([x.size, 1]), y.reshape([1, y.size]));
}

/**
 * The Kronecker product A ⊗ B, newly allocated: m×n and p×q → m·p × n·q, made of the blocks aᵢⱼ·B. Two vectors give a
 * vector of length m·p.
 *
 * @param a rank 1 or 2.
 * @param b of the same rank and dtype.
 * @throws ShapeError, DTypeError when ranks or dtypes do not fit.
 *
 * Source: C. Van Loan, "The ubiquitous Kronecker product", J. Comput. Appl. Math. 123, 2000.
 *
 * @example
 * ```ts
 * import { eye, kron, tensor } from '@nablajs/core-wasm';
 *
 * console.log(kron(eye(2), tensor([[1, 2]])).toArray()); // [ [ 1, 2, 0, 0 ], [ 0, 0, 1, 2 ] ]
 * ```
 */
export function kron(a: Tensor, b: Tensor): Tensor {
  commonDType('kron', a, b);
  const rank = a.shape.length;
  if (rank !== b.shape.length || rank < 1 || rank > 2) {
    throw new ShapeError('kron', 'two vectors or two matrices', `${formatShape(a.shape)} and ${formatShape(b.shape)}`);
  }
  const shape = a.shape.map((length, axis) => length * b.shape[axis]!);
  countElements('kron', shape, a.dtype);
  const left = a.shape.flatMap((length) => [length, 1]);
  const right = b.shape.flatMap((length) => [1, length]);
  return mul(a.reshape(left), b.reshape(right)).reshape(shape);
}
