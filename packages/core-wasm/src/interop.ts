/**
 * Dense arrays of other libraries, recognised by what they have rather than by class:
 *
 *     plain form     { shape, dtype, data }                        Tensor.toJSON(), also after JSON or structuredClone
 *     ndarray        { shape, stride, offset, data }               x[i₀,…] = data[offset + Σ iₖ·strideₖ]
 *     ml-matrix      { rows, columns, get(i, j) }
 */
import { ArgumentError } from './errors.js';
import { countElements, describe, type Shape, ShapeError } from './shape.js';
import { checkedDType, type DType } from './storage.js';

/** An n-dimensional array in the manner of the `ndarray` package. */
export interface StridedArray {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  readonly data: ArrayLike<number>;
  readonly dtype?: string;
}

/** A matrix in the manner of the `ml-matrix` package. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

/** Numbers in row-major order with their shape, and the dtype that the source has, if it has one. */
export interface Recognized {
  readonly flat: ArrayLike<number>;
  readonly shape: Shape;
  readonly dtype?: DType;
}

/** The numbers of an object of another library; undefined when it is none of those known. */
export function recognize(data: object): Recognized | undefined {
  if ('data' in data && 'shape' in data) {
    const object = data as Partial<StridedArray>;
    if (!isNumeric(object.data) || !Array.isArray(object.shape)) return undefined;
    if ('stride' in data) return fromStrides(object as StridedArray);
    return { flat: object.data, shape: object.shape, dtype: checkedDType('tensor', object.dtype) };
  }
  const matrix = data as Partial<MatrixLike>;
  if (typeof matrix.rows === 'number' && typeof matrix.columns === 'number' && typeof matrix.get === 'function') {
    return fromMatrix(matrix as MatrixLike);
  }
  return undefined;
}

function isNumeric(data: unknown): data is ArrayLike<number> {
  return Array.isArray(data) || (ArrayBuffer.isView(data) && !(data instanceof DataView));
}

function fromStrides({ shape, stride, offset = 0, data, dtype }: StridedArray): Recognized {
  const size = countElements('tensor', shape, 'f32');
  if (!Array.isArray(stride) || stride.length !== shape.length) {
    throw new ShapeError('tensor', `${shape.length} strides`, describe(stride));
  }
  const flat = new Array<number>(size);
  const index = new Array<number>(shape.length).fill(0);
  let from = offset;
  for (let i = 0; i < size; i++) {
    if (!(Number.isInteger(from) && from >= 0 && from < data.length)) {
      const where = `tensor: element [${index.join(', ')}]`;
      throw new ArgumentError({ where, expected: `a position below ${data.length}`, got: String(from) });
    }
    flat[i] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += stride[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= shape[axis]! * stride[axis]!;
      index[axis] = 0;
    }
  }
  return { flat, shape, dtype: dtype === 'float32' ? 'f32' : 'f64' };
}

function fromMatrix(matrix: MatrixLike): Recognized {
  const shape = [matrix.rows, matrix.columns];
  const flat = new Array<number>(countElements('tensor', shape, 'f64'));
  let to = 0;
  for (let i = 0; i < matrix.rows; i++) for (let j = 0; j < matrix.columns; j++) flat[to++] = matrix.get(i, j);
  return { flat, shape, dtype: 'f64' };
}
