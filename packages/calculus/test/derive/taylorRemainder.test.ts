import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { evaluate, parse, taylor, taylorRemainder } from '../../src/index.js';

describe('taylorRemainder', () => {
  it.each([
    ['exp(x)*sin(y)', { x: 0.2, y: 0.5 }, 2],
    ['log(1 + x^2 + y^2)', { x: 0.5, y: -0.3 }, 3],
    ['sqrt(x)*y', { x: 2, y: 1 }, 1],
  ] as const)('bounds the error of the polynomial of %s', (text, at, order) => {
    const f = parse(text);
    const T = taylor(f, at, order);
    const r = 0.125;
    const bound = taylorRemainder(f, at, order, { x: [at.x - r, at.x + r], y: [at.y - r, at.y + r] });
    let worst = 0;
    for (let i = -4; i <= 4; i++) {
      for (let j = -4; j <= 4; j++) {
        const point = { x: at.x + (i * r) / 4, y: at.y + (j * r) / 4 };
        worst = Math.max(worst, Math.abs((evaluate(f, point) as number) - (evaluate(T, point) as number)));
      }
    }
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThan(20 * worst);
  });

  it('is the textbook bound for e^x, zero for a polynomial, infinite across a pole', () => {
    expect(taylorRemainder(parse('exp(x)'), { x: 0 }, 3, { x: [0, 1] })).toBeCloseTo(Math.E / 24, 12);
    expect(taylorRemainder(parse('x^2'), { x: 1 }, 2, { x: [0, 2] })).toBe(0);
    expect(taylorRemainder(parse('1/x'), { x: 1 }, 2, { x: [-1, 2] })).toBe(Number.POSITIVE_INFINITY);
  });

  it('has no bound across a kink, though the derivatives beyond it vanish', () => {
    // T₃ of |x|³ at 1 is x³, which is off by 2 at −1.
    const f = parse('abs(x)^3');
    expect(taylorRemainder(f, { x: 1 }, 3, { x: [-1, 2] })).toBe(Number.POSITIVE_INFINITY);
    expect(taylorRemainder(f, { x: 1 }, 3, { x: [0.5, 2] })).toBe(0);
  });

  it('refuses boxes without the centre', () => {
    expect(() => taylorRemainder(parse('x'), { x: 3 }, 1, { x: [0, 1] })).toThrow(ArgumentError);
    expect(() => taylorRemainder(parse('x*y'), { x: 0 }, 1, { x: [0, 1] })).toThrow(ArgumentError);
    expect(() => taylorRemainder(parse('x'), { x: 0 }, -1, { x: [0, 1] })).toThrow(ArgumentError);
  });
});
