import { describe, expect, it } from 'vitest';
import { interleave, median } from '../src/measure.js';

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

describe('interleave', () => {
  it('gives both contenders as many turns, taken alternately', async () => {
    const order: string[] = [];
    const contender = (name: string) => ({
      run: () => {
        const until = performance.now() + 1;
        while (performance.now() < until);
        if (order[order.length - 1] !== name) order.push(name);
      },
      answer: () => [],
    });
    const turns = await interleave(contender('a'), contender('b'));
    expect(turns.a).toHaveLength(15);
    expect(turns.b).toHaveLength(15);
    for (const seconds of [...turns.a, ...turns.b]) expect(seconds).toBeGreaterThanOrEqual(0.9e-3);
    // Calibration first, a then b; afterwards each is first every other time: ab ba ab …
    expect(order.join('')).toMatch(/^ab(ab)+a?b?$/);
  });
});
