/**
 * Reductions over some axes or over all elements. A tensor is seen as outer×n×inner, the middle being what is reduced; axes
 * that do not stand together are brought together first.
 *
 * Sums are compensated (Sum2 of Ogita, Rump and Oishi) in f64 whatever the element type: their error does not grow with the
 * number of elements, and the bits are the same in every build.
 */
import { ArgumentError } from './errors.js';
import { full } from './fill.js';
import type { Kernels } from './load.js';
import { begin, end, keep, pin, result } from './operation.js';
import { checkOptions, flag } from './options.js';
import { transpose } from './rearrange.js';
import { checkedAxis, describe, formatShape, type Shape, ShapeError } from './shape.js';
import type { DType } from './storage.js';
import { requireTensor, type Tensor } from './tensor.js';

/** Which axis to reduce, all of them when left out, and whether it stays with length 1. */
export interface AxisOptions {
  /** From 0, or from −1 backwards. */
  axis?: number | undefined;
  keepDims?: boolean | undefined;
}

/** Which axes to reduce, all of them when left out, and whether they stay with length 1. */
export interface ReduceOptions {
  /** From 0, or from −1 backwards; an array of several different ones, of none to reduce nothing. */
  axis?: number | readonly number[] | undefined;
  keepDims?: boolean | undefined;
}

/** A tensor seen as outer×n×inner, and the shape of its reduction. */
export interface Reduction {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
  readonly shape: Shape;
  /** The order that brings the axes to be reduced together, where they are not; `transpose` by it first. */
  readonly order?: readonly number[];
}

/** Names of the options of every reduction. */
export const REDUCE_OPTIONS: readonly string[] = ['axis', 'keepDims'];

/** Checks the operand, the options and the axes of a reduction. */
export function reduction(
  where: string,
  x: Tensor,
  options: ReduceOptions = {},
  names: readonly string[] = REDUCE_OPTIONS,
): Reduction {
  requireTensor(where, x);
  checkOptions(where, options, names);
  const keepDims = flag(where, 'keepDims', options.keepDims);
  const { axis } = options;
  const { shape } = x;
  if (axis === undefined) return { outer: 1, n: x.size, inner: 1, shape: keepDims ? shape.map(() => 1) : [] };
  if (typeof axis !== 'number') return severalAxes(where, shape, axis, keepDims);
  const at = checkedAxis(where, axis, shape.length);
  const before = shape.slice(0, at);
  const after = shape.slice(at + 1);
  return {
    outer: product(before),
    n: shape[at]!,
    inner: product(after),
    shape: keepDims ? [...before, 1, ...after] : [...before, ...after],
  };
}

/** Axes side by side are one long axis; others are moved behind those that stay. */
function severalAxes(where: string, shape: Shape, axes: readonly number[], keepDims: boolean): Reduction {
  if (!Array.isArray(axes)) {
    throw new ArgumentError({ where: `${where}: axis`, expected: 'an axis or an array of axes', got: describe(axes) });
  }
  const reduced = axes.map((axis) => checkedAxis(where, axis, shape.length)).sort((a, b) => a - b);
  if (new Set(reduced).size !== reduced.length) {
    throw new ArgumentError({ where: `${where}: axis`, expected: 'different axes', got: `[${axes.join(', ')}]` });
  }
  const all = shape.map((_, axis) => axis);
  const kept = all.filter((axis) => !reduced.includes(axis));
  const lengths = (of: readonly number[]): number => product(of.map((axis) => shape[axis]!));
  const seen = {
    n: lengths(reduced),
    shape: keepDims ? all.map((axis) => (reduced.includes(axis) ? 1 : shape[axis]!)) : kept.map((axis) => shape[axis]!),
  };
  const first = reduced[0] ?? shape.length;
  const last = first + reduced.length;
  if ((reduced.at(-1) ?? -1) < last) {
    return { ...seen, outer: lengths(all.slice(0, first)), inner: lengths(all.slice(last)) };
  }
  return { ...seen, outer: lengths(kept), inner: 1, order: [...kept, ...reduced] };
}

/** The tensor with the axes to be reduced side by side. */
export function arranged(x: Tensor, { order }: Reduction): Tensor {
  return order === undefined ? x : transpose(x, order);
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
    run(core, seen, pin(arranged(x, seen)), pin(y));
    return keep(y);
  } finally {
    end();
  }
}

/** The options of what follows one axis only. */
export function oneAxis(where: string, options: AxisOptions | undefined): AxisOptions | undefined {
  const axis: unknown = options?.axis;
  if (axis === undefined || typeof axis === 'number') return options;
  throw new ArgumentError({ where: `${where}: axis`, expected: 'one axis', got: describe(axis) });
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
 * Σ x over one axis or several, or of all elements; a new Tensor. No elements sum to 0. The error is at most about one rounding of the
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
 * console.log(sum(tensor([[[1, 2]], [[3, 4]]]), { axis: [0, 2] }).toArray()); // [ 10 ]
 * ```
 */
export function sum(x: Tensor, options?: ReduceOptions): Tensor {
  return summed(x, reduction('sum', x, options), 1);
}

/**
 * Σ x/n over one axis or several, or of all n elements; a new Tensor. The mean of no elements is NaN.
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
 * The product over one axis or several, or of all elements; a new Tensor. The product of no elements is 1.
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
 * The largest element along one axis or several, or of all; a new Tensor. NaN where there is a NaN.
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
 * The smallest element along one axis or several, or of all; a new Tensor. NaN where there is a NaN.
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
export function argmax(x: Tensor, options?: AxisOptions): Tensor {
  return folded('argmax', x, oneAxis('argmax', options), 'argmax', true);
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
export function argmin(x: Tensor, options?: AxisOptions): Tensor {
  return folded('argmin', x, oneAxis('argmin', options), 'argmin', true);
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
export function cumsum(x: Tensor, axis?: number | Pick<AxisOptions, 'axis'>): Tensor {
  const options = oneAxis('cumsum', typeof axis === 'number' ? { axis } : axis);
  const seen = reduction('cumsum', x, options, ['axis']);
  const shape = options?.axis === undefined ? [x.size] : x.shape;
  return reduced(x, seen, shape, x.dtype, (core, { outer, n, inner }, from, to) => {
    (x.dtype === 'f64' ? core.dcumsum : core.scumsum)(outer, n, inner, from, to);
  });
}
