import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clamp, ticks } from '../../src/plot/scale.js';

it('puts round values inside the range, evenly', () => {
  expect(ticks([-3, 3], 6)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks([1, 1], 5)).toEqual([]);
  const range = fc.tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  );
  fc.assert(
    fc.property(range, fc.integer({ min: 2, max: 12 }), ([least, span], count) => {
      const found = ticks([least, least + span], count);
      expect(found.length).toBeLessThanOrEqual(count + 1);
      const slack = 1e-6 * span + 4 * Number.EPSILON * (Math.abs(least) + span);
      for (const each of found) {
        expect(each).toBeGreaterThanOrEqual(least - slack);
        expect(each).toBeLessThanOrEqual(least + span + slack);
      }
    }),
  );
});

it('keeps a number in its range', () => {
  expect([clamp(-5, [0, 1]), clamp(0.5, [0, 1]), clamp(7, [0, 1])]).toEqual([0, 0.5, 1]);
});
