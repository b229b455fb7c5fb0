import { add, DTypeError, div, exp, mul, relu, ShapeError, sub, sum, tanh, tensor } from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

test('arithmetic broadcasts over any pair of axes', () => {
  const a = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(add(a, tensor([10, 20, 30])).toArray()).toEqual([
    [11, 22, 33],
    [14, 25, 36],
  ]);
  expect(sub(a, tensor([[1], [2]])).toArray()).toEqual([
    [0, 1, 2],
    [2, 3, 4],
  ]);
  expect(mul(tensor([[1], [2]]), tensor([1, 2, 3])).toArray()).toEqual([
    [1, 2, 3],
    [2, 4, 6],
  ]);
  expect(div(1, tensor([1, 2, 4])).toArray()).toEqual([1, 0.5, 0.25]);
  expect(add(1, 2).toArray()).toBe(3);
});

test('operands that do not fit are named', () => {
  expect(() => add(tensor([1, 2]), tensor([1, 2, 3]))).toThrow(ShapeError);
  expect(() => add(tensor([1, 2]), tensor([1, 2, 3]))).toThrow(/2 and 3/);
  expect(() => add(tensor([1]), tensor([1], { dtype: 'f32' }))).toThrow(DTypeError);
});

test('functions', () => {
  expect(exp(tensor([0, 1, -1])).toArray()).toEqual([1, Math.E, 0.36787944117144233]);
  expect(relu(tensor([-1, 0, 2], { dtype: 'f32' })).toArray()).toEqual([0, 0, 2]);
  expect(tanh(0.5).item()).toBeCloseTo(Math.tanh(0.5), 15);
  expect(
    sum(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      { axis: 0 },
    ).toArray(),
  ).toEqual([4, 6]);
  expect(
    sum(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      { axis: -1, keepDims: true },
    ).toArray(),
  ).toEqual([[3], [7]]);
});
