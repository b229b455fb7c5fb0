import { expect, it } from 'vitest';
import { ByteSource } from '../src/byteSource.js';

it('reads decisions from bytes, and zeros after their end', () => {
  const source = new ByteSource(Uint8Array.of(10, 1, 2, 3, 255, 0x80, 0x00));
  expect(source.below(7)).toBe(3);
  expect(source.below(2 ** 20)).toBe(((1 << 16) | (2 << 8) | 3) % 2 ** 20);
  expect(source.double()).toBe((0x800000 - ((0x800000 / 65536) | 0) * 65536 - 32768) / 2 ** 15);
  expect(source.more).toBe(false);
  expect([source.byte(), source.below(5), source.pick(['a', 'b'])]).toEqual([0, 0, 'a']);
});

it('reaches special doubles and any bits', () => {
  expect(new ByteSource(Uint8Array.of(0, 4)).double()).toBe(Number.NaN);
  expect(new ByteSource(Uint8Array.of(64, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0)).double()).toBe(1);
});
