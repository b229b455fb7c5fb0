import { ArgumentError, OutOfMemoryError, ShapeError, tensor } from '@nablajs/core-wasm';
import { describe, expect, test } from 'vitest';

/** A matrix in the manner of ml-matrix. */
class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly #data: number[][];

  constructor(data: number[][]) {
    this.#data = data;
    this.rows = data.length;
    this.columns = data[0]!.length;
  }

  get(i: number, j: number): number {
    return this.#data[i]![j]!;
  }
}

describe('objects of other libraries', () => {
  test('a matrix with rows, columns and get', () => {
    const data = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(tensor(new Matrix(data)).toArray()).toEqual(data);
  });

  test('a strided array: a transposed, reversed or offset view reads as it shows', () => {
    const data = Float64Array.of(0, 1, 2, 3, 4, 5);
    const view = (shape: number[], stride: number[], offset: number): unknown =>
      tensor({ data, shape, stride, offset }).toArray();
    expect(view([2, 3], [3, 1], 0)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(view([3, 2], [1, 3], 0)).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(view([3], [-2], 5)).toEqual([5, 3, 1]);
    expect(view([2, 2], [0, 1], 4)).toEqual([
      [4, 5],
      [4, 5],
    ]);
    expect(view([0], [1], 9)).toEqual([]);
    expect(tensor({ data: Float32Array.of(1), shape: [1], stride: [1], offset: 0, dtype: 'float32' }).dtype).toBe(
      'f32',
    );
  });

  test.each([
    ['a view past the end', { data: [1, 2], shape: [3], stride: [1], offset: 0 }, ArgumentError, /element \[2\]/],
    ['a view before the start', { data: [1, 2], shape: [2], stride: [-1], offset: 0 }, ArgumentError, /element \[1\]/],
    ['strides of another rank', { data: [1, 2], shape: [2], stride: [1, 1], offset: 0 }, ShapeError, /1 strides/],
    ['an enormous view', { data: [1], shape: [1e9, 1e9], stride: [0, 0], offset: 0 }, OutOfMemoryError, /fit/],
    ['an enormous matrix', { rows: 1e9, columns: 1e9, get: () => 0 }, OutOfMemoryError, /fit/],
    ['a matrix of texts', { rows: 1, columns: 1, get: () => 'x' }, ArgumentError, /entry \[0\]/],
    ['a plain form of the wrong size', { shape: [3], dtype: 'f64', data: [1, 2] }, ShapeError, /3 numbers/],
  ])('%s is refused', (_, data, error, message) => {
    expect(() => tensor(data as never)).toThrow(error);
    expect(() => tensor(data as never)).toThrow(message);
  });
});
