import { arange, eye, full, linspace, tensor, zeros } from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

const lines = (...text: string[]): string => text.join('\n');

test.each([
  ['a number', tensor(2.5), '2.5'],
  ['integers have no decimals', tensor([1, -2, 30]), '[ 1, -2, 30]'],
  [
    'columns align',
    tensor([
      [1, -2.5],
      [0.25, 10],
    ]),
    lines('[[ 1.00, -2.50],', ' [ 0.25, 10.00]]'),
  ],
  ['eight decimals at most', tensor([1 / 3, 1]), '[0.33333333, 1.00000000]'],
  ['what is not finite', tensor([Number.NaN, Number.NEGATIVE_INFINITY, 1.5]), '[      NaN, -Infinity,       1.5]'],
  ['small numbers take exponents', tensor([1e-9, 1]), '[1e-9, 1e+0]'],
  ['so do large ones', tensor([1.5e8, 2]), '[1.5e+8, 2.0e+0]'],
  ['and a wide range', tensor([0.5, 12345.5]), '[5.00000e-1, 1.23455e+4]'],
  ['minus zero is zero', tensor([-0, 1]), '[0, 1]'],
  ['no elements', zeros([0]), '[]'],
  ['no elements, two axes', zeros([2, 0]), '[] (2×0)'],
  [
    'blocks of a rank-3 tensor stand apart',
    arange(8).reshape([2, 2, 2]),
    lines('[[[0, 1],', '  [2, 3]],', '', ' [[4, 5],', '  [6, 7]]]'),
  ],
  ['a long vector keeps its ends', arange(2000), '[   0,    1,    2, …, 1997, 1998, 1999]'],
])('%s', (_, a, text) => {
  expect(String(a)).toBe(text);
});

test('a large matrix keeps its corners', () => {
  expect(String(eye(40))).toBe(
    lines(
      '[[1, 0, 0, …, 0, 0, 0],',
      ' [0, 1, 0, …, 0, 0, 0],',
      ' [0, 0, 1, …, 0, 0, 0],',
      ' …,',
      ' [0, 0, 0, …, 1, 0, 0],',
      ' [0, 0, 0, …, 0, 1, 0],',
      ' [0, 0, 0, …, 0, 0, 1]]',
    ),
  );
});

test('long rows wrap within 75 characters, and the text of an enormous tensor stays short', () => {
  const text = String(linspace(0, 1, 100));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  expect(text.split('\n').length).toBeGreaterThan(10);
  expect(String(full([1000, 1000, 5], 1)).length).toBeLessThan(2000);
});

test('f32 numbers print as what they are, not with the digits of f64', () => {
  expect(String(tensor([0.1], { dtype: 'f32' }))).toBe('[0.1]');
});
