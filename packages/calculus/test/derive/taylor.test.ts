import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import {
  DomainError,
  directional,
  type Expr,
  equals,
  evaluate,
  limitQuotient,
  parse,
  quadraticForm,
  symbol,
  taylor,
} from '../../src/index.js';

describe('taylor', () => {
  it.each([
    ['exp(x)', 5, 'x^5/120 + x^4/24 + x^3/6 + x^2/2 + x + 1'],
    ['sin(x)', 7, '-x^7/5040 + x^5/120 - x^3/6 + x'],
    ['log(1 + x)', 4, '-x^4/4 + x^3/3 - x^2/2 + x'],
    ['1/(1 - x)', 4, 'x^4 + x^3 + x^2 + x + 1'],
    ['sqrt(1 + x)', 3, 'x^3/16 - x^2/8 + x/2 + 1'],
  ])('%s to order %i', (f, order, expected) => expect(taylor(parse(f), { x: 0 }, order).toString()).toBe(expected));

  it('has a remainder of the next order in several variables', () => {
    const f = parse('exp(x*y)*cos(z - x)');
    const at = { x: 0.3, y: -0.5, z: 1.1 };
    for (const order of [1, 2, 3]) {
      const T = taylor(f, at, order);
      const rest = (h: number): number => {
        const point = { x: at.x + h, y: at.y - h / 2, z: at.z + 2 * h };
        return Math.abs((evaluate(f, point) as number) - (evaluate(T, point) as number));
      };
      expect(Math.log2(rest(1 / 128) / rest(1 / 256))).toBeCloseTo(order + 1, 0);
    }
  });

  it('takes a symbolic centre and parameters', () => {
    const T = taylor(parse('k*sin(x)'), { x: symbol('a') }, 1);
    expect(equals(T, parse('k*(sin(a) + (x - a)*cos(a))'))).toBe(true);
    expect(taylor(parse('x^2'), { x: 3 }, 2).toString()).toBe('(x - 3)^2 + 6*x - 9');
  });

  it('refuses a centre outside the domain and orders that are none', () => {
    expect(() => taylor(parse('log(x)'), { x: 0 }, 1)).toThrow(DomainError);
    expect(() => taylor(parse('x'), { x: 0 }, -1)).toThrow(ArgumentError);
    expect(() => taylor(parse('x'), {}, 1)).toThrow(ArgumentError);
  });
});

describe('quadraticForm', () => {
  it('has the half outside: the Newton step of x² at 1 is −1', () => {
    const { value, gradient, hessian } = quadraticForm(parse('x^2'), { x: 1 });
    expect([value, gradient[0], hessian[0]![0]]).toEqual([1, 2, 2]);
    expect(-gradient[0]! / hessian[0]![0]!).toBe(-1);
  });

  it('is symbolic at a symbolic point', () => {
    const { hessian } = quadraticForm(parse('x^3'), { x: symbol('a') as Expr });
    expect(hessian[0]![0]!.toString()).toBe('6*a');
  });
});

describe('directional', () => {
  it('normalises, takes angles, and refuses what is no direction', () => {
    const f = parse('x^2*y');
    const at = { x: 1, y: 2 };
    expect(directional(f, ['x', 'y'], [3, 0], { at })).toBe(4);
    expect(directional(f, ['x', 'y'], { angles: [Math.PI / 3, Math.PI / 6] }, { at })).toBeCloseTo(
      2 + Math.sqrt(3) / 2,
      14,
    );
    expect(directional(f, ['x', 'y'], [1e-200, 0], { at })).toBe(4);
    expect(() => directional(f, ['x', 'y'], [0, 0], { at })).toThrow(ArgumentError);
    expect(() => directional(f, ['x', 'y'], [1], { at })).toThrow(ArgumentError);
    expect(() => directional(f, ['x', 'y'], { angles: [0, 0] }, { at })).toThrow(ArgumentError);
    expect(() => directional(parse('log(x)'), ['x'], [1], { at: { x: -1 } })).not.toThrow();
    expect(() => directional(parse('sqrt(x)'), ['x'], [1], { at: { x: -1 } })).toThrow(DomainError);
    expect(directional(f, ['x', 'y'], [0, 2]).toString()).toBe('x^2');
  });
});

describe('limitQuotient', () => {
  it('finds the derivative by the definition', () => {
    const { limit, agrees, error, rows } = limitQuotient(parse('exp(x*y)*sin(x)'), 'x', { x: 0.7, y: 1.2 });
    expect(agrees).toBe(true);
    expect(error).toBeLessThan(1e-8);
    expect(rows.length).toBeGreaterThan(5);
    expect(limit).toBeCloseTo(1.2 * Math.exp(0.84) * Math.sin(0.7) + Math.exp(0.84) * Math.cos(0.7), 9);
  });

  it('sees that |x| has two one-sided derivatives at 0', () => {
    const { limit, left, right, agrees } = limitQuotient(parse('abs(x)'), 'x', { x: 0 });
    expect([left, right, agrees]).toEqual([-1, 1, false]);
    expect(limit).toBeNaN();
  });
});
