import { ArgumentError } from './errors.js';
import { type DType, newArray } from './storage.js';
import {
  countElements,
  DTypeError,
  formatShape,
  fromElements,
  frozenShape,
  type NestedArray,
  type Shape,
  ShapeError,
  Tensor,
} from './tensor.js';

/** What creation functions accept beside the data. */
export interface CreateOptions {
  /** Element type; `'f64'` unless the data says otherwise. */
  dtype?: DType;
}

export function checkedDType(where: string, dtype: unknown): DType {
  if (dtype === undefined) return 'f64';
  if (dtype !== 'f64' && dtype !== 'f32') throw new DTypeError(where, "'f64' or 'f32'", String(dtype));
  return dtype;
}

/** A tensor of the given numbers. */
export function tensor(
  data: number | NestedArray | ArrayLike<number> | Tensor,
  options: CreateOptions & { shape?: Shape } = {},
): Tensor {
  if (data instanceof Tensor) {
    return build(data.toTypedArray(), options.shape ?? data.shape, checkedDType('tensor', options.dtype ?? data.dtype));
  }
  const dtype = checkedDType('tensor', options.dtype ?? (data instanceof Float32Array ? 'f32' : 'f64'));
  if (typeof data === 'number') return build([data], options.shape ?? [], dtype);
  if (ArrayBuffer.isView(data)) {
    const flat = data as unknown as ArrayLike<number>;
    return build(flat, options.shape ?? [flat.length], dtype);
  }
  const shape: number[] = [];
  for (let level: unknown = data; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat: number[] = [];
  const walk = (level: unknown, axis: number, path: string): void => {
    if (axis === shape.length) {
      if (typeof level !== 'number')
        throw new ArgumentError({ where: `tensor: element ${path}`, expected: 'a number', got: typeof level });
      flat.push(level);
      return;
    }
    if (!Array.isArray(level) || level.length !== shape[axis]) {
      throw new ShapeError(
        'tensor',
        `${shape[axis]} entries at ${path || 'the top'}`,
        Array.isArray(level) ? `${level.length}` : typeof level,
      );
    }
    for (let i = 0; i < level.length; i++) walk(level[i], axis + 1, `${path}[${i}]`);
  };
  walk(data, 0, '');
  return build(flat, options.shape ?? shape, dtype);
}

function build(flat: ArrayLike<number>, shape: Shape, dtype: DType): Tensor {
  const size = countElements('tensor', shape, dtype);
  if (size !== flat.length)
    throw new ShapeError('tensor', `${size} numbers for shape ${formatShape(shape)}`, `${flat.length}`);
  const elements = newArray(dtype, size);
  elements.set(flat);
  return fromElements(frozenShape(shape), dtype, elements);
}

/** A tensor of zeros. */
export function zeros(shape: Shape, options: CreateOptions = {}): Tensor {
  return full(shape, 0, options);
}

/** A tensor of ones. */
export function ones(shape: Shape, options: CreateOptions = {}): Tensor {
  return full(shape, 1, options);
}

/** A tensor of one number. */
export function full(shape: Shape, value: number, options: CreateOptions = {}): Tensor {
  const dtype = checkedDType('full', options.dtype);
  const size = countElements('full', shape, dtype);
  const elements = newArray(dtype, size);
  if (value !== 0) elements.fill(value);
  return fromElements(frozenShape(shape), dtype, elements);
}
