// lmder's rules for the radius, case by case.
import { describe, expect, it } from 'vitest';
import { resizedRadius } from '../../src/leastSquares/resizedRadius.js';

const step = { ratio: 0.5, length: 1, inside: false, slope: -1, actual: 1 };

describe('the next radius', () => {
  it('is twice the step after one that was foretold well, or that the radius did not cut short', () => {
    expect(resizedRadius(1, { ...step, ratio: 0.75 })).toBe(2);
    expect(resizedRadius(100, { ...step, inside: true })).toBe(2);
    expect(resizedRadius(1, step)).toBe(1);
  });

  it('shrinks by half after a poor step, and after one uphill to the minimizer of the parabola, between ½ and a tenth', () => {
    expect(resizedRadius(1, { ...step, ratio: 0.1 })).toBe(0.5);
    // φ(t) = −2t + 7t²: slope −2, φ(1) = 5, least at t = 1/7
    expect(resizedRadius(1, { ...step, ratio: -1, slope: -1, actual: -5 })).toBeCloseTo(1 / 7, 14);
    expect(resizedRadius(1, { ...step, ratio: -1, actual: -1e9 })).toBe(0.1);
    expect(resizedRadius(1, { ...step, ratio: Number.NEGATIVE_INFINITY, actual: Number.NaN })).toBe(0.1);
    expect(resizedRadius(1e6, { ...step, ratio: 0.1 })).toBe(5);
  });
});
