import { checkDerivative, diff, parse } from '@nablajs/calculus';
import { ShapeError } from '@nablajs/core-wasm';
import { expect, it } from 'vitest';

const shapes = { X: ['m', 'n'], w: ['n'], y: ['m'], A: ['n', 'n'] } as const;
const f = (text: string) => parse(text, { shapes });

it.each([
  ['sum(log(exp(-y.*(X*w)) + vector(1)))', 'sum(log(exp(-y.*(X*w)) + 1))'],
  ['norm2(A - 2*matrix(3))', 'norm2(A - 2*3)'],
  ['sum(w - exp(vector(1)))', 'sum(w - exp(1))'],
])('%s is %s', (text, plain) => {
  expect(diff(f(text), text.includes('A') ? 'A' : 'w')).toBe(diff(f(plain), text.includes('A') ? 'A' : 'w'));
  expect(checkDerivative(f(text), text.includes('A') ? 'A' : 'w').maxRelError).toBeLessThan(1e-9);
});

it.each(['sum(vector(1))', "vector(1)'*y", 'X*vector(1)', 'y.*vector(1)', 'vector(1)', 'tr(matrix(1))', 'vector(y)'])(
  '%s has no shape there',
  (text) => {
    expect(() => f(text)).toThrow(ShapeError);
  },
);
