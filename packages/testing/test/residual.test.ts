import { epsilonOf, norm1, orthogonalityRatio, product, residualRatio, transposed } from '@nablajs/testing';
import { expect, it } from 'vitest';

it('product and transposed of small matrices', () => {
  expect([...product(2, 3, 2, [1, 2, 3, 4, 5, 6], [1, 0, 0, 1, 1, 1])]).toEqual([4, 5, 10, 11]);
  expect([...transposed(2, 3, [1, 2, 3, 4, 5, 6])]).toEqual([1, 4, 2, 5, 3, 6]);
  expect(norm1(2, 2, [1, -2, 3, -4])).toBe(6);
});

it('a residual ratio counts rounding units, sees NaN, and is 0 for equal matrices', () => {
  const a = [1, 2, 3, 4];
  expect(residualRatio(2, 2, a, a, epsilonOf.f64)).toBe(0);
  expect(residualRatio(2, 2, a, [1, 2, 3, 4 + 12 * epsilonOf.f64], epsilonOf.f64)).toBeCloseTo(1.0, 0);
  expect(residualRatio(2, 2, a, [1, 2, 3, Number.NaN], epsilonOf.f64)).toBeNaN();
  expect(residualRatio(2, 2, a, [Number.NaN, 2, 3, 5], epsilonOf.f64)).toBeNaN();
  expect(residualRatio(1, 1, [0], [1e-300], epsilonOf.f64)).toBe(Number.POSITIVE_INFINITY);
});

it('an orthogonality ratio is 0 for the identity and large for dependent columns', () => {
  expect(orthogonalityRatio(2, 2, [1, 0, 0, 1], epsilonOf.f64)).toBe(0);
  expect(orthogonalityRatio(2, 2, [1, 1, 0, 0], epsilonOf.f64)).toBeGreaterThan(1e15);
});
