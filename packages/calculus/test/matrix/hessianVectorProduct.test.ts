import { diff, evaluate, hessianVectorProduct, parse, substitute } from '@nablajs/calculus';
import { ArgumentError, ShapeError, type Tensor } from '@nablajs/core-wasm';
import { expect, it } from 'vitest';
import { deviation, flat, valuesOf } from './tables/differences.js';

const shapes = { X: ['n', 'n'], A: ['n', 'n'], x: ['n'], a: ['n'], y: ['m'], B: ['m', 'n'], V: ['n', 'n'], v: ['n'] };
const f = (text: string) => parse(text, { shapes });

it.each([
  ["x'*A*x", 'x', 'v', "(A + A')*v"],
  ['sum(log(1 + exp(-y.*(B*x))))', 'x', 'v', undefined],
  ['norm2(x - a)', 'x', 'v', undefined],
  ['log(det(X))', 'X', 'V', "-inv(X)'*V'*inv(X)'"],
  ["tr(X'*A*X)", 'X', 'V', "(A + A')*V"],
  ['tr(X^3)', 'X', 'V', undefined],
  ['det(X)', 'X', 'V', undefined],
  ['x^3', 'x', 'v', undefined],
])('of %s by %s is H·v', (text, wrt, direction, printed) => {
  const own = text === 'x^3' ? {} : shapes;
  const g = parse(text, { shapes: own });
  const made = hessianVectorProduct(g, wrt, direction);
  if (printed !== undefined) expect(made.toString()).toBe(printed);
  const values = valuesOf({ shapes: text === 'x^3' ? { x: [], v: [] } : shapes, sizes: { m: 4, n: 3 } }, 3);
  const H = flat(evaluate(diff(diff(g, wrt), wrt), values));
  const v = flat(values[direction] as number | Tensor);
  const expected = v.map((_, i) => v.reduce((total, each, j) => total + H[i * v.length + j]! * each, 0));
  expect(deviation(flat(evaluate(made, values)), expected)).toBeLessThan(1e-12);
});

it('refuses directions of another shape or with the variable in them', () => {
  expect(() => hessianVectorProduct(f("x'*A*x"), 'x', f('A'))).toThrow(ShapeError);
  expect(() => hessianVectorProduct(f("x'*A*x"), 'x', f('x'))).toThrow(ArgumentError);
  expect(() => hessianVectorProduct(f('A*x'), 'x', 'v')).toThrow(ShapeError);
});

it('takes a formula as direction', () => {
  const made = hessianVectorProduct(f("x'*A*x"), 'x', f("B'*y"));
  expect(made.toString()).toBe("(A + A')*B'*y");
  expect(substitute(made, { y: f('B*a') }).toString()).toBe("(A + A')*B'*B*a");
});
