/**
 * Reductions over one axis or over all elements. A tensor is seen as outer×n×inner, the middle being what is reduced.
 *
 * Sums are compensated (Sum2 of Ogita, Rump and Oishi) in f64 whatever the element type: their error does not grow with the
 * number of elements, and the bits are the same in every build.
 */
import { full } from './fill.js';
import type { Kernels } from './load.js';
import { begin, end, keep, pin, result } from './operation.js';
import { checkOptions } from './options.js';
import { checkedAxis, formatShape, type Shape, ShapeError } from './shape.js';
import type { DType } from './storage.js';
import { requireTensor, type Tensor } from './tensor.js';

/** Which axis to reduce, all of them when left out, and whether it stays with length 1. */
export interface ReduceOptions {
  /** From 0, or from −1 backwards. */
  axis?: number | undefined;
  keepDims?: boolean | undefined;
}

/** A tensor seen as outer×n×inner, and the shape of its reduction. */
export interface Reduction {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
  readonly shape: Shape;
}

/** Names of the options of every reduction. */
export const REDUCE_OPTIONS: readonly string[] = ['axis', 'keepDims'];

/** Checks the operand, the options and the axis of a reduction. */
export function reduction(
  where: string,
  x: Tensor,
  options: ReduceOptions = {},
  names: readonly string[] = REDUCE_OPTIONS,
): Reduction {
  requireTensor(where, x);
  checkOptions(where, options, names);
  const { axis, keepDims = false } = options;
  if (axis === undefined) return { outer: 1, n: x.size, inner: 1, shape: keepDims ? x.shape.map(() => 1) : [] };
  const at = checkedAxis(where, axis, x.shape.length);
  const before = x.shape.slice(0, at);
  const after = x.shape.slice(at + 1);
  return {
    outer: product(before),
    n: x.shape[at]!,
    inner: product(after),
    shape: keepDims ? [...before, 1, ...after] : [...before, ...after],
  };
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((a, b) => a * b, 1);
}

type FoldKernel = (outer: number, n: number, inner: number, x: number, y: number) => void;

function reduced(
  x: Tensor,
  seen: Reduction,
  shape: Shape,
  dtype: DType,
  run: (core: Kernels, seen: Reduction, x: number, y: number) => void,
): Tensor {
  const core = begin();
  try {
    const y = result(shape, dtype);
    run(core, seen, pin(x), pin(y));
    return keep(y);
  } finally {
    end();
  }
}

/** A reduction by a kernel that needs at least one element. */
function folded(where: string, x: Tensor, options: ReduceOptions | undefined, name: string, index = false): Tensor {
  const seen = reduction(where, x, options);
  if (seen.n === 0 && seen.outer * seen.inner > 0) {
    throw new ShapeError(where, 'at least one element to choose from', `shape ${formatShape(x.shape)}`);
  }
  return reduced(x, seen, seen.shape, index ? 'f64' : x.dtype, (core, { outer, n, inner }, from, to) => {
    (core[`${x.dtype === 'f64' ? 'd' : 's'}${name}` as keyof Kernels] as FoldKernel)(outer, n, inner, from, to);
  });
}

function summed(x: Tensor, seen: Reduction, divisor: number): Tensor {
  return reduced(x, seen, seen.shape, x.dtype, (core, { outer, n, inner }, from, to) => {
    (x.dtype === 'f64' ? core.dsum : core.ssum)(outer, n, inner, divisor, from, to);
  });
}

/**
 * Σ x over an axis, or of all elements; a new Tensor. No elements sum to 0. The error is at most about one rounding of the
 * result plus n²·2⁻¹⁰⁵·Σ|x|.
 *
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { sum, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sum(tensor([1e100, 1, -1e100])).item()); // 1
 * console.log(sum(tensor([[1, 2], [3, 4]]), { axis: 0 }).toArray()); // [ 4, 6 ]
 * ```
 */
export function sum(x: Tensor, options?: ReduceOptions): Tensor {
  return summed(x, reduction('sum', x, options), 1);
}

/**
 * Σ x/n over an axis, or of all n elements; a new Tensor. The mean of no elements is NaN.
 *
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { mean, tensor } from '@nablajs/core-wasm';
 *
 * console.log(mean(tensor([[1, 2], [3, 4]]), { axis: 1, keepDims: true }).toArray()); // [ [ 1.5 ], [ 3.5 ] ]
 * ```
 */
export function mean(x: Tensor, options?: ReduceOptions): Tensor {
  const seen = reduction('mean', x, options);
  return summed(x, seen, seen.n);
}

/**
 * The product over an axis, or of all elements; a new Tensor. The product of no elements is 1.
 *
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { prod, tensor } from '@nablajs/core-wasm';
 *
 * console.log(prod(tensor([[1, 2], [3, 4]])).item()); // 24
 * ```
 */
export function prod(x: Tensor, options?: ReduceOptions): Tensor {
  const seen = reduction('prod', x, options);
  if (seen.n > 0) return folded('prod', x, options, 'prod');
  return full(seen.shape, 1, { dtype: x.dtype });
}

/**
 * The largest element of an axis, or of all; a new Tensor. NaN where there is a NaN.
 *
 * @throws ShapeError when there is no element to choose from.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { max, tensor } from '@nablajs/core-wasm';
 *
 * console.log(max(tensor([[1, 5], [7, 2]]), { axis: 0 }).toArray()); // [ 7, 5 ]
 * ```
 */
export function max(x: Tensor, options?: ReduceOptions): Tensor {
  return folded('max', x, options, 'max');
}

/**
 * The smallest element of an axis, or of all; a new Tensor. NaN where there is a NaN.
 *
 * @throws ShapeError when there is no element to choose from.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { min, tensor } from '@nablajs/core-wasm';
 *
 * console.log(min(tensor([[1, 5], [7, 2]]), { axis: -1 }).toArray()); // [ 1, 2 ]
 * ```
 */
export function min(x: Tensor, options?: ReduceOptions): Tensor {
  return folded('min', x, options, 'min');
}

/**
 * Where the largest element stands along an axis, or in row-major order among all: the first of several, or the first NaN.
 * A new f64 Tensor of indices.
 *
 * @throws ShapeError when there is no element to choose from.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { argmax, tensor } from '@nablajs/core-wasm';
 *
 * console.log(argmax(tensor([[1, 5], [7, 2]]), { axis: 1 }).toArray()); // [ 1, 0 ]
 * ```
 */
export function argmax(x: Tensor, options?: ReduceOptions): Tensor {
  return folded('argmax', x, options, 'argmax', true);
}

/**
 * Where the smallest element stands along an axis, or in row-major order among all: the first of several, or the first NaN.
 * A new f64 Tensor of indices.
 *
 * @throws ShapeError when there is no element to choose from.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { argmin, tensor } from '@nablajs/core-wasm';
 *
 * console.log(argmin(tensor([3, 1, 1])).item()); // 1
 * ```
 */
export function argmin(x: Tensor, options?: ReduceOptions): Tensor {
  return folded('argmin', x, options, 'argmin', true);
}

/**
 * The running sums along an axis, compensated; a new Tensor of the same shape. Without an axis, of all elements in
 * row-major order, as a vector.
 *
 * @param axis From 0, or from −1 backwards; a number or `{ axis }`.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { cumsum, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cumsum(tensor([[1, 2], [3, 4]]), { axis: 0 }).toArray()); // [ [ 1, 2 ], [ 4, 6 ] ]
 * ```
 */
export function cumsum(x: Tensor, axis?: number | Pick<ReduceOptions, 'axis'>): Tensor {
  const options = typeof axis === 'number' ? { axis } : axis;
  const seen = reduction('cumsum', x, options, ['axis']);
  const shape = options?.axis === undefined ? [x.size] : x.shape;
  return reduced(x, seen, shape, x.dtype, (core, { outer, n, inner }, from, to) => {
    (x.dtype === 'f64' ? core.dcumsum : core.scumsum)(outer, n, inner, from, to);
  });
}
