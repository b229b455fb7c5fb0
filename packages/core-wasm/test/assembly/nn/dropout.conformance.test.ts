// Dropout's masks: their values, their share, and what they depend on.
import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';

const n = 100_000;

function mask(p: number, key: readonly [number, number], step: number): Float32Array {
  const block = allocate(12 * n);
  block.f32().fill(3, 0, n);
  kernels().sdropout(n, p, key[0], key[1], step, block.ptr, block.ptr + 4 * n, block.ptr + 8 * n);
  const drawn = block.f32(4 * n, n).slice();
  const y = block.f32(8 * n, n);
  expect(y.every((value, i) => value === Math.fround(3 * drawn[i]!))).toBe(true);
  block.free();
  return drawn;
}

describe('dropout', () => {
  it.each([0.1, 0.5, 0.9])('keeps 1 − p of the entries, scaled so that the mean stays: p = %f', (p) => {
    const drawn = mask(p, [1, 2], 3);
    expect(new Set(drawn)).toEqual(new Set([0, Math.fround(1 / (1 - p))]));
    const kept = drawn.filter((value) => value > 0).length / n;
    // Five standard deviations of a binomial share.
    expect(Math.abs(kept - (1 - p))).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / n));
  });

  it('keeps everything for p = 0', () => {
    expect(mask(0, [5, 6], 7).every((value) => value === 1)).toBe(true);
  });

  it('draws the same mask for the same key and step, and an independent one for another', () => {
    const first = mask(0.5, [1, 2], 3);
    expect(mask(0.5, [1, 2], 3)).toEqual(first);
    for (const [key, step] of [
      [[1, 2], 4],
      [[2, 2], 3],
      [[1, 3], 3],
      [[0, 0], 0],
    ] as const) {
      // biome-ignore format: a table
      const other = mask(0.5, key, step);
      const equal = other.filter((value, i) => value === first[i]).length / n;
      expect(Math.abs(equal - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / n));
    }
  });
});
