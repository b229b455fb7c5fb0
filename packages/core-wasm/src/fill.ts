/** Tensors by rule: constants, the identity, diagonals and arithmetic progressions. */
import type { CreateOptions } from './create.js';
import { ArgumentError } from './errors.js';
import { checkOptions } from './options.js';
import { countElements, describe, formatShape, type Shape, ShapeError } from './shape.js';
import { checkedDType, type DType, newArray } from './storage.js';
import { elementsOf, fromElements, requireTensor, type Tensor } from './tensor.js';

/**
 * A tensor of zeros.
 *
 * @throws ShapeError when `shape` is not an array of at most 4 integers ≥ 0.
 * @throws OutOfMemoryError when the elements do not fit; found out before anything is allocated.
 *
 * @example
 * ```ts
 * import { zeros } from '@nablajs/core-wasm';
 *
 * console.log(zeros([2, 3], { dtype: 'f32' }).toArray()); // [ [ 0, 0, 0 ], [ 0, 0, 0 ] ]
 * ```
 */
export function zeros(shape: Shape, options: CreateOptions = {}): Tensor {
  return filled('zeros', shape, 0, options);
}

/**
 * A tensor of ones.
 *
 * @throws ShapeError and OutOfMemoryError as `zeros`.
 *
 * @example
 * ```ts
 * import { ones } from '@nablajs/core-wasm';
 *
 * console.log(ones([3]).toArray()); // [ 1, 1, 1 ]
 * ```
 */
export function ones(shape: Shape, options: CreateOptions = {}): Tensor {
  return filled('ones', shape, 1, options);
}

/**
 * A tensor whose every element is `value`.
 *
 * @throws ArgumentError when `value` is not a number.
 * @throws ShapeError and OutOfMemoryError as `zeros`.
 *
 * @example
 * ```ts
 * import { full } from '@nablajs/core-wasm';
 *
 * console.log(full([2, 2], 7).toArray()); // [ [ 7, 7 ], [ 7, 7 ] ]
 * ```
 */
export function full(shape: Shape, value: number, options: CreateOptions = {}): Tensor {
  return filled('full', shape, checkedNumber('full: value', value), options);
}

function filled(where: string, shape: Shape, value: number, options: CreateOptions): Tensor {
  const dtype = dtypeOf(where, options);
  const elements = newArray(dtype, countElements(where, shape, dtype));
  if (value !== 0 || Object.is(value, -0)) elements.fill(value);
  return fromElements(shape, dtype, elements);
}

/**
 * The identity matrix of order n.
 *
 * @throws ShapeError when n is not an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { eye } from '@nablajs/core-wasm';
 *
 * console.log(eye(2).toArray()); // [ [ 1, 0 ], [ 0, 1 ] ]
 * ```
 */
export function eye(n: number, options: CreateOptions = {}): Tensor {
  const dtype = dtypeOf('eye', options);
  const elements = newArray(dtype, countElements('eye', [n, n], dtype));
  for (let i = 0; i < n; i++) elements[i * (n + 1)] = 1;
  return fromElements([n, n], dtype, elements);
}

/**
 * Vector of n → the n×n matrix with it on the main diagonal and zeros elsewhere; m×n matrix → the vector of the min(m, n)
 * entries on its main diagonal.
 *
 * @throws ShapeError when the rank is neither 1 nor 2.
 *
 * @example
 * ```ts
 * import { diag, tensor } from '@nablajs/core-wasm';
 *
 * console.log(diag(tensor([1, 2])).toArray()); // [ [ 1, 0 ], [ 0, 2 ] ]
 * console.log(diag(tensor([[1, 2], [3, 4]])).toArray()); // [ 1, 4 ]
 * ```
 */
export function diag(v: Tensor): Tensor {
  const { dtype, shape } = requireTensor('diag', v);
  if (shape.length === 1) {
    const n = shape[0]!;
    const elements = newArray(dtype, countElements('diag', [n, n], dtype));
    const from = elementsOf(v);
    for (let i = 0; i < n; i++) elements[i * (n + 1)] = from[i]!;
    return fromElements([n, n], dtype, elements);
  }
  if (shape.length !== 2) throw new ShapeError('diag', 'a vector or a matrix', `shape ${formatShape(shape)}`);
  const [m, n] = shape as [number, number];
  const elements = newArray(dtype, Math.min(m, n));
  const from = elementsOf(v);
  for (let i = 0; i < elements.length; i++) elements[i] = from[i * (n + 1)]!;
  return fromElements([elements.length], dtype, elements);
}

/**
 * The vector 0, 1, …, n-1.
 *
 * @throws ShapeError when n is not an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { arange } from '@nablajs/core-wasm';
 *
 * console.log(arange(4).toArray()); // [ 0, 1, 2, 3 ]
 * ```
 */
export function arange(n: number, options: CreateOptions = {}): Tensor {
  const dtype = dtypeOf('arange', options);
  const elements = newArray(dtype, countElements('arange', [n], dtype));
  for (let i = 0; i < n; i++) elements[i] = i;
  return fromElements([n], dtype, elements);
}

/**
 * n numbers at equal distances from a to b, both included exactly: xᵢ = a + i·(b - a)/(n - 1). Of one number, a.
 *
 * @throws ArgumentError when a or b is not a number.
 * @throws ShapeError when n is not an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { linspace } from '@nablajs/core-wasm';
 *
 * console.log(linspace(0, 1, 5).toArray()); // [ 0, 0.25, 0.5, 0.75, 1 ]
 * ```
 */
export function linspace(a: number, b: number, n: number, options: CreateOptions = {}): Tensor {
  checkedNumber('linspace: a', a);
  checkedNumber('linspace: b', b);
  const dtype = dtypeOf('linspace', options);
  const elements = newArray(dtype, countElements('linspace', [n], dtype));
  const intervals = n - 1;
  // b - a overflows for ends of opposite sign near the largest number.
  const step = Number.isFinite(b - a) ? (b - a) / intervals : b / intervals - a / intervals;
  for (let i = 0; i < n; i++) elements[i] = a + i * step;
  if (n > 0) elements[0] = a;
  if (n > 1) elements[intervals] = b;
  return fromElements([n], dtype, elements);
}

function dtypeOf(where: string, options: CreateOptions): DType {
  checkOptions(where, options, ['dtype']);
  return checkedDType(where, options.dtype);
}

function checkedNumber(where: string, value: unknown): number {
  if (typeof value !== 'number') throw new ArgumentError({ where, expected: 'a number', got: describe(value) });
  return value;
}
