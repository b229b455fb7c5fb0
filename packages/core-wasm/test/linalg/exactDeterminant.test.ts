import { describe, expect, it } from 'vitest';
import { exactDeterminant } from '../../src/linalg/exactDeterminant.js';

describe('exactDeterminant', () => {
  it('integers', () => {
    expect(exactDeterminant(0, [])).toBe(1);
    expect(exactDeterminant(1, [-7])).toBe(-7);
    expect(exactDeterminant(3, [1, 2, 3, 4, 5, 6, 7, 8, 10])).toBe(-3);
    expect(exactDeterminant(3, [0, 1, 0, 0, 0, 1, 1, 0, 0])).toBe(1);
    expect(exactDeterminant(2, [0, 0, 0, 5])).toBe(0);
  });

  it('fractions and subnormal numbers, rounded once', () => {
    expect(exactDeterminant(2, [0.1, 0.3, 0.2, 0.6])).toBe(0);
    // (1 + u)² − 1 = 2u + u² for u = 2⁻⁵²; u² is beyond the last place.
    expect(exactDeterminant(2, [1 + 2 ** -52, 1, 1, 1 + 2 ** -52])).toBe(2 ** -51);
    expect(exactDeterminant(2, [5e-324, 0, 0, 2 ** 1000])).toBe(2 ** -74);
    expect(exactDeterminant(1, [5e-324])).toBe(5e-324);
    expect(exactDeterminant(2, [1e300, 0, 0, 1e300])).toBe(Infinity);
  });

  it('never rounds a determinant to 0', () => {
    expect(exactDeterminant(2, [5e-324, 0, 0, -0.25])).toBe(-5e-324);
  });
});
