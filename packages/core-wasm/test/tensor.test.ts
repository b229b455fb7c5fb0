import { ArgumentError, arange, ones, ShapeError, Tensor, tensor, zeros } from '@nablajs/core-wasm';
import { describe, expect, test } from 'vitest';

/** Large enough to live in core memory once an operation has used it. */
const large = arange(70 * 90).reshape([70, 90]);

describe('elements', () => {
  test('come out nested, flat, and one by one, at every rank', () => {
    const a = arange(24).reshape([2, 3, 2, 2]);
    expect(a.get(1, 2, 0, 1)).toBe(21);
    expect((a.toArray() as number[][][][])[1]![2]![0]![1]).toBe(21);
    expect(tensor(7).toArray()).toBe(7);
    expect(tensor([]).toArray()).toEqual([]);
    expect(zeros([2, 0, 3]).toArray()).toEqual([[], []]);
    expect(tensor([1, 2], { dtype: 'f32' }).toTypedArray()).toEqual(Float32Array.of(1, 2));
  });

  test('negative indices count from the end', () => {
    const a = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(a.get(-1, -3)).toBe(4);
    expect(a.get(0, -1)).toBe(3);
  });

  test('a copy is a copy: writing to it changes nothing', () => {
    const source = [1, 2, 3];
    const a = tensor(source);
    source[0] = 9;
    a.toTypedArray()[1] = 9;
    (a.toArray() as number[])[2] = 9;
    expect(a.toArray()).toEqual([1, 2, 3]);
    expect(() => (a.shape as number[]).push(1)).toThrow(TypeError);
  });

  test('item gives the only element at any rank', () => {
    expect(tensor(5).item()).toBe(5);
    expect(tensor([[[5]]]).item()).toBe(5);
    expect(() => tensor([1, 2]).item()).toThrow(new ShapeError('item', 'exactly one element', 'shape 2'));
    expect(() => zeros([0]).item()).toThrow(ShapeError);
  });

  test.each([
    [[0], /2 indices for shape 70×90, got 1/],
    [[0, 0, 0], /got 3/],
    [[70, 0], /axis 0: expected an integer from -70 to 69, got 70/],
    [[0, -91], /axis 1/],
    [[0.5, 0], /got 0.5/],
    [[Number.NaN, 0], /got NaN/],
  ])('get(%j) is refused', (index, message) => {
    expect(() => large.get(...index)).toThrow(message);
  });
});

describe('reshape and T', () => {
  test('reshape keeps row-major order and infers one length', () => {
    expect(arange(6).reshape([3, -1]).toArray()).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    expect(large.T.reshape([-1]).get(1)).toBe(90);
    expect(arange(1).reshape([]).item()).toBe(0);
    expect(zeros([0, 3]).reshape([5, 0]).shape).toEqual([5, 0]);
  });

  test.each([[[4]], [[2, 2, 2]], [[-1, -1]], [[4, -1]], [[0, -1]], [[1.5, 4]], [[1, 1, 1, 1, 6]]])(
    'six elements do not become %j',
    (shape) => {
      expect(() => arange(6).reshape(shape)).toThrow(ShapeError);
    },
  );

  test('T transposes matrices of any size and shape', () => {
    const t = large.T;
    expect(t.shape).toEqual([90, 70]);
    for (let i = 0; i < 70; i++)
      for (let j = 0; j < 90; j++) if (t.get(j, i) !== large.get(i, j)) expect.fail(`${i},${j}`);
    expect(tensor([[1, 2, 3]]).T.toArray()).toEqual([[1], [2], [3]]);
    expect(zeros([0, 4]).T.shape).toEqual([4, 0]);
    expect(tensor([1, 2]).T.toArray()).toEqual([1, 2]);
    expect(tensor(3).T.item()).toBe(3);
    expect(() => zeros([2, 2, 2]).T).toThrow(ShapeError);
  });
});

describe('plain forms', () => {
  const a = tensor([[1, 2.5]], { dtype: 'f32' });

  test('JSON and structuredClone go there and back', () => {
    expect(JSON.stringify(a)).toBe('{"shape":[1,2],"dtype":"f32","data":[1,2.5]}');
    for (const plain of [JSON.parse(JSON.stringify(a)), structuredClone(a.toJSON())]) {
      const back = tensor(plain);
      expect([back.shape, back.dtype, back.toArray()]).toEqual([[1, 2], 'f32', [[1, 2.5]]]);
    }
  });

  test('the console shows dtype, shape and numbers', async () => {
    const { inspect } = await import('node:util');
    expect(inspect(tensor([1, 2]))).toBe('Tensor(f64 [2]) [1, 2]');
    expect(inspect(tensor([[1], [2]]))).toBe('Tensor(f64 [2, 1])\n[[1],\n [2]]');
    expect(Object.prototype.toString.call(a)).toBe('[object Tensor]');
  });
});

describe('dispose', () => {
  test('gives the elements up, in either place', () => {
    for (const a of [ones([3]), large.T]) {
      a[Symbol.dispose]();
      expect(() => a.toArray()).toThrow(ArgumentError);
      expect(() => a.get(...a.shape.map(() => 0))).toThrow(/disposed/);
      expect(() => a.T).toThrow(ArgumentError);
      a[Symbol.dispose]();
    }
  });

  test('does not touch what was made of it', () => {
    const a = ones([3]);
    const b = a.reshape([3, 1]);
    a[Symbol.dispose]();
    expect(b.toArray()).toEqual([[1], [1], [1]]);
  });

  test('`using` disposes at the end of the block', () => {
    let kept: Tensor;
    {
      using a = ones([2]);
      kept = a;
    }
    expect(kept).toBeInstanceOf(Tensor);
    expect(() => kept.toArray()).toThrow(/disposed/);
  });
});
