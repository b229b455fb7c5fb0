import {
  ArgumentError,
  arange,
  DTypeError,
  diag,
  eye,
  full,
  linspace,
  OutOfMemoryError,
  ones,
  ShapeError,
  tensor,
  zeros,
} from '@nablajs/core-wasm';
import { describe, expect, test } from 'vitest';

describe('known answers', () => {
  test('constants', () => {
    expect(zeros([2, 2]).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(ones([], { dtype: 'f32' }).item()).toBe(1);
    expect(Object.is(full([1], -0).item(), -0)).toBe(true);
    expect(full([2], Number.NaN).toArray()).toEqual([Number.NaN, Number.NaN]);
    expect(zeros([3, 0, 1e9]).size).toBe(0);
    expect(zeros([1e200, 1e200, 0]).size).toBe(0);
  });

  test('identity and diagonals', () => {
    expect(eye(3).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(eye(0).shape).toEqual([0, 0]);
    expect(diag(tensor([1, 2], { dtype: 'f32' })).dtype).toBe('f32');
    expect(diag(arange(6).reshape([2, 3])).toArray()).toEqual([0, 4]);
    expect(diag(arange(6).reshape([3, 2])).toArray()).toEqual([0, 3]);
    expect(diag(diag(arange(40))).toArray()).toEqual(arange(40).toArray());
  });

  test('progressions reach both ends exactly', () => {
    expect(arange(3).toArray()).toEqual([0, 1, 2]);
    expect(linspace(-1, 1, 3).toArray()).toEqual([-1, 0, 1]);
    expect(linspace(2, 3, 1).toArray()).toEqual([2]);
    expect(linspace(0, 1, 0).size).toBe(0);
    const x = linspace(0.1, 0.7, 50);
    expect([x.get(0), x.get(-1)]).toEqual([0.1, 0.7]);
    expect(x.get(7)).toBeCloseTo(0.1 + (7 * 0.6) / 49, 14);
    expect(linspace(-Number.MAX_VALUE, Number.MAX_VALUE, 3).toArray()).toEqual([
      -Number.MAX_VALUE,
      0,
      Number.MAX_VALUE,
    ]);
  });
});

describe('sizes are checked exactly, before anything is allocated', () => {
  test.each([
    ['zeros', () => zeros([1e9, 1e9])],
    ['ones', () => ones([65536, 65536])],
    ['full', () => full([2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31], 1)],
    ['eye', () => eye(1e6)],
    ['arange', () => arange(1e300)],
    ['linspace', () => linspace(0, 1, 2 ** 40)],
    ['diag', () => diag(zeros([1e5]))],
    ['f32 just over the limit', () => zeros([2 ** 30], { dtype: 'f32' })],
  ])('%s', (_, call) => {
    expect(call).toThrow(OutOfMemoryError);
  });
});

describe('refused', () => {
  test.each([
    ['a negative length', () => zeros([-1]), ShapeError],
    ['a length that is NaN', () => zeros([Number.NaN]), ShapeError],
    ['an infinite length', () => zeros([Number.POSITIVE_INFINITY]), ShapeError],
    ['a number for a shape', () => zeros(3 as never), ShapeError],
    ['no shape', () => zeros(undefined as never), ShapeError],
    ['five axes', () => ones([1, 1, 1, 1, 1]), ShapeError],
    ['a dtype', () => ones([1], { dtype: 'float64' as never }), DTypeError],
    ['a text to fill with', () => full([1], 'x' as never), ArgumentError],
    ['nothing to fill with', () => full([1], undefined as never), ArgumentError],
    ['an order that is negative', () => eye(-1), ShapeError],
    ['an order that is fractional', () => eye(2.5), ShapeError],
    ['a text to count to', () => arange('3' as never), ShapeError],
    ['ends that are no numbers', () => linspace(null as never, 1, 2), ArgumentError],
    ['a number of points that is none', () => linspace(0, 1, -2), ShapeError],
    ['a diagonal of an array', () => diag([1, 2] as never), ArgumentError],
    ['a diagonal of rank 3', () => diag(zeros([2, 2, 2])), ShapeError],
    ['a diagonal of rank 0', () => diag(tensor(1)), ShapeError],
  ])('%s', (_, call, error) => {
    expect(call).toThrow(error);
  });
});
