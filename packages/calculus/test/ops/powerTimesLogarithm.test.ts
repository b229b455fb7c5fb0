import { describe, expect, it } from 'vitest';
import { compile, diff, evaluate, parse } from '../../src/index.js';

describe('derivatives by an exponent where the base is zero', () => {
  it('has the limit 0 for a positive exponent, in every order', () => {
    const f = parse('x^y');
    for (const by of [['y'], ['y', 'y'], ['x', 'y'], ['y', 'x'], ['x', 'x', 'y']]) {
      const derivative = diff(f, ...by);
      expect(evaluate(derivative, { x: 0, y: 3.5 })).toBe(0);
      expect(compile(derivative, ['x', 'y']).value([0, 3.5])).toBe(0);
      expect([...compile(derivative, ['x', 'y']).batch([Float64Array.of(0, 2), Float64Array.of(3.5, 2)], 2)][0]).toBe(
        0,
      );
    }
    expect(evaluate(diff(parse('0^y'), 'y'), { y: 2 })).toBe(0);
  });

  it('leaves poles and places where the power is not real as they are', () => {
    const slope = diff(parse('x^y'), 'y');
    expect(evaluate(slope, { x: 0, y: 0 })).toBe(Number.NEGATIVE_INFINITY);
    expect(evaluate(slope, { x: 0, y: -1 })).toBe(Number.NEGATIVE_INFINITY);
    expect(evaluate(slope, { x: -2, y: 2 })).toBeNaN();
    expect(evaluate(slope, { x: 2, y: 3 })).toBeCloseTo(8 * Math.log(2), 14);
    expect(evaluate(parse('x*log(x)'), { x: 0 })).toBeNaN();
  });
});
