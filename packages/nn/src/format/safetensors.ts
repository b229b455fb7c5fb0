import { ArgumentError, FormatError, type Tensor, tensor } from '@nablajs/core-wasm';
import { bytesOf } from './bytes.js';
import { crc32 } from './crc32.js';
import {
  blankChecksum,
  checksumKey,
  formatChecksum,
  parseSafetensorsHeader,
  type StoredTensor,
} from './safetensorsHeader.js';

/** Tensors by name, in the order of the file, and the file's metadata. */
export class SafetensorsFile extends Map<string, Tensor> {
  /** Texts by name; the checksum that {@link writeSafetensors} adds is verified and left out. */
  readonly metadata: Readonly<Record<string, string>>;

  constructor(tensors: Iterable<readonly [string, Tensor]>, metadata: Readonly<Record<string, string>> = {}) {
    super(tensors);
    this.metadata = metadata;
  }
}

/**
 * Reads a safetensors file: tensors and metadata.
 *
 * F64 and F32 keep their type; F16 and BF16 become `f32`; integers and BOOL become `f64`. The whole header is checked
 * against the file's length before any element is copied, and the checksum where the file has one, so that a file
 * written by {@link writeSafetensors} with any bit flipped is refused. Files of other writers carry no checksum: there,
 * the structure is checked. A header of any length is read, padded or not, as by the format's own implementation; two
 * tensors of one name and elements that are not aligned, which that takes, are refused.
 *
 * @param file Its bytes; unchanged, and nothing returned is a view of it.
 * @throws FormatError when the bytes are not such a file, or hold a type, a rank above 4 or a 64-bit integer that a
 *   Tensor cannot represent.
 * @see https://github.com/huggingface/safetensors (the format)
 *
 * @example
 * ```ts
 * import { tensor } from '@nablajs/core-wasm';
 * import { readSafetensors, writeSafetensors } from '@nablajs/nn';
 *
 * const bytes = writeSafetensors({ W: tensor([[1, 2], [3, 4]]) }, { title: 'weights' });
 * const file = readSafetensors(bytes);
 * console.log(file.get('W')!.toArray(), file.metadata.title); // [[1, 2], [3, 4]] weights
 * ```
 */
export function readSafetensors(file: Uint8Array | ArrayBuffer): SafetensorsFile {
  const bytes = bytesOf('readSafetensors', file);
  const { metadata, tensors } = parseSafetensorsHeader(bytes);
  const texts = [...metadata].filter(([key]) => key !== checksumKey);
  return new SafetensorsFile(
    tensors.map((stored) => [stored.name, readTensor(bytes, stored)] as const),
    Object.fromEntries(texts),
  );
}

/**
 * Writes tensors and metadata as a safetensors file.
 *
 * The same tensors and metadata always give the same bytes: entries are ordered by element size (which aligns them all),
 * then by name, whatever order they came in. A CRC-32 of the file is put in the metadata under `nabla.crc32`, which
 * other readers show as one more text.
 *
 * @param tensors A Map or an object of tensors by name; unchanged.
 * @param metadata Texts by name. Names that begin with `nabla.crc32` are taken.
 * @throws ArgumentError when a value is no text or a name is taken.
 *
 * @example
 * ```ts
 * import { tensor } from '@nablajs/core-wasm';
 * import { writeSafetensors } from '@nablajs/nn';
 *
 * const bytes = writeSafetensors({ b: tensor([0, 0]), W: tensor([[1, 2], [3, 4]]) });
 * console.log(bytes.length % 8); // 0
 * ```
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const entries = [...(tensors instanceof Map ? tensors : Object.entries(tensors))] as [string, Tensor][];
  const ordered = entries
    .map(([name, value]) => ({ name, value, data: value.toTypedArray() }))
    .sort((a, b) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || compareText(a.name, b.name));
  const parts = [metadataEntry(metadata)];
  let length = 0;
  for (const { name, value, data } of ordered) {
    if (name === '__metadata__')
      throw new ArgumentError({ where: 'writeSafetensors', expected: 'names of tensors', got: `"${name}"` });
    const offsets = [length, length + data.byteLength];
    const entry = { dtype: value.dtype.toUpperCase(), shape: value.shape, data_offsets: offsets };
    parts.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`);
    length += data.byteLength;
  }
  const header = new TextEncoder().encode(`{${parts.join(',')}}`);
  const dataStart = 8 + Math.ceil(header.length / 8) * 8;
  const file = new Uint8Array(dataStart + length).fill(0x20, 8, dataStart);
  new DataView(file.buffer).setUint32(0, dataStart - 8, true);
  file.set(header, 8);
  let position = dataStart;
  for (const { data } of ordered) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  file.set(new TextEncoder().encode(formatChecksum(crc32(file))), 8 + metadataStart.length);
  return file;
}

/** How every file begins; the checksum's digits follow. */
const metadataStart = `{"__metadata__":{"${checksumKey}":"`;

/** `"__metadata__":{…}` with the blank checksum first, so that it stands at a known place, then the texts by name. */
function metadataEntry(metadata: Readonly<Record<string, string>>): string {
  const texts = Object.entries(metadata).sort(([a], [b]) => compareText(a, b));
  for (const [key, text] of texts) {
    if (typeof text !== 'string' || key.startsWith(checksumKey))
      throw new ArgumentError({
        where: 'writeSafetensors',
        expected: 'metadata of texts',
        got: `${key}: ${typeof text}`,
      });
  }
  const members = [[checksumKey, blankChecksum], ...texts].map((pair) =>
    pair.map((part) => JSON.stringify(part)).join(':'),
  );
  return `"__metadata__":{${members.join(',')}}`;
}

/** By UTF-16 code units: the same order on every machine and locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readTensor(bytes: Uint8Array, { name, type, shape, begin, end }: StoredTensor): Tensor {
  // Not slice(): that of a Node Buffer is a view.
  const data = new Uint8Array(bytes.subarray(begin, end)).buffer;
  const decode = decoders[type]!;
  return tensor(decode(data, name), { shape: [...shape], dtype: floatTypes.has(type) ? 'f32' : 'f64' });
}

const floatTypes: ReadonlySet<string> = new Set(['F32', 'F16', 'BF16']);

/** Elements by type. The format is little-endian, as is every machine that runs WebAssembly's typed arrays here. */
const decoders: Readonly<Record<string, (data: ArrayBuffer, name: string) => ArrayLike<number>>> = {
  F64: (data) => new Float64Array(data),
  F32: (data) => new Float32Array(data),
  F16: (data) => Float32Array.from(new Uint16Array(data), fromHalf),
  BF16: (data) => new Float32Array(Uint32Array.from(new Uint16Array(data), (bits) => bits << 16).buffer),
  I64: (data, name) => Float64Array.from(new BigInt64Array(data), (value) => exactNumber(value, name)),
  U64: (data, name) => Float64Array.from(new BigUint64Array(data), (value) => exactNumber(value, name)),
  I32: (data) => Float64Array.from(new Int32Array(data)),
  U32: (data) => Float64Array.from(new Uint32Array(data)),
  I16: (data) => Float64Array.from(new Int16Array(data)),
  U16: (data) => Float64Array.from(new Uint16Array(data)),
  I8: (data) => Float64Array.from(new Int8Array(data)),
  U8: (data) => Float64Array.from(new Uint8Array(data)),
  BOOL: (data) => Float64Array.from(new Uint8Array(data)),
};

/** IEEE 754 binary16: (−1)^s · 2^(e − 15) · (1 + m/1024), subnormal 2^(−14) · m/1024, e = 31 for ±∞ and NaN. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  return sign * (1024 + mantissa) * 2 ** (exponent - 25);
}

function exactNumber(value: bigint, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new FormatError({ where: 'readSafetensors', expected: `integers below 2⁵³ in "${name}"`, got: `${value}` });
  return number;
}
