import { FormatError } from '@nablajs/core-wasm';
import { crc32 } from './crc32.js';
import { HeaderScanner } from './headerScanner.js';

const where = 'readSafetensors';

/** Bytes of an element, by safetensors' names of the types that a Tensor can hold the values of. */
const elementBytes: ReadonlyMap<string, number> = new Map([
  ['F64', 8],
  ['I64', 8],
  ['U64', 8],
  ['F32', 4],
  ['I32', 4],
  ['U32', 4],
  ['F16', 2],
  ['BF16', 2],
  ['I16', 2],
  ['U16', 2],
  ['I8', 1],
  ['U8', 1],
  ['BOOL', 1],
]);

/** Where a tensor's elements stand: `begin` and `end` count bytes from the start of the file. */
export interface StoredTensor {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly begin: number;
  readonly end: number;
}

/** A header that has been checked against the length of its file. */
export interface SafetensorsHeader {
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: readonly StoredTensor[];
}

/** The metadata entry that holds the CRC-32 of the file, counted with its own eight digits as zeros. */
export const checksumKey = 'nabla.crc32';
/** What stands for the checksum while it is computed. */
export const blankChecksum = '00000000';

const maxHeaderBytes = 100_000_000;
const maxRank = 4;

/**
 * Reads and checks the header: [u64 N, little-endian] [N bytes of JSON, spaces behind it allowed] [elements].
 *
 * The elements' intervals must tile the rest of the file: no hole, no overlap, nothing behind them; each interval is as
 * long as its shape says and aligned to its element. Nothing is allocated but the header's own entries.
 *
 * @throws FormatError on anything else.
 */
export function parseSafetensorsHeader(bytes: Uint8Array): SafetensorsHeader {
  const headerBytes = headerLength(bytes);
  const dataStart = 8 + headerBytes;
  const scanner = new HeaderScanner(bytes.subarray(8, dataStart));
  const metadata = new Map<string, string>();
  const tensors: StoredTensor[] = [];
  let checksumEnd = 0;
  scanner.object((name) => {
    if (name !== '__metadata__') {
      tensors.push(readEntry(scanner, name, dataStart));
      return;
    }
    scanner.object((key) => {
      metadata.set(key, scanner.string());
      if (key === checksumKey) checksumEnd = 8 + scanner.position - 1;
    });
  });
  scanner.end();
  requireTiling(tensors, dataStart, bytes.length);
  requireChecksum(bytes, metadata, checksumEnd);
  return { metadata, tensors };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < 8)
    throw new FormatError({ where, expected: 'at least 8 bytes, the header’s length', got: `${bytes.length} bytes` });
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  const available = Math.min(bytes.length - 8, maxHeaderBytes);
  if (length > available)
    throw new FormatError({ where, expected: `a header of at most ${available} bytes`, got: `${length}`, offset: 0 });
  return length;
}

function readEntry(scanner: HeaderScanner, name: string, dataStart: number): StoredTensor {
  let type: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  scanner.object((key) => {
    if (key === 'dtype') type = scanner.string();
    else if (key === 'shape') shape = scanner.wholeNumbers();
    else if (key === 'data_offsets') offsets = scanner.wholeNumbers();
    else throw scanner.error('dtype, shape and data_offsets', `"${key}" in "${name}"`);
  });
  if (type === undefined || shape === undefined || offsets?.length !== 2)
    throw scanner.error('dtype, shape and two data_offsets', `an incomplete "${name}"`);
  const width = elementBytes.get(type);
  if (width === undefined) throw scanner.error(`a type of ${[...elementBytes.keys()].join(', ')}`, `"${type}"`);
  if (shape.length > maxRank) throw scanner.error(`a rank of at most ${maxRank}`, `${shape.length} in "${name}"`);
  const [begin, end] = offsets as [number, number];
  const size = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(size * width) || end - begin !== size * width || begin % width !== 0)
    throw scanner.error(
      `"${name}", ${type} of shape [${shape}], in ${size * width} aligned bytes`,
      `bytes ${begin} to ${end}`,
    );
  return { name, type, shape, size, begin: dataStart + begin, end: dataStart + end };
}

function requireTiling(tensors: readonly StoredTensor[], dataStart: number, fileEnd: number): void {
  let reached = dataStart;
  for (const tensor of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (tensor.begin !== reached)
      throw new FormatError({
        where,
        expected: `"${tensor.name}" to begin where the tensor before it ends, at byte ${reached}`,
        got: `byte ${tensor.begin}`,
      });
    reached = tensor.end;
  }
  if (reached !== fileEnd)
    throw new FormatError({ where, expected: `a file of ${reached} bytes, by its header`, got: `${fileEnd} bytes` });
}

function requireChecksum(bytes: Uint8Array, metadata: ReadonlyMap<string, string>, end: number): void {
  const stored = metadata.get(checksumKey);
  if (stored === undefined) {
    const damaged = [...metadata.keys()].find(isDamagedChecksumKey);
    if (damaged !== undefined)
      throw new FormatError({ where, expected: `the metadata entry "${checksumKey}"`, got: `"${damaged}"` });
    return;
  }
  const begin = end - blankChecksum.length;
  const before = crc32(bytes.subarray(0, begin));
  const blank = crc32(new TextEncoder().encode(blankChecksum), before);
  const actual = formatChecksum(crc32(bytes.subarray(end), blank));
  if (actual !== stored)
    throw new FormatError({
      where,
      expected: `bytes with the checksum ${stored}`,
      got: `${actual}: the file is damaged`,
    });
}

/** Eight hexadecimal digits. */
export function formatChecksum(crc: number): string {
  return crc.toString(16).padStart(blankChecksum.length, '0');
}

/** One flipped bit in the key would otherwise switch the checksum off. */
function isDamagedChecksumKey(key: string): boolean {
  if (key.length !== checksumKey.length) return false;
  const different = [...checksumKey].filter((letter, i) => letter !== key[i]).length;
  return different === 1;
}
