import { describe, expect, it } from 'vitest';
import { beside, drawDigit } from '../../src/mnist/draw.js';

describe('drawDigit', () => {
  it('puts two pixels, one above the other, into a character', () => {
    const pixels = new Uint8Array(784);
    pixels[4 * 28 + 4] = 255; // top left of the inner square: an upper half block
    pixels[5 * 28 + 5] = 255; // one row below, one column on: a lower half block
    pixels[4 * 28 + 6] = pixels[5 * 28 + 6] = 255;
    const lines = drawDigit(pixels);
    expect(lines).toHaveLength(10);
    expect(lines[0].trimEnd()).toBe('▀▄█');
    expect(lines.every((line) => line.length === 20)).toBe(true);
    expect(lines.slice(1).join('').trim()).toBe('');
  });
});

describe('beside', () => {
  it('puts drawings in columns with their captions under them', () => {
    expect(
      beside([
        { lines: ['ab', 'cd'], caption: 'one' },
        { lines: ['ef', 'gh'], caption: 'two' },
      ]),
    ).toEqual([`${'ab'.padEnd(22)}ef`, `${'cd'.padEnd(22)}gh`, `${'one'.padEnd(22)}two`]);
    expect(beside([])).toEqual(['']);
  });
});
