import { ArgumentError, add, mul, ShapeError, std, tensor, variance } from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

/** Σ (x − x̄)²/(n − ddof) of integers, without rounding before the last division. */
function exactVariance(line: readonly number[], ddof: number): number {
  const n = line.length;
  const total = line.reduce((a, b) => a + b, 0);
  return line.reduce((a, b) => a + (n * b - total) ** 2, 0) / (n * n * (n - ddof));
}

test('of integers over each axis and over all, with and without a lost degree of freedom', () => {
  for (const dtype of ['f64', 'f32'] as const) {
    for (const shape of [[7], [2, 3], [5, 1], [2, 3, 4], [3, 2, 5, 7]]) {
      const size = shape.reduce((a, b) => a * b, 1);
      const all = Array.from({ length: size }, (_, i) => ((i * 29) % 11) - 4);
      const x = tensor(all, { shape, dtype });
      for (const ddof of [0, 0.5, 1]) {
        const scale = dtype === 'f64' ? 1e-14 : 1e-6;
        const close = (got: number, expected: number): void =>
          expect(Math.abs(got - expected)).toBeLessThanOrEqual(scale * (1 + expected));
        close(variance(x, { ddof }).item(), exactVariance(all, ddof));
        close(std(x, { ddof }).item(), Math.sqrt(exactVariance(all, ddof)));
        for (let axis = 0; axis < shape.length; axis++) {
          const n = shape[axis]!;
          if (n <= ddof) continue;
          const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
          const got = variance(x, { axis, ddof });
          const roots = std(x, { axis: axis - shape.length, ddof, keepDims: true });
          expect(got.shape).toEqual(shape.toSpliced(axis, 1));
          expect(roots.shape).toEqual(shape.with(axis, 1));
          for (let k = 0; k < got.size; k++) {
            const start = Math.floor(k / inner) * n * inner + (k % inner);
            const line = Array.from({ length: n }, (_, j) => all[start + j * inner]!);
            close(got.toTypedArray()[k]!, exactVariance(line, ddof));
            close(roots.toTypedArray()[k]!, Math.sqrt(exactVariance(line, ddof)));
          }
        }
      }
    }
  }
});

test('a mean far from zero costs no digits', () => {
  const x = tensor([4, 7, 13, 16]);
  // 4 + 10⁹ … 16 + 10⁹: the sum of squares minus the square of the sum has no correct digit.
  expect(variance(add(x, 1e9), { ddof: 1 }).item()).toBe(30);
  expect(variance(add(x, 2 ** 50), { ddof: 1 }).item()).toBe(30);
  const floats = tensor([4, 7, 13, 17], { dtype: 'f32' });
  // Their mean, 2²³ + 10.25, is no float: from 2²³ + 10 alone it would be 25.75.
  expect(variance(add(floats, 2 ** 23)).item()).toBe(25.6875);
});

test('the standard deviation of the largest and of the smallest numbers', () => {
  const x = tensor([2, 4, 4, 4, 5, 5, 7, 9]);
  for (const unit of [1, 2 ** 1000, 2 ** -1000, 2 ** 200]) expect(std(mul(x, unit)).item()).toBe(2 * unit);
  const floats = tensor([2, 4, 4, 4, 5, 5, 7, 9], { dtype: 'f32' });
  for (const unit of [1, 2 ** 100, 2 ** -100]) expect(std(mul(floats, unit)).item()).toBe(2 * unit);
  expect(std(tensor([3, 3, 3])).item()).toBe(0);
  expect(std(tensor([3])).item()).toBe(0);
  expect(std(tensor([1, Number.NaN])).item()).toBeNaN();
  expect(variance(tensor([1, Infinity])).item()).toBeNaN();
});

test('too few elements and wrong options are refused', () => {
  for (const f of [variance, std]) {
    expect(() => f(tensor([1]), { ddof: 1 })).toThrow(/more than 1 elements.*got 1 in shape 1/);
    expect(() => f(tensor([], { shape: [0, 3] }), { axis: 0 })).toThrow(ShapeError);
    expect(f(tensor([], { shape: [0, 3] }), { axis: 1 }).shape).toEqual([0]);
    for (const ddof of [-1, Number.NaN, Infinity]) expect(() => f(tensor([1, 2]), { ddof })).toThrow(ArgumentError);
    expect(() => f(tensor([1, 2]), { axis: 1 })).toThrow(ArgumentError);
  }
});
