import { checkDerivative, diff, evaluate, parse } from '@nablajs/calculus';
import { ShapeError, type Tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const shapes = { X: ['m', 'n'], x: ['n'] } as const;
const f = (text: string) => parse(text, { shapes });
const X = [
  [1, 2, 3],
  [4, 5, 7],
];

describe('sum and mean by axis', () => {
  it.each([
    ['sum(X, 0)', [5, 7, 10]],
    ['sum(X, 1)', [6, 16]],
    ['mean(X, 0)', [2.5, 3.5, 5]],
    ['mean(X, 1)', [2, 16 / 3]],
  ])('%s', (text, expected) => {
    expect((evaluate(f(text), { X }) as Tensor).toArray()).toEqual(expected);
    expect(checkDerivative(f(text), 'X').maxRelError).toBeLessThan(1e-10);
  });

  it('of a vector is the sum', () => {
    expect(diff(f('sum(x, 0)'), 'x').toString()).toBe('ones(n)');
  });

  it('refuses an axis that is not there, at its place', () => {
    expect(() => f('1 + sum(X, 2)')).toThrow(ShapeError);
    expect(() => f('sum(x, 1)')).toThrow('axis 1 of vector(n)');
  });

  it('has a gradient in matrix notation', () => {
    expect(diff(f('norm2(sum(X, 0))^2'), 'X').toString()).toBe("2*ones(m)*ones(m)'*X");
  });
});
