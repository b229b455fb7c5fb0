/**
 * IDX, the format of the MNIST files: two zero bytes, a type, the rank, then each length and the elements, all big-endian.
 *
 * @see https://yann.lecun.com/exdb/mnist/
 */
import { FormatError } from '@nablajs/core-wasm';
import { bytesOf } from '../format/bytes.js';
import type { NumberArray } from '../network/samples.js';

/** The numbers of an IDX file. */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Row-major, in the file's own type. */
  readonly data: NumberArray;
}

const where = 'readIdx';

interface ElementType {
  readonly bytes: number;
  read(view: DataView, count: number): NumberArray;
}

/** By the type byte of the format. Elements begin at byte 0 of the view. */
const types: ReadonlyMap<number, ElementType> = new Map<number, ElementType>([
  [0x08, { bytes: 1, read: (view, count) => new Uint8Array(view.buffer, view.byteOffset, count).slice() }],
  [0x09, { bytes: 1, read: (view, count) => new Int8Array(view.buffer, view.byteOffset, count).slice() }],
  [0x0b, { bytes: 2, read: (view, count) => new Int16Array(count).map((_, i) => view.getInt16(2 * i)) }],
  [0x0c, { bytes: 4, read: (view, count) => new Int32Array(count).map((_, i) => view.getInt32(4 * i)) }],
  [0x0d, { bytes: 4, read: (view, count) => new Float32Array(count).map((_, i) => view.getFloat32(4 * i)) }],
  [0x0e, { bytes: 8, read: (view, count) => new Float64Array(count).map((_, i) => view.getFloat64(8 * i)) }],
]);

/**
 * Reads an IDX file, such as MNIST's images (Uint8Array, shape [60000, 28, 28]) and labels (shape [60000]).
 *
 * @param file All of its bytes, unpacked: the files of the web, `*.gz`, go through `gunzipSync` of node:zlib, or in a page
 *   through `new DecompressionStream('gzip')`. Unchanged, and the result is no view of it.
 * @throws FormatError when the bytes are not such a file, or not all of it; found out before anything is allocated.
 *
 * @example
 * ```ts
 * import { readIdx } from '@nablajs/nn';
 *
 * const { shape, data } = readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1));
 * console.log(shape, Array.from(data)); // [3] [7, 2, 1]
 * ```
 */
export function readIdx(file: Uint8Array | ArrayBuffer): IdxArray {
  const bytes = bytesOf(where, file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0)
    throw new FormatError({
      where,
      expected: isGzip(bytes)
        ? "unpacked bytes: a .gz file goes through zlib's gunzipSync or a DecompressionStream first"
        : 'two zero bytes, a type and a rank',
      got: describeStart(bytes),
      offset: 0,
    });
  const type = types.get(bytes[2]!);
  if (!type)
    throw new FormatError({
      where,
      expected: `a type of ${[...types.keys()].map(hex).join(', ')}`,
      got: hex(bytes[2]!),
      offset: 2,
    });
  const rank = bytes[3]!;
  const dataStart = 4 + 4 * rank;
  if (bytes.length < dataStart)
    throw new FormatError({ where, expected: `${rank} lengths of four bytes`, got: `${bytes.length} bytes in all` });
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, length) => product * length, 1);
  const expected = dataStart + count * type.bytes;
  if (bytes.length !== expected)
    throw new FormatError({
      where,
      expected: `${expected} bytes for shape ${shape.join('×')}`,
      got: `${bytes.length}`,
    });
  return { shape, data: type.read(new DataView(bytes.buffer, bytes.byteOffset + dataStart), count) };
}

/** By the magic number of RFC 1952. */
function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

function describeStart(bytes: Uint8Array): string {
  return bytes.length === 0 ? 'no bytes' : [...bytes.subarray(0, 4)].map(hex).join(' ');
}
