import { diff, evaluate, parse } from '@nablajs/calculus';
import type { Tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const shapes = {
  v: [1],
  o: [1, 1],
  r: [1, 3],
  c: [3, 1],
  q: ['n', 1],
  x: [3],
  p: ['n'],
  A: [3, 3],
  Q: ['n', 'n'],
} as const;
const values = {
  v: [2],
  o: [[7]],
  r: [[1, 2, 3]],
  c: [[1], [2], [3]],
  q: [[1], [2]],
  x: [4, 5, 6],
  p: [3, 4],
  A: [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 10],
  ],
  Q: [
    [1, 2],
    [3, 5],
  ],
};
const plain = (value: number | Tensor): unknown => (typeof value === 'number' ? value : value.toArray());

describe('products with sizes of one, as NumPy and matrixcalculus.org have them', () => {
  it.each([
    ["c'*A*c", 237],
    ['r*x', 32],
    ['r*A*c', 237],
    ["q'*p", 11],
    ["x'*ones(3, 1)", 15],
    ["log(q'*p)", Math.log(11)],
    ["1/(q'*q)", 0.2],
    ['v*x', [8, 10, 12]],
    ['x*v', [8, 10, 12]],
    ['o*x', [28, 35, 42]],
    ['x/v', [2, 2.5, 3]],
    ['c*v', [2, 4, 6]],
    ['v*r', [[2, 4, 6]]],
    ['A*c', [[14], [32], [53]]],
    [
      'c*r',
      [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
    ],
  ])('%s = %j', (text, expected) => {
    expect(plain(evaluate(parse(text, { shapes }), values))).toEqual(expected);
  });

  it.each([
    ["c'*A*c", 'c', "(A + A')*c", [[44], [68], [98]]],
    ["q'*Q*q", 'q', "(Q + Q')*q", [[12], [25]]],
    ['r*c', 'r', "c'", [[1, 2, 3]]],
    ['r*A*c', 'c', "A'*r'", [[30], [36], [45]]],
    ['r*x', 'x', "r'*ones(1)", [1, 2, 3]],
    ["q'*p", 'q', "p*ones(1)'", [[3], [4]]],
  ])('%s by %s is %s', (text, wrt, printed, expected) => {
    const derivative = diff(parse(text, { shapes }), wrt);
    expect([String(derivative), plain(evaluate(derivative, values))]).toEqual([printed, expected]);
  });

  it('still refuses what fits in no way', () => {
    for (const text of ['A*r', 'x*A', 'c*x', 'x/A', 'r + v'])
      expect(() => parse(text, { shapes }), text).toThrow(/expected/);
  });
});
