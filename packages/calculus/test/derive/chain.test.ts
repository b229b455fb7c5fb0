import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { compose, diff, equals, parse, substitute, totalDerivative } from '../../src/index.js';

const parts = (inner: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(inner).map(([name, text]) => [name, parse(text)]));

describe('totalDerivative', () => {
  it('is the derivative of the composed function', () => {
    const inner = parts({ u: 'sin(t)', v: 't^3 + s' });
    const f = parse('u^2*v + t*u');
    expect(equals(totalDerivative(f, 't', inner), diff(compose(f, inner), 't'))).toBe(true);
    expect(equals(totalDerivative(f, 's', inner), diff(compose(f, inner), 's'))).toBe(true);
  });

  it('follows variables that depend on each other', () => {
    const through = parts({ o: 'w_3*b', b: 'tanh(w_2*a)', a: 'tanh(w_1*x)' });
    const J = parse('(w_3*tanh(w_2*tanh(w_1*x)) - y)^2');
    expect(equals(totalDerivative(parse('(o - y)^2'), 'w_1', through), diff(J, 'w_1'))).toBe(true);
  });

  it('is not the partial derivative', () => {
    const u = parse('exp(x^2 + z^2)');
    const inner = parts({ z: 'x^2' });
    expect(diff(u, 'x').toString()).toBe('2*x*exp(x^2 + z^2)');
    expect(totalDerivative(u, 'x', inner).toString()).toBe('2*x*exp(x^4 + x^2)*(2*x^2 + 1)');
  });

  it('refuses circles and dependent variables', () => {
    expect(() => totalDerivative(parse('u'), 't', parts({ u: 'v', v: 'u' }))).toThrow(ArgumentError);
    expect(() => totalDerivative(parse('u'), 'u', parts({ u: 't' }))).toThrow(ArgumentError);
  });
});

describe('substitute', () => {
  it('replaces all at once', () => {
    expect(substitute(parse('x - y'), { x: parse('y'), y: parse('x') }).toString()).toBe('y - x');
    expect(substitute(parse('x^2 + y'), { x: 3, y: parse('a') }).toString()).toBe('a + 9');
  });
});
