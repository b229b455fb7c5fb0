import { describe, expect, it } from 'vitest';
import { gather } from '../../src/analyze/gather.js';
import type { Interval } from '../../src/expr/operation.js';

const start: Interval[] = [
  [0, 1],
  [0, 1],
];

describe('gather', () => {
  it('joins what touches, whatever the order, and nothing else', () => {
    const boxes: Interval[][] = [0, 2, 1, 100, 3].map((k) => [
      [k * 1e-3, (k + 1) * 1e-3],
      [0.5, 0.501],
    ]);
    const hulls = gather(boxes, start).map(({ hull }) => hull);
    expect(hulls).toHaveLength(2);
    expect(hulls).toContainEqual([
      [0, 0.004],
      [0.5, 0.501],
    ]);
    expect(hulls).toContainEqual([
      [0.1, 0.101],
      [0.5, 0.501],
    ]);
  });

  it('covers a long cluster by boxes that hold every member and are much smaller than the hull', () => {
    const steps = 4000;
    const diagonal = Array.from({ length: steps }, (_, k): Interval[] => [
      [k / steps, (k + 1) / steps],
      [k / steps, (k + 1) / steps],
    ]);
    const [only, ...others] = gather(diagonal, start);
    expect(others).toHaveLength(0);
    expect(only!.hull).toEqual(start);
    const holds = (outer: readonly Interval[], inner: readonly Interval[]): boolean =>
      outer.every(([low, high], i) => low <= inner[i]![0] && high >= inner[i]![1]);
    expect(diagonal.every((member) => only!.cover.some((box) => holds(box, member)))).toBe(true);
    const area = only!.cover.reduce((total, [x, y]) => total + (x![1] - x![0]) * (y![1] - y![0]), 0);
    expect(area).toBeLessThan(0.05);
  });
});
