import { OutOfMemoryError, ShapeError } from '@nablajs/core-wasm';
import { describe, expect, test } from 'vitest';
import { MAX_BYTES } from '../src/memory.js';
import { checkedAxis, countElements, formatShape, inferShape, stridesOf, describe as words } from '../src/shape.js';

describe('countElements', () => {
  test.each([
    [[], 1],
    [[0], 0],
    [[2, 3, 4, 5], 120],
    [[1e200, 1e200, 0], 0],
    [[0, 1e300, 1e300], 0],
  ])('of %j is %d', (shape, size) => {
    expect(countElements('test', shape, 'f64')).toBe(size);
  });

  test('the limit is exact: one element more is too many', () => {
    for (const [dtype, bytes] of [
      ['f64', 8],
      ['f32', 4],
    ] as const) {
      const most = Math.floor(MAX_BYTES / bytes);
      expect(countElements('test', [most], dtype)).toBe(most);
      expect(() => countElements('test', [most + 1], dtype)).toThrow(OutOfMemoryError);
    }
  });

  test.each([
    [[-1]],
    [[1.5]],
    [[Number.NaN]],
    [['2']],
    [[null]],
    [[undefined]],
    [[1n]],
    [[1, 1, 1, 1, 1]],
    [3],
    [null],
    ['2'],
  ])('%s is no shape', (shape) => {
    expect(() => countElements('test', shape as number[], 'f64')).toThrow(ShapeError);
  });

  test('a very long list is refused in a short message', () => {
    const call = (): number => countElements('test', new Array(1e6).fill(2), 'f64');
    expect(call).toThrow(/at most 4 axes, got 1000000 \(shape 2×2×2×2×2×2×2×2×…\)/);
  });
});

test('inferShape fills the one open length', () => {
  expect(inferShape('test', [-1, 3], 12)).toEqual([4, 3]);
  expect(inferShape('test', [-1], 0)).toEqual([0]);
  expect(() => inferShape('test', [-1, 5], 12)).toThrow(/a shape of 12 elements, got -1×5/);
});

test('axes count from either end', () => {
  expect([checkedAxis('test', 1, 3), checkedAxis('test', -1, 3)]).toEqual([1, 2]);
  expect(() => checkedAxis('test', 0, 0)).toThrow(/none, at rank 0/);
  expect(() => checkedAxis('test', 3, 3)).toThrow(/from -3 to 2, got 3/);
});

test('row-major strides, and shapes in words', () => {
  expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
  expect([formatShape([]), formatShape([5]), formatShape([2, 3])]).toEqual(['()', '5', '2×3']);
});

test('any value in a few words', () => {
  const values = [
    1,
    'x',
    'y'.repeat(99),
    2n,
    null,
    undefined,
    [1, 2],
    {},
    new Date(0),
    Symbol('s'),
    Object.create(null),
  ];
  expect(values.map(words)).toEqual([
    '1',
    'the text "x"',
    `the text "${'y'.repeat(30)}…"`,
    'the bigint 2n',
    'null',
    'undefined',
    'an array of 2',
    'an object',
    'an instance of Date',
    'a symbol',
    'an object',
  ]);
});
