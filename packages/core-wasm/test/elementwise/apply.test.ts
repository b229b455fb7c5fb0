import { add, div, mul, sub, tensor } from '@nablajs/core-wasm';
import { expect, test } from 'vitest';

// Every pair of these, so that results underflow, overflow, cancel, round to even and are NaN. 0.1 and 1/3 round in f32.
const values = [0, -0, 1, -1, 0.1, 1 / 3, 2 ** -149, 2 ** -126, 1e-40, 3.4e38, 2 ** 24 + 1, Infinity, -Infinity, NaN];
const pairs = values.flatMap((x) => values.map((y) => [x, y] as const));

test.each([
  ['add', add],
  ['sub', sub],
  ['mul', mul],
  ['div', div],
] as const)('%s gives the same bits for few elements, by a loop, and for many, by a kernel', (_, f) => {
  for (const dtype of ['f64', 'f32'] as const) {
    const operand = (side: 0 | 1, from: number, to: number) =>
      tensor(
        pairs.slice(from, to).map((pair) => pair[side]),
        { dtype },
      );
    const whole = f(operand(0, 0, pairs.length), operand(1, 0, pairs.length)).toTypedArray();
    for (let at = 0; at < pairs.length; at += 64) {
      const few = f(operand(0, at, at + 64), operand(1, at, at + 64));
      expect(few.dtype).toBe(dtype);
      expect(few.toTypedArray()).toEqual(whole.slice(at, at + 64));
    }
  }
});

test('few elements of different shapes still broadcast, and of different dtypes are refused', () => {
  expect(add(tensor([[1], [2]]), tensor([[10, 20]])).toArray()).toEqual([
    [11, 21],
    [12, 22],
  ]);
  expect(add(tensor([[1, 2]]), tensor([10, 20])).shape).toEqual([1, 2]);
  expect(() => add(tensor([1]), tensor([1], { dtype: 'f32' }))).toThrow(/one element type/);
});
