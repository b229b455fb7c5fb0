/// <reference lib="esnext.disposable" preserve="true" />
import { ArgumentError } from './errors.js';
import { begin, disposed, end, keepCell, openResult, pinCell } from './frame.js';
import { f32, f64, refreshViews, u8 } from './memory.js';
import { printTensor } from './print.js';
import { checkedIndex, describe, formatShape, frozenShape, inferShape, type Shape, ShapeError } from './shape.js';
import { bytesOf, Cell, type DType, discard, type Elements, newArray, peek, type TypedElements } from './storage.js';

/** Nested plain numbers, one level per axis. */
export type NestedArray = readonly (number | NestedArray)[];

/** The plain form of a tensor, for JSON, `structuredClone` and `postMessage`; `tensor()` takes it back. */
export interface PlainTensor {
  readonly shape: number[];
  readonly dtype: DType;
  readonly data: number[];
}

let readCell: (tensor: Tensor) => Cell;

/**
 * A dense array of numbers in row-major order, of rank 0 to 4. A Tensor never changes: every operation gives a new one,
 * and none is a view of another. Nobody has to free a Tensor; `using` may give its memory back sooner.
 *
 * @example
 * ```ts
 * import { tensor } from '@nablajs/core-wasm';
 *
 * const a = tensor([[1, 2, 3], [4, 5, 6]]);
 * console.log(a.shape, a.dtype, a.size); // [ 2, 3 ] f64 6
 * console.log(a.get(1, 2)); // 6
 * console.log(String(a.T));
 * ```
 */
export class Tensor {
  /** Lengths of the axes, outermost first; frozen. Empty at rank 0. */
  readonly shape: Shape;
  readonly dtype: DType;
  /** Number of elements: the product of the shape. */
  readonly size: number;
  readonly #cell: Cell;

  static {
    readCell = (tensor) => tensor.#cell;
    // The text that Node's `console.log` shows.
    Object.defineProperty(Tensor.prototype, Symbol.for('nodejs.util.inspect.custom'), { value: inspect });
  }

  /** @internal Tensors are made by `tensor()`, the other creation functions, and operations. */
  constructor(shape: Shape, dtype: DType, cell: Cell) {
    this.shape = frozenShape(shape);
    this.dtype = dtype;
    this.size = cell.size;
    this.#cell = cell;
  }

  /**
   * The elements as nested plain arrays, one level per axis; a plain number at rank 0.
   *
   * @example
   * ```ts
   * import { arange } from '@nablajs/core-wasm';
   *
   * console.log(arange(6).reshape([2, 3]).toArray()); // [ [ 0, 1, 2 ], [ 3, 4, 5 ] ]
   * ```
   */
  toArray(): number | NestedArray {
    const elements = elementsOf(this);
    let offset = 0;
    const level = (axis: number): number | NestedArray => {
      if (axis === this.shape.length) return elements[offset++]!;
      return Array.from({ length: this.shape[axis]! }, () => level(axis + 1));
    };
    return level(0);
  }

  /**
   * The elements in row-major order, in a new `Float64Array` or `Float32Array`.
   *
   * @throws OutOfMemoryError when the array does not fit.
   *
   * @example
   * ```ts
   * import { tensor } from '@nablajs/core-wasm';
   *
   * console.log(tensor([[1, 2], [3, 4]], { dtype: 'f32' }).toTypedArray().length); // 4
   * ```
   */
  toTypedArray(): TypedElements {
    const copy = newArray(this.dtype, this.size);
    copy.set(elementsOf(this));
    return copy;
  }

  /**
   * The only element of a tensor of size 1, whatever its rank.
   *
   * @throws ShapeError when there are more elements, or none.
   *
   * @example
   * ```ts
   * import { tensor } from '@nablajs/core-wasm';
   *
   * console.log(tensor([[5]]).item()); // 5
   * ```
   */
  item(): number {
    if (this.size !== 1) throw new ShapeError('item', 'exactly one element', `shape ${formatShape(this.shape)}`);
    return elementAt(this, 0);
  }

  /**
   * The element at an index, one integer per axis. Indices count from 0; a negative one counts from the end, so that -1
   * is the last.
   *
   * @throws ShapeError when the number of indices is not the rank.
   * @throws ArgumentError when an index is no integer or out of range.
   *
   * @example
   * ```ts
   * import { tensor } from '@nablajs/core-wasm';
   *
   * const a = tensor([[1, 2], [3, 4]]);
   * console.log(a.get(0, 1), a.get(-1, -1)); // 2 4
   * ```
   */
  get(...index: number[]): number {
    const { shape } = this;
    if (index.length !== shape.length) {
      throw new ShapeError('get', `${shape.length} indices for shape ${formatShape(shape)}`, `${index.length}`);
    }
    let offset = 0;
    for (let axis = 0; axis < index.length; axis++) {
      offset = offset * shape[axis]! + checkedIndex('get', axis, index[axis]!, shape[axis]!);
    }
    return elementAt(this, offset);
  }

  /**
   * A new tensor of the same elements in the same row-major order under another shape. One length may be -1: it becomes
   * what is left.
   *
   * @throws ShapeError when the sizes differ.
   *
   * @example
   * ```ts
   * import { arange } from '@nablajs/core-wasm';
   *
   * console.log(arange(6).reshape([3, -1]).shape); // [ 3, 2 ]
   * ```
   */
  reshape(shape: Shape): Tensor {
    const { dtype, size } = this;
    const cell = readCell(this);
    const target = inferShape('reshape', shape, size);
    // Elements outside the core never change, so two cells may hold the same array.
    if (cell.data !== undefined) return new Tensor(target, dtype, new Cell(dtype, size, cell.data));
    begin();
    try {
      const [out, outCell] = openTensor(target, dtype, size);
      const [to, from] = [pinCell(outCell, out), pinCell(cell, this)];
      u8.copyWithin(to, from, from + size * bytesOf(dtype));
      keepCell(outCell);
      return out;
    } finally {
      end();
    }
  }

  /**
   * The transpose of a matrix, m×n → n×m, as a new tensor. At rank 0 and 1 there is nothing to transpose: the result
   * equals the tensor.
   *
   * @throws ShapeError at rank 3 and 4; see `transpose(a, perm)`.
   *
   * @example
   * ```ts
   * import { tensor } from '@nablajs/core-wasm';
   *
   * console.log(tensor([[1, 2, 3]]).T.shape); // [ 3, 1 ]
   * ```
   */
  get T(): Tensor {
    const { shape, dtype, size } = this;
    if (shape.length < 2) return this.reshape(shape);
    if (shape.length > 2) throw new ShapeError('T', 'rank at most 2', `shape ${formatShape(shape)}`);
    const [m, n] = shape as [number, number];
    const core = begin();
    try {
      const [out, cell] = openTensor([n, m], dtype, size);
      const [to, from] = [pinCell(cell, out), pinCell(readCell(this), this)];
      if (dtype === 'f64') core.dcopy4(1, 1, n, m, from, 0, 0, 1, n, to, 0, 0, m, 1);
      else core.scopy4(1, 1, n, m, from, 0, 0, 1, n, to, 0, 0, m, 1);
      keepCell(cell);
      return out;
    } finally {
      end();
    }
  }

  /**
   * The numbers in nested brackets with aligned columns; beyond 1000 elements only the edges.
   *
   * @example
   * ```ts
   * import { tensor } from '@nablajs/core-wasm';
   *
   * console.log(String(tensor([[1, -2.5], [0.25, 10]])));
   * // [[ 1.00, -2.50],
   * //  [ 0.25, 10.00]]
   * ```
   */
  toString(): string {
    return printTensor(this.shape, this.size, (index) => elementAt(this, index));
  }

  /**
   * The plain form, for JSON, `structuredClone` and `postMessage`; `tensor()` makes a Tensor of it again. JSON has no NaN
   * and no infinities: write those as `.npy`.
   *
   * @example
   * ```ts
   * import { tensor } from '@nablajs/core-wasm';
   *
   * const plain = structuredClone(tensor([1, 2]).toJSON());
   * console.log(tensor(plain).toArray()); // [ 1, 2 ]
   * ```
   */
  toJSON(): PlainTensor {
    return { shape: [...this.shape], dtype: this.dtype, data: Array.from(elementsOf(this)) };
  }

  /**
   * Gives the memory of the elements back now; `using` calls it at the end of its block. Nobody has to. The tensor must not be
   * used afterwards: every use of its elements throws ArgumentError.
   *
   * @example
   * ```ts
   * import { ones } from '@nablajs/core-wasm';
   *
   * const a = ones([1000, 1000]);
   * a[Symbol.dispose]();
   * ```
   */
  [Symbol.dispose](): void {
    discard(readCell(this));
  }

  get [Symbol.toStringTag](): string {
    return 'Tensor';
  }
}

function inspect(this: Tensor): string {
  const head = `Tensor(${this.dtype} [${this.shape.join(', ')}])`;
  const body = this.toString();
  return head + (body.includes('\n') ? '\n' : ' ') + body;
}

function openTensor(shape: Shape, dtype: DType, size: number): [Tensor, Cell] {
  const cell = new Cell(dtype, size, undefined);
  const tensor = new Tensor(shape, dtype, cell);
  openResult(cell, tensor);
  return [tensor, cell];
}

/** The cell that holds the tensor's elements. */
export function cellOf(tensor: Tensor): Cell {
  return readCell(tensor);
}

/** The tensor's elements in row-major order, for reading at once: they may move with the next allocation. */
export function elementsOf(tensor: Tensor): Elements {
  const elements = peek(readCell(tensor));
  if (elements === undefined) throw disposed();
  return elements;
}

function elementAt(tensor: Tensor, index: number): number {
  const { chunk, data } = readCell(tensor);
  if (data !== undefined) return data[index]!;
  if (chunk === undefined) throw disposed();
  refreshViews();
  return tensor.dtype === 'f64' ? f64[(chunk.ptr >>> 3) + index]! : f32[(chunk.ptr >>> 2) + index]!;
}

/** A tensor of elements outside the core. It takes `data` over: nobody may write to it afterwards. */
export function fromElements(shape: Shape, dtype: DType, data: Elements): Tensor {
  return new Tensor(shape, dtype, new Cell(dtype, data.length, data));
}

/** The value, if it is a Tensor. */
export function requireTensor(where: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value;
  throw new ArgumentError({ where, expected: 'a Tensor', got: describe(value) });
}
