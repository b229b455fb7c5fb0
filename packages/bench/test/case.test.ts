import { describe, expect, it } from 'vitest';
import { contend, deviation } from '../src/case.js';

describe('deviation', () => {
  const reference = Float64Array.of(10, -4, 0);

  it('is relative to the largest magnitude of the reference', () => {
    expect(deviation([10, -4, 0], reference)).toBe(0);
    expect(deviation([10, -4.5, 0], reference)).toBe(0.05);
  });

  it('lets no gap and no NaN pass for an answer', () => {
    expect(deviation([10, -4], reference)).toBe(Number.POSITIVE_INFINITY);
    expect(deviation([Number.NaN, -4, 0], reference)).toBe(Number.POSITIVE_INFINITY);
    expect(deviation([10, -4, Number.NaN], reference)).toBe(Number.POSITIVE_INFINITY);
    expect(deviation([10, Number.POSITIVE_INFINITY, 0], reference)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('contend', () => {
  it('prepares each contender with a task of its own, and only when it is asked to', async () => {
    let made = 0;
    const prepare = (task: number[]) => ({ run: () => {}, answer: () => task });
    const contenders = contend(() => [++made], prepare, { rival: prepare });
    expect(made).toBe(0);
    expect((await contenders.rival()).answer()).toEqual([1]);
    expect((await contenders.nabla()).answer()).toEqual([2]);
  });
});
