import { ArgumentError, DTypeError, NablaError, OutOfMemoryError, ShapeError, tensor } from '@nablajs/core-wasm';
import { describe, expect, test } from 'vitest';

describe('tensor', () => {
  test('takes numbers, nested arrays, typed arrays and tensors', () => {
    const matrix = [
      [1, 2],
      [3, 4],
    ];
    expect(tensor(matrix).toArray()).toEqual(matrix);
    expect(tensor([Float64Array.of(1, 2), Float32Array.of(3, 4)]).toArray()).toEqual(matrix);
    expect(tensor(matrix, { shape: [4] }).toArray()).toEqual([1, 2, 3, 4]);
    expect(tensor([1, 2, 3, 4], { shape: [2, -1] }).toArray()).toEqual(matrix);
    expect(tensor(Uint8Array.of(7, 8)).toArray()).toEqual([7, 8]);
    expect(tensor({ length: 2, 0: 5, 1: 6 }).toArray()).toEqual([5, 6]);
    expect(tensor(3, { shape: [1, 1] }).toArray()).toEqual([[3]]);
    expect(tensor(tensor(matrix), { shape: [4, 1] }).shape).toEqual([4, 1]);
    expect(tensor([[[]]]).shape).toEqual([1, 1, 0]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
  });

  test('the dtype is the one asked for, or the data’s own', () => {
    expect(tensor([1]).dtype).toBe('f64');
    expect(tensor(Float32Array.of(1)).dtype).toBe('f32');
    expect(tensor(Int8Array.of(1)).dtype).toBe('f64');
    expect(tensor(tensor([1], { dtype: 'f32' })).dtype).toBe('f32');
    expect(tensor(Float32Array.of(1), { dtype: 'f64' }).dtype).toBe('f64');
    expect(tensor([0.1], { dtype: 'f32' }).item()).toBe(Math.fround(0.1));
    expect(tensor(tensor([0.1]), { dtype: 'f32' }).item()).toBe(Math.fround(0.1));
  });

  test('special values stay what they are', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, -0, Number.MIN_VALUE, Number.MAX_VALUE];
    expect(tensor(values).toArray()).toEqual(values);
  });
});

const cyclic: unknown[] = [];
cyclic.push(cyclic);
const sparse = [1, 2];
sparse.length = 3;

/** What is refused, with which error, and what its message says. */
const BAD: [name: string, data: unknown, options: object, error: new (...args: never[]) => Error, message: RegExp][] = [
  ['undefined', undefined, {}, ArgumentError, /got undefined/],
  ['null', null, {}, ArgumentError, /got null/],
  ['a boolean', true, {}, ArgumentError, /got true/],
  ['a text', '1,2', {}, ArgumentError, /the text "1,2"/],
  ['a bigint', 1n, {}, ArgumentError, /bigint 1n/],
  ['a function', () => 1, {}, ArgumentError, /a function/],
  ['a symbol', Symbol('x'), {}, ArgumentError, /a symbol/],
  ['a plain object', { a: 1 }, {}, ArgumentError, /an object/],
  ['a date', new Date(0), {}, ArgumentError, /instance of Date/],
  ['a map', new Map(), {}, ArgumentError, /instance of Map/],
  ['a DataView', new DataView(new ArrayBuffer(8)), {}, ArgumentError, /DataView/],
  ['big integers', BigInt64Array.of(1n), {}, ArgumentError, /entry \[0\].*bigint/],
  ['a text entry', [1, '2'], {}, ArgumentError, /entry \[1\]: expected a number, got the text "2"/],
  [
    'a null entry',
    [
      [1, 2],
      [3, null],
    ],
    {},
    ArgumentError,
    /entry \[1, 1\].*null/,
  ],
  ['a boolean entry', [true], {}, ArgumentError, /entry \[0\].*true/],
  ['an undefined entry', [undefined], {}, ArgumentError, /entry \[0\].*undefined/],
  ['a hole', sparse, {}, ArgumentError, /entry \[2\].*undefined/],
  ['an object entry', [{}], {}, ArgumentError, /entry \[0\]/],
  ['a Number object', [new Number(1)], {}, ArgumentError, /instance of Number/],
  [
    'a long second row',
    [
      [1, 2],
      [3, 4, 5],
    ],
    {},
    ShapeError,
    /an array of 2 at \[1\].*3 entries/,
  ],
  ['a short second row', [[1, 2], [3]], {}, ShapeError, /at \[1\].*1 entries/],
  ['a number among rows', [[1, 2], 3], {}, ShapeError, /at \[1\].*got 3/],
  ['a row among numbers', [1, [2]], {}, ShapeError, /entry \[1\]: expected a number/],
  [
    'a ragged third level',
    [
      [[1], [2]],
      [[3], [4, 5]],
    ],
    {},
    ShapeError,
    /at \[1, 1\]/,
  ],
  ['five levels', [[[[[1]]]]], {}, ShapeError, /at most 4 deep/],
  ['an array inside itself', cyclic, {}, ShapeError, /at most 4 deep/],
  ['a wrong shape', [1, 2, 3], { shape: [2, 2] }, ShapeError, /4 elements|3 elements|2×2/],
  ['a shape that does not divide', [1, 2, 3], { shape: [2, -1] }, ShapeError, /3 elements/],
  ['a shape of a typed array', new Float64Array(3), { shape: [2, 2] }, ShapeError, /4 numbers for shape 2×2, got 3/],
  ['a negative length', [1], { shape: [-2] }, ShapeError, /axis 0/],
  ['a fractional length', [1], { shape: [1.5] }, ShapeError, /axis 0.*1.5/],
  ['a text length', [1], { shape: ['1'] }, ShapeError, /axis 0.*"1"/],
  ['a shape that is a number', [1], { shape: 1 }, ShapeError, /an array of lengths/],
  ['a shape of five axes', [1], { shape: [1, 1, 1, 1, 1] }, ShapeError, /at most 4 axes/],
  ['an unknown dtype', [1], { dtype: 'f16' }, DTypeError, /'f64' or 'f32', got f16/],
  ['a dtype of another kind', [1], { dtype: 64 }, DTypeError, /got 64/],
  ['a length that is none', { length: -1 }, {}, ShapeError, /-1/],
  ['a length that is NaN', { length: Number.NaN }, {}, ShapeError, /NaN/],
  ['an endless array-like', { length: 1e12 }, {}, OutOfMemoryError, /bytes do not fit/],
];

describe('refused', () => {
  test.each(BAD)('%s', (_, data, options, error, message) => {
    const call = (): unknown => tensor(data as number, options);
    expect(call).toThrow(error);
    expect(call).toThrow(NablaError);
    expect(call).toThrow(message);
  });
});
