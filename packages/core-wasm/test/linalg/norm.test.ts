import { ArgumentError, norm, ShapeError, tensor } from '@nablajs/core-wasm';
import { zooMatrix } from '@nablajs/testing';
import { expect, it } from 'vitest';

const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;

it('of a vector', () => {
  const x = tensor([3, -4, 12]);
  expect([norm(x), norm(x, 1), norm(x, 2), norm(x, 'fro'), norm(x, infinity)]).toEqual([13, 19, 13, 13, 12]);
});

it('of a matrix', () => {
  const a = tensor([
    [1, -2, 3],
    [-4, 5, -6],
  ]);
  expect([norm(a, 1), norm(a, infinity)]).toEqual([9, 15]);
  expect(norm(a)).toBeCloseTo(Math.sqrt(91), 14);
  expect(norm(a, 'fro')).toBe(norm(a));
  // σ² are the eigenvalues of A·Aᵀ = ((14, −32), (−32, 77)): (91 ± √(63² + 64²))/2.
  expect(norm(a, 2)).toBeCloseTo(Math.sqrt((91 + Math.sqrt(63 ** 2 + 64 ** 2)) / 2), 13);
});

it('neither overflows nor underflows where the norm does not', () => {
  for (const unit of [1e300, 1e-300, 1e-310]) {
    expect(norm(tensor([3 * unit, 4 * unit])) / (5 * unit)).toBeCloseTo(1, 12);
    expect(norm(tensor([[3 * unit], [4 * unit]]), 2) / (5 * unit)).toBeCloseTo(1, 12);
  }
  expect(norm(tensor([3e30, 4e30], { dtype: 'f32' })) / 5e30).toBeCloseTo(1, 6);
  expect(norm(tensor([1e308, 1e308]), 1)).toBe(infinity);
});

it('norms satisfy ‖A‖₂² ≤ ‖A‖₁·‖A‖∞ and ‖A‖₂ ≤ ‖A‖_F ≤ √rank·‖A‖₂', () => {
  const a = tensor(zooMatrix('random', 40, 30).data, { shape: [40, 30] });
  expect(norm(a, 2) ** 2).toBeLessThan(norm(a, 1) * norm(a, infinity));
  expect(norm(a, 2)).toBeLessThan(norm(a));
  expect(norm(a)).toBeLessThan(Math.sqrt(30) * norm(a, 2));
});

it('lets NaN and infinities through', () => {
  for (const ord of [1, 2, 'fro', infinity] as const) {
    expect(
      norm(
        tensor([
          [1, nan],
          [infinity, 2],
        ]),
        ord,
      ),
    ).toBeNaN();
    expect(
      norm(
        tensor([
          [1, -infinity],
          [3, 2],
        ]),
        ord,
      ),
    ).toBe(infinity);
    expect(norm(tensor([1, nan]), ord)).toBeNaN();
    expect(norm(tensor([]), ord)).toBe(0);
    expect(norm(tensor([], { shape: [0, 3] }), ord)).toBe(0);
  }
});

it('refuses other orders and ranks', () => {
  expect(() => norm(tensor([1]), 3)).toThrow(ArgumentError);
  expect(() => norm(tensor(1))).toThrow(ShapeError);
});
