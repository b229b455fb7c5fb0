import { scaled, symmetrized, zoo, zooMatrix, zooNames } from '@nablajs/testing';
import { expect, it } from 'vitest';

it('gives the same entries for the same name and size, other entries for others', () => {
  for (const name of zooNames) expect(zooMatrix(name, 5, 4).data).toEqual(zooMatrix(name, 5, 4).data);
  expect(zooMatrix('random', 5).data).not.toEqual(zooMatrix('random', 5, 6).data.slice(0, 25));
  expect(() => zooMatrix('unicorn', 2)).toThrow('no matrix is called unicorn');
});

it('has finite entries of the type at every size, and both ends of its range', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    for (const [m, n] of [
      [0, 0],
      [1, 1],
      [2, 3],
      [3, 2],
      [20, 20],
    ] as const) {
      const all = zoo(m, n, dtype);
      expect(all.length).toBe(zooNames.length + 2);
      for (const { name, rows, cols, data } of all) {
        expect([rows, cols, data.length]).toEqual([m, n, m * n]);
        expect(
          data.every((x) => Number.isFinite(x) && (dtype === 'f64' || Math.fround(x) === x)),
          name,
        ).toBe(true);
      }
    }
  }
});

it('symmetrizes and scales', () => {
  const a = symmetrized(zooMatrix('random', 6)).data;
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) expect(a[i * 6 + j]).toBe(a[j * 6 + i]);
  expect(scaled(zooMatrix('identity', 2), 3).data).toEqual(Float64Array.of(3, 0, 0, 3));
});

it('knows its matrices: Hilbert, Kahan, W+, growth', () => {
  expect([...zooMatrix('hilbert', 2).data]).toEqual([1, 1 / 2, 1 / 2, 1 / 3]);
  expect(zooMatrix('kahan', 3).data[1]).toBe(-Math.cos(1.2));
  expect([...zooMatrix('wilkinson', 3).data]).toEqual([1, 1, 0, 1, 0, 1, 0, 1, 1]);
  expect([...zooMatrix('growth', 3).data]).toEqual([1, 0, 1, -1, 1, 1, -1, -1, 1]);
});
