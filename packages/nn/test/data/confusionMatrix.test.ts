import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import { confusionMatrix } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

describe('confusionMatrix', () => {
  it('counts labels by rows and predictions by columns', () => {
    const result = confusionMatrix([0, 0, 0, 1, 1, 2], Uint8Array.of(0, 0, 1, 1, 1, 0));
    expect(result.counts).toEqual([[2, 1, 0], [0, 2, 0], [1, 0, 0]]); // biome-ignore format: a matrix
    expect(result.accuracy).toBeCloseTo(4 / 6, 15);
    expect(result.precision).toEqual([2 / 3, 2 / 3, 0]);
    expect(result.recall).toEqual([2 / 3, 1, 0]);
    expect(result.f1.map((f) => Math.round(f * 1e6))).toEqual([666667, 800000, 0]);
    expect(confusionMatrix([0], [0], 3).counts).toHaveLength(3);
  });

  it('refuses what is no class', () => {
    expect(() => confusionMatrix([0, 1], [0])).toThrow(ShapeError);
    for (const labels of [[-1], [0.5], [Number.NaN], [1e9]])
      expect(() => confusionMatrix(labels, [0])).toThrow(ArgumentError);
    expect(() => confusionMatrix([], [])).toThrow(ArgumentError);
    expect(() => confusionMatrix([0, 3], [0, 1], 3)).toThrow(/row 1/);
  });
});
