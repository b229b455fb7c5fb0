/**
 * NumPy's `.npy` files: the bytes 93 'NUMPY', a version, the length of a header, the header (a Python dict of descr,
 * fortran_order and shape, padded so that what follows is aligned to 64 bytes), and the elements.
 *
 * Source: numpy/lib/format.py and NEP 1, "A simple file format for NumPy arrays".
 */
import { type Facts, NablaError } from './errors.js';
import { countElements, formatShape, MAX_RANK } from './shape.js';
import { bytesOf, type DType, newArray } from './storage.js';
import { elementsOf, fromElements, requireTensor, type Tensor } from './tensor.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const ALIGNMENT = 64;

interface ElementType {
  readonly bytes: number;
  readonly dtype: DType;
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number;
}

const ELEMENT_TYPES: Readonly<Record<string, ElementType>> = {
  f8: { bytes: 8, dtype: 'f64', read: (view, at, little) => view.getFloat64(at, little) },
  f4: { bytes: 4, dtype: 'f32', read: (view, at, little) => view.getFloat32(at, little) },
  i8: { bytes: 8, dtype: 'f64', read: (view, at, little) => exact(view.getBigInt64(at, little), at) },
  u8: { bytes: 8, dtype: 'f64', read: (view, at, little) => exact(view.getBigUint64(at, little), at) },
  i4: { bytes: 4, dtype: 'f64', read: (view, at, little) => view.getInt32(at, little) },
  u4: { bytes: 4, dtype: 'f64', read: (view, at, little) => view.getUint32(at, little) },
  i2: { bytes: 2, dtype: 'f64', read: (view, at, little) => view.getInt16(at, little) },
  u2: { bytes: 2, dtype: 'f64', read: (view, at, little) => view.getUint16(at, little) },
  i1: { bytes: 1, dtype: 'f64', read: (view, at) => view.getInt8(at) },
  u1: { bytes: 1, dtype: 'f64', read: (view, at) => view.getUint8(at) },
  b1: { bytes: 1, dtype: 'f64', read: (view, at) => view.getUint8(at) },
};

/**
 * The array in a `.npy` file, versions 1 to 3, of either byte order and either memory order. Floats of 4 bytes become f32;
 * floats of 8 bytes, integers and booleans f64.
 *
 * @throws FormatError, before anything large is allocated, when the bytes are not such a file, when it holds another type
 * or more than 4 axes, when elements are missing or left over, or when an integer is beyond 2⁵³.
 * @throws OutOfMemoryError when the elements do not fit.
 *
 * @example
 * ```ts
 * import { readNpy, tensor, writeNpy } from '@nablajs/core-wasm';
 *
 * const bytes = writeNpy(tensor([[1, 2], [3, 4]]));
 * console.log(readNpy(bytes).toArray()); // [ [ 1, 2 ], [ 3, 4 ] ]
 * ```
 */
export function readNpy(bytes: Uint8Array | ArrayBuffer): Tensor {
  const file = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  if (!(file instanceof Uint8Array)) {
    throw new FormatError({ where: 'readNpy', expected: 'a Uint8Array or an ArrayBuffer', got: typeof bytes });
  }
  const { text, end } = headerOf(file);
  const { type, littleEndian, fortranOrder, shape } = parseHeader(text);
  const size = countElements('readNpy', shape, type.dtype);
  if (file.length - end !== size * type.bytes) {
    const expected = `${size * type.bytes} bytes of elements for shape ${formatShape(shape)}`;
    throw new FormatError({ where: 'readNpy', expected, got: `${file.length - end}`, offset: end });
  }
  const view = new DataView(file.buffer, file.byteOffset + end, size * type.bytes);
  const elements = newArray(type.dtype, size);
  const read = (to: number, from: number): void => {
    elements[to] = type.read(view, from * type.bytes, littleEndian);
  };
  if (fortranOrder) readColumns(shape, read);
  else for (let i = 0; i < size; i++) read(i, i);
  return fromElements(shape, type.dtype, elements);
}

/** Visits positions in the order of the file, where the first index runs fastest. */
function readColumns(shape: readonly number[], read: (to: number, from: number) => void): void {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const index = shape.map(() => 0);
  const size = shape.reduce((product, n) => product * n, 1);
  for (let from = 0, to = 0; from < size; from++) {
    read(to, from);
    for (let axis = 0; axis < shape.length; axis++) {
      to += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      to -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
}

function headerOf(file: Uint8Array): { text: string; end: number } {
  if (file.length < 10 || MAGIC.some((byte, i) => file[i] !== byte)) {
    throw new FormatError({
      where: 'readNpy',
      expected: "the bytes \\x93NUMPY and a header's length",
      got: 'others',
      offset: 0,
    });
  }
  const version = file[6]!;
  if (version < 1 || version > 3) {
    throw new FormatError({ where: 'readNpy', expected: 'version 1, 2 or 3', got: `${version}.${file[7]}`, offset: 6 });
  }
  const start = version === 1 ? 10 : 12;
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const length = version === 1 ? view.getUint16(8, true) : file.length < start ? Infinity : view.getUint32(8, true);
  const end = start + length;
  if (end > file.length) {
    throw new FormatError({ where: 'readNpy', expected: `a header of ${length} bytes`, got: 'fewer', offset: start });
  }
  // Version 3 differs in being UTF-8, of which a header of these three keys has only ASCII.
  return { text: new TextDecoder('latin1').decode(file.slice(start, end)), end };
}

const DICT = /^\{\s*((?:'\w+'\s*:\s*(?:'[^']*'|True|False|\([\d\sL,]*\))\s*(?:,\s*|(?=\})))*)\}\s*$/;
const ENTRY = /'(\w+)'\s*:\s*('[^']*'|True|False|\([\d\sL,]*\))/g;

interface Header {
  readonly type: ElementType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: number[];
}

function parseHeader(text: string): Header {
  const entries = new Map([...(DICT.exec(text)?.[1] ?? '').matchAll(ENTRY)].map((match) => [match[1]!, match[2]!]));
  const [descr, order, dimensions] = [entries.get('descr'), entries.get('fortran_order'), entries.get('shape')];
  if (!descr?.startsWith("'") || !/^(True|False)$/.test(order ?? '') || !dimensions?.startsWith('(')) {
    const got = text.trim().slice(0, 80);
    throw new FormatError({ where: 'readNpy', expected: 'a header with descr, fortran_order and shape', got });
  }
  const byteOrder = descr[1]!;
  const name = descr.slice(2, -1);
  if (!'<>|='.includes(byteOrder) || !Object.hasOwn(ELEMENT_TYPES, name)) {
    const expected = 'floats of 4 or 8 bytes, integers or booleans';
    throw new FormatError({ where: 'readNpy', expected, got: descr });
  }
  const shape = [...dimensions.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (shape.length > MAX_RANK) {
    throw new FormatError({ where: 'readNpy', expected: `at most ${MAX_RANK} axes`, got: `${shape.length}` });
  }
  return { type: ELEMENT_TYPES[name]!, littleEndian: byteOrder !== '>', fortranOrder: order === 'True', shape };
}

function exact(value: bigint, at: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new FormatError({ where: 'readNpy', expected: 'integers of at most 53 bits', got: `${value}`, offset: at });
  }
  return number;
}

/**
 * The tensor as a `.npy` file, version 1, little-endian and in row-major order: what `numpy.load` reads.
 *
 * @throws ArgumentError when `a` is not a Tensor.
 *
 * @example
 * ```ts
 * import { ones, writeNpy } from '@nablajs/core-wasm';
 *
 * console.log(writeNpy(ones([3])).length); // 128 bytes of header, 24 of elements: 152
 * ```
 */
export function writeNpy(a: Tensor): Uint8Array<ArrayBuffer> {
  const { shape, dtype, size } = requireTensor('writeNpy', a);
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '<${dtype === 'f64' ? 'f8' : 'f4'}', 'fortran_order': False, 'shape': (${axes}), }`;
  const end = Math.ceil((10 + dict.length + 1) / ALIGNMENT) * ALIGNMENT;
  const elements = newArray(dtype, end / bytesOf(dtype) + size);
  const file = new Uint8Array(elements.buffer);
  file.set([...MAGIC, 1, 0, (end - 10) & 255, (end - 10) >> 8]);
  file.set(new TextEncoder().encode(`${dict.padEnd(end - 11)}\n`), 10);
  // Typed arrays are little-endian on every platform that has WebAssembly.
  elements.set(elementsOf(a), end / bytesOf(dtype));
  return file;
}

/** Bytes that are not what their format demands. */
export class FormatError extends NablaError {
  readonly code: string = 'FORMAT';

  /** @param facts where: the reader; expected: what the format demands; got: what the bytes hold; offset: of the byte. */
  constructor(facts: { where: string; expected: string; got: string; offset?: number } & Facts) {
    const place = facts.offset === undefined ? '' : ` at byte ${facts.offset}`;
    super(`${facts.where}: expected ${facts.expected}${place}, got ${facts.got}`, facts);
  }
}
