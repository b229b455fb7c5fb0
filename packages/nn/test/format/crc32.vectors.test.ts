// The check value of CRC-32 in G. Cook’s catalogue of parametrised CRC algorithms, and well-known texts (zlib’s crc32 gives the same).
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/format/crc32.js';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('crc32', () => {
  it.each([
    ['123456789', 0xcbf43926],
    ['', 0],
    ['a', 0xe8b7be43],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j', (text, expected) => {
    expect(crc32(ascii(text))).toBe(expected);
  });

  it('goes on from the checksum of what came before', () => {
    for (let cut = 0; cut <= 9; cut++)
      expect(crc32(ascii('123456789'.slice(cut)), crc32(ascii('123456789'.slice(0, cut))))).toBe(0xcbf43926);
  });
});
