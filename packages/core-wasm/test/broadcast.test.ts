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
