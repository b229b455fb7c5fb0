import { ArgumentError, random, ShapeError, tensor } from '@nablajs/core-wasm';
import { oneHot, standardize, trainTestSplit } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

describe('trainTestSplit', () => {
  const X = tensor(Array.from({ length: 20 }, (_, i) => [i, 10 * i]));
  const labels = Array.from({ length: 20 }, (_, i) => i);

  it('deals every row to one part, its label with it', () => {
    const { train, test } = trainTestSplit(X, labels, { share: 0.3, seed: 4 });
    expect([train.X.shape, test.X.shape]).toEqual([[14, 2], [6, 2]]); // biome-ignore format: one line
    for (const part of [train, test]) expect(part.X.toArray()).toEqual(part.labels.map((label) => [label, 10 * label]));
    expect([...train.labels, ...test.labels].toSorted((a, b) => a - b)).toEqual(labels);
    expect(test.labels).toEqual(trainTestSplit(X, labels, { share: 0.3, seed: 4 }).test.labels);
    expect(test.labels).not.toEqual(trainTestSplit(X, labels, { share: 0.3, seed: 5 }).test.labels);
  });

  it('takes typed labels and a Tensor of targets', () => {
    const { test } = trainTestSplit(X, Uint8Array.from(labels), { seed: 1 });
    expect(test.labels).toBeInstanceOf(Uint8Array);
    const tensors = trainTestSplit(X, X, { seed: 1 });
    expect(tensors.test.labels.toArray()).toEqual(tensors.test.X.toArray());
  });

  it('takes nested arrays', () => {
    const { train, test } = trainTestSplit([[1, 2], [3, 4], [5, 6]], [0, 1, 2], { share: 0.5 }); // biome-ignore format: one line
    expect([...train.labels, ...test.labels].sort()).toEqual([0, 1, 2]);
    expect(
      standardize([[1], [3]])
        .apply([[5]])
        .toArray(),
    ).toEqual([[3]]);
  });

  it('refuses a share that is none, and lengths that differ', () => {
    expect(() => trainTestSplit(X, labels, { share: 1 })).toThrow(ArgumentError);
    expect(() => trainTestSplit(X, [1, 2])).toThrow(ShapeError);
    expect(() => trainTestSplit(tensor([1, 2]), [1, 2])).toThrow(ShapeError);
  });
});

describe('standardize', () => {
  it('makes columns of mean 0 and deviation 1, also far from 0, and leaves constant ones', () => {
    const X = random(2).normal([500, 2], { mean: 1e9, std: 3 });
    const wide = tensor((X.toArray() as number[][]).map(([a, b]) => [a!, 1e-3 * b!, 5]));
    const scale = standardize(wide);
    const columns = scale.apply(wide).toArray() as number[][];
    for (const j of [0, 1]) {
      const column = columns.map((row) => row[j]!);
      const mean = column.reduce((sum, x) => sum + x, 0) / 500;
      expect(mean).toBeCloseTo(0, 6);
      expect(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 500).toBeCloseTo(1, 6);
    }
    expect(columns.every((row) => row[2] === 0)).toBe(true);
  });

  it('names the row of a number that is not finite, and the width', () => {
    expect(() => standardize(tensor([[1, 2], [3, Number.NaN]]))).toThrow(/row 1, column 1.*NaN/); // biome-ignore format: one line
    expect(() => standardize(tensor([[1, 2]])).apply(tensor([[1]]))).toThrow(ShapeError);
  });
});

describe('oneHot', () => {
  it('puts a 1 at each label', () => {
    expect(oneHot(Uint8Array.of(1, 0), 2, { dtype: 'f32' })).toMatchObject({ dtype: 'f32', shape: [2, 2] });
    expect(oneHot([1, 0], 3).toArray()).toEqual([[0, 1, 0], [1, 0, 0]]); // biome-ignore format: one line
    expect(() => oneHot([0, 3], 3)).toThrow(/row 1.*0 to 2, got 3/);
    expect(() => oneHot([], 0)).toThrow(ArgumentError);
  });
});
