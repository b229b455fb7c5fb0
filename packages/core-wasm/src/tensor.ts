/// <reference lib="esnext.disposable" preserve="true" />
import { ArgumentError, type Facts, NablaError } from './errors.js';
import { MAX_BYTES, OutOfMemoryError } from './memory.js';
import { bytesOf, type DType, dispose, type Elements, newArray, peek, Slot } from './storage.js';

/** Nested plain numbers, one level per axis. */
export type NestedArray = readonly (number | NestedArray)[];

/** The lengths of a tensor's axes. */
export type Shape = readonly number[];

/** The plain form of a tensor, for JSON, `structuredClone` and `postMessage`; `tensor()` takes it back. */
export interface PlainTensor {
  readonly shape: number[];
  readonly dtype: DType;
  readonly data: number[];
}

/** Highest number of axes. */
export const MAX_RANK = 4;

let storeOf: (tensor: Tensor) => Elements | Slot | undefined;
let setStore: (tensor: Tensor, store: Elements | Slot | undefined) => void;

/**
 * A dense array of numbers in row-major order, of rank 0 to 4. A Tensor never changes; every operation gives a new one,
 * and none is a view of another.
 */
export class Tensor {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly size: number;
  #store: Elements | Slot | undefined;

  /** @internal Use `tensor()` or another creation function. */
  constructor(shape: Shape, dtype: DType, size: number, store: Elements | Slot | undefined) {
    this.shape = shape;
    this.dtype = dtype;
    this.size = size;
    this.#store = store;
  }

  static {
    storeOf = (tensor) => tensor.#store;
    setStore = (tensor, store) => {
      tensor.#store = store;
    };
  }

  /** The elements as nested plain arrays; a plain number at rank 0. */
  toArray(): number | NestedArray {
    const elements = elementsOf(this);
    let offset = 0;
    const level = (axis: number): number | NestedArray => {
      if (axis === this.shape.length) return elements[offset++]!;
      return Array.from({ length: this.shape[axis]! }, () => level(axis + 1));
    };
    return level(0);
  }

  /** The elements in row-major order, in a new typed array. */
  toTypedArray(): Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
    const copy = newArray(this.dtype, this.size);
    copy.set(elementsOf(this));
    return copy;
  }

  /** The only element. */
  item(): number {
    if (this.size !== 1) throw new ShapeError('item', 'exactly one element', `shape ${formatShape(this.shape)}`);
    return elementsOf(this)[0]!;
  }

  /** The element at the index; negative indices are refused. */
  get(...index: number[]): number {
    if (index.length !== this.shape.length) {
      throw new ShapeError(
        'get',
        `${this.shape.length} indices for shape ${formatShape(this.shape)}`,
        `${index.length}`,
      );
    }
    let offset = 0;
    for (let axis = 0; axis < index.length; axis++) {
      const i = index[axis]!;
      const n = this.shape[axis]!;
      if (!(Number.isInteger(i) && i >= 0 && i < n)) {
        throw new ArgumentError({
          where: `get: index ${axis}`,
          expected: `an integer from 0 to ${n - 1}`,
          got: String(i),
        });
      }
      offset = offset * n + i;
    }
    return elementsOf(this)[offset]!;
  }

  /** Gives the elements' memory back now. The tensor must not be used afterwards. */
  [Symbol.dispose](): void {
    if (this.#store instanceof Slot) dispose(this.#store);
    this.#store = undefined;
  }

  toJSON(): PlainTensor {
    return { shape: [...this.shape], dtype: this.dtype, data: Array.from(elementsOf(this)) };
  }
}

export { setStore, storeOf };

/** The tensor's elements for reading, in row-major order; valid until the next allocation. */
export function elementsOf(tensor: Tensor): Elements {
  const store = storeOf(tensor);
  if (store instanceof Slot) return peek(store);
  if (store === undefined) throw new DisposedError({});
  return store;
}

/** A tensor of elements that live outside the core; it takes `data` over. */
export function fromElements(
  shape: Shape,
  dtype: DType,
  data: Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
): Tensor {
  let store: Elements | Slot = data;
  if (data.byteLength > 4096) {
    store = new Slot(dtype, data.length);
    store.data = data;
  }
  return new Tensor(shape, dtype, data.length, store);
}

/** Number of elements of a shape, and proof that it is one: integers ≥ 0, rank ≤ 4, bytes that the core can address. */
export function countElements(where: string, shape: Shape, dtype: DType): number {
  if (shape.length > MAX_RANK) throw new ShapeError(where, `at most ${MAX_RANK} axes`, `shape ${formatShape(shape)}`);
  let size = 1;
  let empty = false;
  for (const n of shape) {
    if (!(Number.isInteger(n) && n >= 0))
      throw new ShapeError(where, 'lengths that are integers ≥ 0', `shape ${formatShape(shape)}`);
    if (n === 0) empty = true;
    else size *= n;
  }
  if (empty) return 0;
  if (size * bytesOf(dtype) > MAX_BYTES) throw new OutOfMemoryError({ where, bytes: size * bytesOf(dtype) });
  return size;
}

/** A frozen copy of a shape. */
export function frozenShape(shape: Shape): Shape {
  return Object.isFrozen(shape) ? shape : Object.freeze([...shape]);
}

/** `3×4`, `5`, or `()` at rank 0. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? '()' : shape.join('×');
}

/** Shapes that do not fit together, or not the operation. */
export class ShapeError extends NablaError {
  readonly code: string = 'SHAPE';

  constructor(where: string, expected: string, got: string, facts: Facts = {}) {
    super(`${where}: expected ${expected}, got ${got}`, { where, expected, got, ...facts });
  }
}

/** Element types that do not fit together, or a name that is none. */
export class DTypeError extends NablaError {
  readonly code: string = 'DTYPE';

  constructor(where: string, expected: string, got: string) {
    super(`${where}: expected ${expected}, got ${got}`, { where, expected, got });
  }
}

/** A tensor used after it was disposed of. */
export class DisposedError extends NablaError {
  readonly code: string = 'DISPOSED';

  constructor(facts: Facts) {
    super('tensor: expected one with elements, got one that was disposed of', facts);
  }
}
