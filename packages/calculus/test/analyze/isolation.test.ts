import { describe, expect, it } from 'vitest';
import { isolatedPoint } from '../../src/analyze/isolation.js';
import { gradientOf } from '../../src/derive/gradient.js';
import { parse, symbol } from '../../src/index.js';
import { canonical } from '../../src/simplify/canonical.js';

const certify = (text: string, names: readonly string[], near: readonly number[], reach: number) => {
  const f = canonical(parse(text));
  const variables = names.map((name) => symbol(name));
  return isolatedPoint(f, gradientOf(f, variables), names, near, reach);
};

describe('isolatedPoint', () => {
  it('knows fractions, multiples of π and square roots', () => {
    expect(certify('(x - 1/3)^4 + (y^2 - 2)^2', ['x', 'y'], [0.3334, 1.41422], 0.1)?.at).toEqual([1 / 3, Math.SQRT2]);
    expect(certify('x - sin(x)', ['x'], [6.2831], 0.1)?.at[0]).toBe(2 * Math.PI);
  });

  it('keeps the radius so small that no other critical point is inside', () => {
    // x³(x − 1/20) has the further one 3/80.
    const found = certify('x^4 - x^3/20', ['x'], [1e-6], 0.25)!;
    expect(found.at).toEqual([0]);
    expect(found.radius).toBeLessThan(3 / 80);
    expect(found.radius).toBeGreaterThan(1e-3);
  });

  it('says whether it is proved to be an extremum', () => {
    expect(certify('x^2 + y^4 + z^6', ['x', 'y', 'z'], [0, 0, 0], 0.1)?.extremum).toBe('minimum');
    expect(certify('-x^4 - y^4', ['x', 'y'], [0, 0], 0.1)?.extremum).toBe('maximum');
    expect(certify('x^3 - 3x*y^2', ['x', 'y'], [0, 0], 0.1)?.extremum).toBeUndefined();
    expect(certify('x^5', ['x'], [0], 0.1)?.extremum).toBeUndefined();
  });

  it('proves nothing along curves of critical points, and of points that are no zero', () => {
    expect(certify('x^2*y^2', ['x', 'y'], [0, 0], 0.1)).toBeUndefined();
    expect(certify('(x^2 + y^2 - 1)^2', ['x', 'y'], [0.6, 0.8], 0.1)).toBeUndefined();
    expect(certify('x^4 + x/1000000', ['x'], [0], 0.1)).toBeUndefined();
    expect(certify('x^2*abs(x)', ['x'], [0], 0.1)).toBeUndefined();
  });
});
