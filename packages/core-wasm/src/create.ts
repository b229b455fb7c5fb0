/**
 * Tensors from numbers that are there already. Everything is checked on the way: rows of one length, entries that are
 * numbers, a shape that holds them all.
 */
import { ArgumentError } from './errors.js';
import { type MatrixLike, recognize, type StridedArray } from './interop.js';
import { checkOptions } from './options.js';
import { countElements, describe, formatShape, inferShape, MAX_RANK, type Shape, ShapeError } from './shape.js';
import { checkedDType, type DType, newArray, type TypedElements } from './storage.js';
import { elementsOf, fromElements, type NestedArray, type PlainTensor, Tensor } from './tensor.js';

/** Element type of a new tensor. */
export interface CreateOptions {
  /** `'f64'` unless the data says otherwise. */
  dtype?: DType;
}

/** Element type and shape of a new tensor. */
export interface TensorOptions extends CreateOptions {
  /** Shape of the same number of elements, in row-major order; one length may be -1 for what is left. */
  shape?: Shape;
}

/** Everything that `tensor()` makes a Tensor of. */
export type TensorData =
  | number
  | NestedArray
  | ArrayLike<number>
  | readonly ArrayLike<number>[]
  | Tensor
  | PlainTensor
  | StridedArray
  | MatrixLike;

/**
 * A new tensor of the given numbers, which are copied.
 *
 * Nested arrays give their own shape; a typed array or other array-like is a vector; a number has rank 0. A Tensor is
 * copied, in another dtype or shape if asked; the plain form of `toJSON()`, and matrices of `ml-matrix` and `ndarray`, are
 * understood. The dtype is `'f32'` when the data says so (a `Float32Array`, an f32 Tensor) and `'f64'` otherwise.
 *
 * @throws ShapeError when rows differ in length, nest deeper than 4, or `shape` does not hold exactly the numbers given.
 * @throws ArgumentError when an entry is not a number; its index is in the message.
 * @throws DTypeError when the dtype is neither `'f64'` nor `'f32'`.
 * @throws OutOfMemoryError when the elements do not fit.
 *
 * @example
 * ```ts
 * import { tensor } from '@nablajs/core-wasm';
 *
 * console.log(tensor([[1, 2], [3, 4]]).shape); // [ 2, 2 ]
 * console.log(tensor(new Float32Array(6), { shape: [2, 3] }).dtype); // f32
 * console.log(tensor(3.5).item()); // 3.5
 * ```
 */
export function tensor(data: TensorData, options: TensorOptions = {}): Tensor {
  // rows.map(tensor) passes the index.
  if (typeof options !== 'number') checkOptions('tensor', options, ['dtype', 'shape']);
  const wanted = options.dtype === undefined ? undefined : checkedDType('tensor', options.dtype);
  if (typeof data === 'number') return build([data], options.shape ?? [], wanted ?? 'f64');
  if (data instanceof Tensor) return build(elementsOf(data), options.shape ?? data.shape, wanted ?? data.dtype);
  if (Array.isArray(data)) return fromNested(data, options.shape, wanted ?? 'f64');
  if (typeof data === 'object' && data !== null) {
    if (ArrayBuffer.isView(data) && !(data instanceof DataView)) {
      const flat = data as unknown as ArrayLike<number>;
      return build(flat, options.shape ?? [flat.length], wanted ?? (data instanceof Float32Array ? 'f32' : 'f64'));
    }
    const known = recognize(data);
    if (known !== undefined) return build(known.flat, options.shape ?? known.shape, wanted ?? known.dtype ?? 'f64');
    const length: unknown = (data as ArrayLike<number>).length;
    if (typeof length === 'number') return build(data as ArrayLike<number>, options.shape ?? [length], wanted ?? 'f64');
  }
  throw new ArgumentError({
    where: 'tensor',
    expected: 'a number, an array of numbers, nested arrays, or a matrix',
    got: describe(data),
  });
}

/** A tensor of `flat` under `shape`, every entry checked. */
function build(flat: ArrayLike<number>, shape: Shape, dtype: DType): Tensor {
  const count = flat.length;
  if (countElements('tensor', [count], dtype) !== count) throw new ShapeError('tensor', 'a length', describe(count));
  const target = Array.isArray(shape) && shape.includes(-1) ? inferShape('tensor', shape, count) : shape;
  const size = countElements('tensor', target, dtype);
  if (size !== count) throw new ShapeError('tensor', `${size} numbers for shape ${formatShape(target)}`, `${count}`);
  const elements = newArray(dtype, size);
  copyChecked(flat, elements, 0, []);
  return fromElements(target, dtype, elements);
}

function fromNested(data: ArrayLike<unknown>, shape: Shape | undefined, dtype: DType): Tensor {
  const own = nestedShape(data);
  const size = countElements('tensor', own, dtype);
  const target = shape === undefined ? own : inferShape('tensor', shape, size);
  const elements = newArray(dtype, size);
  fill(data, own, [], elements, 0);
  return fromElements(target, dtype, elements);
}

/** The shape that the first entries show. */
function nestedShape(data: ArrayLike<unknown>): number[] {
  const shape: number[] = [];
  let level: unknown = data;
  while (isRow(level)) {
    if (shape.length === MAX_RANK)
      throw new ShapeError('tensor', `arrays nested at most ${MAX_RANK} deep`, 'deeper ones');
    shape.push(level.length);
    level = level[0];
  }
  return shape;
}

function isRow(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Writes what is nested in `level` to `elements` from `offset` on, and gives the offset behind it. */
function fill(
  level: ArrayLike<unknown>,
  shape: number[],
  path: number[],
  elements: TypedElements,
  offset: number,
): number {
  const depth = path.length;
  if (depth === shape.length - 1) {
    copyChecked(level, elements, offset, path);
    return offset + level.length;
  }
  let to = offset;
  for (let i = 0; i < level.length; i++) {
    const row: unknown = level[i];
    if (!isRow(row) || row.length !== shape[depth + 1]) {
      const got = isRow(row) ? `${row.length} entries` : describe(row);
      throw new ShapeError(
        'tensor',
        `an array of ${shape[depth + 1]} at [${[...path, i].join(', ')}], as before it`,
        got,
      );
    }
    to = fill(row, shape, [...path, i], elements, to);
  }
  return to;
}

function copyChecked(from: ArrayLike<unknown>, to: TypedElements, offset: number, path: number[]): void {
  if (from instanceof Float64Array || from instanceof Float32Array) {
    to.set(from, offset);
    return;
  }
  for (let i = 0; i < from.length; i++) {
    const value = from[i];
    if (typeof value !== 'number') {
      const where = `tensor: entry [${[...path, i].join(', ')}]`;
      if (isRow(value)) throw new ShapeError(where, 'a number, as before it', describe(value));
      throw new ArgumentError({ where, expected: 'a number', got: describe(value) });
    }
    to[offset + i] = value;
  }
}
