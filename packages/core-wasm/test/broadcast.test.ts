import { expect, test } from 'vitest';
import { broadcastShape, broadcastWalk } from '../src/broadcast.js';

test('shapes are aligned at their last axes', () => {
  expect(broadcastShape('f', [2, 1, 3], [5, 1])).toEqual([2, 5, 3]);
  expect(broadcastShape('f', [], [4])).toEqual([4]);
  expect(broadcastShape('f', [1, 0], [3, 1])).toEqual([3, 0]);
  expect(() => broadcastShape('f', [2], [3])).toThrow('f: expected shapes that broadcast, got 2 and 3');
  expect(() => broadcastShape('f', [0], [2])).toThrow(/0 and 2/);
});

test('axes that operands run through alike become one row', () => {
  expect(
    broadcastWalk(
      [2, 3, 4, 5],
      [
        [2, 3, 4, 5],
        [2, 3, 4, 5],
      ],
    ),
  ).toEqual([1, 1, 1, 120, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect(broadcastWalk([2, 3, 4], [[2, 3, 4], []])).toEqual([1, 1, 1, 24, 0, 0, 0, 1, 0, 0, 0, 0]);
  expect(
    broadcastWalk(
      [2, 3, 4],
      [
        [2, 3, 4],
        [3, 4],
      ],
    ),
  ).toEqual([1, 1, 2, 12, 0, 0, 12, 1, 0, 0, 0, 1]);
  expect(
    broadcastWalk(
      [2, 3],
      [
        [2, 1],
        [1, 3],
      ],
    ),
  ).toEqual([1, 1, 2, 3, 0, 0, 1, 0, 0, 0, 0, 1]);
});

test('a walk meets the elements that aligned indices name, for every pair of shapes', () => {
  const shapes: number[][] = [[]];
  for (let rank = 1; rank <= 4; rank++) {
    for (let bits = 0; bits < 2 ** rank; bits++) {
      shapes.push(Array.from({ length: rank }, (_, axis) => ((bits >> axis) & 1 ? axis + 6 - rank : 1)));
    }
  }
  const product = (shape: readonly number[]): number => shape.reduce((a, n) => a * n, 1);
  const indexAt = (shape: readonly number[], place: number): number[] => {
    let rest = place;
    return shape.map((_, axis) => {
      const inner = product(shape.slice(axis + 1));
      const digit = Math.floor(rest / inner);
      rest %= inner;
      return digit;
    });
  };
  const offset = (shape: readonly number[], index: readonly number[]): number =>
    shape.reduce((sum, n, axis) => sum * n + (n === 1 ? 0 : index[index.length - shape.length + axis]!), 0);
  for (const a of shapes) {
    for (const b of shapes) {
      const out = broadcastShape('f', a, b);
      const walk = broadcastWalk(out, [a, b]);
      const lengths = walk.slice(0, 4);
      const walked: number[] = [];
      const expected: number[] = [];
      for (let place = 0; place < product(out); place++) {
        const steps = indexAt(lengths, place);
        for (const strides of [walk.slice(4, 8), walk.slice(8)]) {
          walked.push(strides.reduce((sum, stride, axis) => sum + stride * steps[axis]!, 0));
        }
        const index = indexAt(out, place);
        expected.push(offset(a, index), offset(b, index));
      }
      expect(product(lengths)).toBe(product(out));
      expect(walked).toEqual(expected);
    }
  }
});

test('a shape that the result has is given back itself', () => {
  const [a, b] = [[2, 3], [3]];
  expect(broadcastShape('f', b, a, [])).toBe(a);
});
