import { ArgumentError, cond, ShapeError, tensor } from '@nablajs/core-wasm';
import { zooMatrix } from '@nablajs/testing';
import { expect, it } from 'vitest';

it('of Hilbert matrices (Todd, NBS Appl. Math. Ser. 39 (1954) 109)', () => {
  const known: readonly [n: number, condition: number][] = [
    [2, 19.281470067903967],
    [5, 476607.2502422621],
    [8, 15257575538.06],
  ];
  for (const [n, value] of known) {
    const a = tensor(zooMatrix('hilbert', n).data, { shape: [n, n] });
    expect(Math.abs(cond(a) / value - 1)).toBeLessThan(1e-5);
  }
});

it('of orthogonal, singular and scaled matrices', () => {
  expect(
    cond(
      tensor([
        [0, -1],
        [1, 0],
      ]),
    ),
  ).toBe(1);
  expect(
    cond(
      tensor([
        [1, 0],
        [0, 0],
      ]),
    ),
  ).toBe(Number.POSITIVE_INFINITY);
  expect(
    cond(
      tensor([
        [1e300, 0],
        [0, 1e-300],
      ]),
    ),
  ).toBe(Number.POSITIVE_INFINITY);
  expect(
    cond(
      tensor([
        [3e-300, 0, 0],
        [0, 1e-300, 0],
      ]),
    ),
  ).toBeCloseTo(3, 13);
});

it('in other norms: ‖A‖·‖A⁻¹‖ by hand', () => {
  // A⁻¹ = [−2 1; 1.5 −0.5].
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(cond(a, 1)).toBeCloseTo(6 * 3.5, 12);
  expect(cond(a, Number.POSITIVE_INFINITY)).toBeCloseTo(7 * 3, 12);
  expect(cond(a, 'fro')).toBeCloseTo(Math.sqrt(30 * 7.5), 12);
  expect(cond(a, 2)).toBe(cond(a));
  const singular = tensor([
    [1, 2],
    [2, 4],
  ]);
  for (const ord of [1, 'fro', Number.POSITIVE_INFINITY] as const) {
    expect(cond(singular, ord)).toBe(Number.POSITIVE_INFINITY);
  }
});

it('refuses what has no condition', () => {
  expect(() => cond(tensor([[1, 2]]), 1)).toThrow(ShapeError);
  expect(() => cond(tensor([[1]]), 3)).toThrow(/cond: ord: expected 1, 2, 'fro' or Infinity, got 3/);
  expect(() => cond(tensor([[Number.NaN]]), 1)).toThrow(ArgumentError);
  expect(() => cond(tensor([], { shape: [0, 0] }))).toThrow(ShapeError);
  expect(() => cond(tensor([[Number.POSITIVE_INFINITY]]))).toThrow(ArgumentError);
});
