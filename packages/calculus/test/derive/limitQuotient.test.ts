import { describe, expect, it } from 'vitest';
import { compose, constant, diff, limitQuotient, parse } from '../../src/index.js';

const origin = { x: 0, y: 0 };

describe('limitQuotient', () => {
  it("finds f_xy(0, 0) = −1 and f_yx(0, 0) = +1 for Schwarz's counterexample", () => {
    const f = parse('x*y*(x^2 - y^2)/(x^2 + y^2)');
    for (const variable of ['x', 'y']) {
      expect(limitQuotient(f, variable, origin, { value: 0 }).limit).toBeCloseTo(0, 12);
    }
    // In reading order: f_xy = ∂/∂y(∂f/∂x).
    expect(limitQuotient(diff(f, 'x'), 'y', origin, { value: 0 }).limit).toBeCloseTo(-1, 12);
    expect(limitQuotient(diff(f, 'y'), 'x', origin, { value: 0 }).limit).toBeCloseTo(1, 12);
  });

  it('finds every directional derivative of a function that is not continuous', () => {
    // x²y/(x⁴ + y²) along (cos α, sin α): cos²α/sin α, which ∇f·e = 0 does not give.
    const f = parse('x^2*y/(x^4 + y^2)');
    for (const angle of [0.3, 1, 2.5]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const along = compose(f, { x: parse('c*t'), y: parse('s*t') });
      const line = compose(along, { c: constant(c), s: constant(s) });
      expect(limitQuotient(line, 't', { t: 0 }, { value: 0 }).limit).toBeCloseTo((c * c) / s, 6);
    }
    for (const variable of ['x', 'y']) expect(limitQuotient(f, variable, origin, { value: 0 }).limit).toBe(0);
  });
});
