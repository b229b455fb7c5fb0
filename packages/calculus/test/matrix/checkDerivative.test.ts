import { checkDerivative, diff, parse } from '@nablajs/calculus';
import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const shapes = { x: ['n'], y: ['n'], A: ['n', 'n'], X: ['n', 'n'], Y: ['m', 'n'] } as const;
const read = (text: string) => parse(text, { shapes });

/** Functions, smooth and with kinks, and a variable of each. */
const table = [
  ["x'*A*x", 'x'],
  ['A*x', 'x'],
  ['log(det(X))', 'X'],
  ['inv(X)', 'X'],
  ['norm2(A*x - y)', 'x'],
  ['softmax(A*x)', 'x'],
  ['sum(relu(Y*X))', 'Y'],
  ['norm1(A*x - y)', 'x'],
  ["exp(x'*y)*x", 'x'],
  ['sum(log(X))', 'X'],
  ['tr(inv(X)*A)', 'X'],
] as const;

describe('checkDerivative', () => {
  it.each(table)('%s by %s agrees, and says how accurately that is known', (text, wrt) => {
    const { agrees, maxRelError, accuracy, expansionOrder } = checkDerivative(read(text), wrt);
    expect({ text, agrees, maxRelError }).toMatchObject({ agrees: true });
    expect(accuracy).toBeLessThan(2e-9);
    expect(expansionOrder).toBeGreaterThan(1.8);
  });

  it.each(table)('%s by %s: sees that a derivative is wrong by 1e-6', (text, wrt) => {
    const f = read(text);
    const derivative = diff(parse(`1.000001*(${text})`, { shapes }), wrt);
    const { agrees, maxRelError } = checkDerivative(f, wrt, { derivative });
    expect(agrees).toBe(false);
    expect(maxRelError).toBeGreaterThan(0.9e-6);
    expect(maxRelError).toBeLessThan(1.1e-6);
  });

  it('sees by the expansion that a derivative is wrong: the remainder vanishes with h only', () => {
    const { agrees, expansionOrder } = checkDerivative(read("x'*A*x"), 'x', { derivative: read('2*A*x') });
    expect(agrees).toBe(false);
    expect(expansionOrder).toBeLessThan(1.2);
    expect(checkDerivative(read('A*x'), 'x').expansionOrder).toBe(Number.POSITIVE_INFINITY);
    expect(checkDerivative(parse('x^3'), 'x', { values: { x: 2 } }).expansionOrder).toBeCloseTo(2, 1);
  });

  it('moves large entries by large steps, and small ones within the domain', () => {
    const values = { x: [3e7, 1e-3] };
    expect(checkDerivative(read('sum(log(x)) + norm2(x)'), 'x', { values }).agrees).toBe(true);
  });

  it('takes shapes in which the inverses of the formula exist', () => {
    const shapes = { A: ['m', 'n'], y: ['m'], z: ['n'] };
    for (const [text, by] of [
      ["inv(A'*A)*A'*y", 'A'],
      ["inv(A*A')*A*z", 'A'],
      ["log(det(A'*A))", 'A'],
      ["y'*inv(A*A')*y", 'A'],
    ] as const) {
      expect(checkDerivative(parse(text, { shapes }), by), text).toMatchObject({ agrees: true });
    }
  });

  it('never agrees with what is no number', () => {
    const values = { x: [1, 0] };
    expect(checkDerivative(read('sum(x)'), 'x', { values, derivative: read('x./x') }).agrees).toBe(false);
  });

  it('refuses a derivative of another size, and options that nobody reads', () => {
    expect(() => checkDerivative(read("x'*x"), 'x', { derivative: read("x*x'") })).toThrow(ArgumentError);
    expect(() => checkDerivative(read("x'*x"), 'x', { value: {} } as object)).toThrow(/values, derivative, seed/);
  });
});
