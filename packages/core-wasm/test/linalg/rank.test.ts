import { ArgumentError, rank, ShapeError, tensor } from '@nablajs/core-wasm';
import { fill, zooMatrix } from '@nablajs/testing';
import { expect, it } from 'vitest';

const square = (name: string, m: number, n: number = m, dtype: 'f64' | 'f32' = 'f64') =>
  tensor(zooMatrix(name, m, n).data, { shape: [m, n], dtype });

it('counts the singular values that are not zero', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    for (const [m, n] of [
      [1, 1],
      [10, 10],
      [40, 25],
      [25, 40],
    ] as const) {
      const k = Math.min(m, n);
      expect(rank(square('random', m, n, dtype))).toBe(k);
      expect(rank(square('rank-deficient', m, n, dtype))).toBe(Math.ceil(k / 2));
      expect(rank(square('rank-one', m, n, dtype))).toBe(1);
      expect(rank(square('zero', m, n, dtype))).toBe(0);
    }
  }
});

it('of an integer matrix with a known null space', () => {
  const n = 12;
  expect(
    rank(
      tensor(
        fill(n, n, (i, j) => i + j),
        { shape: [n, n] },
      ),
    ),
  ).toBe(2);
  expect(rank(tensor([], { shape: [0, 4] }))).toBe(0);
});

it('takes the tolerance it is given', () => {
  const a = tensor([
    [1, 0],
    [0, 1e-3],
  ]);
  expect(rank(a)).toBe(2);
  expect(rank(a, { tolerance: 1e-2 })).toBe(1);
  expect(() => rank(a, { tolerance: Number.NaN })).toThrow(ArgumentError);
});

it('refuses what is no matrix of finite numbers', () => {
  expect(() => rank(tensor([1]))).toThrow(ShapeError);
  expect(() => rank(tensor([[Number.NaN]]))).toThrow(ArgumentError);
});

it('refuses options it does not know', () => {
  const a = tensor([[1, 2]]);
  expect(() => rank(a, 1e-10 as never)).toThrow(/rank: expected options among tolerance/);
});
