import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { contourPlot, levelsOf, rangeOf, sample, UNIT } from '../../src/plot/grid.js';

const window = { x: [-2, 2], y: [-1, 1], columns: 81, rows: 41 } as const;

describe('a grid', () => {
  it('holds f(x, y) row by row from the lowest y', () => {
    const values = sample(parse('x + 10*y'), ['x', 'y'], { x: [0, 2], y: [5, 6], columns: 3, rows: 2 });
    expect([...values]).toEqual([50, 51, 52, 60, 61, 62]);
  });

  it('draws the circle x² + y² = c where it is', () => {
    const square = { ...window, y: [-2, 2], rows: 81 } as const;
    const values = sample(parse('x^2 + y^2'), ['x', 'y'], square);
    const { levels } = contourPlot(values, square, levelsOf(values, 8));
    const { value, path } = levels.find((each) => each.value > 0.5 && each.value < 3)!;
    const holes = path.split('M').at(-1)!;
    const points = holes.replace('Z', '').split('L');
    expect(points.length).toBeGreaterThan(20);
    for (const each of points) {
      const [u, v] = each.split(' ').map(Number) as [number, number];
      const [x, y] = [-2 + (4 * u) / UNIT, 2 - (4 * v) / UNIT];
      expect(Math.hypot(x, y)).toBeCloseTo(Math.sqrt(value), 2);
    }
  });

  it('spaces levels evenly for a slope, and by share for a valley', () => {
    const even = levelsOf(sample(parse('x'), ['x', 'y'], window), 4);
    expect(even).toEqual([-1.5, -0.5, 0.5, 1.5]);
    const valley = sample(parse('exp(6*x)'), ['x', 'y'], window);
    expect(levelsOf(valley, 10).filter((level) => level < 1).length).toBeGreaterThan(3);
  });

  it('leaves out what has no value', () => {
    const values = sample(parse('log(x)'), ['x', 'y'], window);
    expect(rangeOf(values)![1]).toBeCloseTo(Math.log(2), 12);
    expect(levelsOf(values, 5).every(Number.isFinite)).toBe(true);
    expect(rangeOf([Number.NaN, Number.POSITIVE_INFINITY])).toBeUndefined();
    expect(levelsOf(new Float64Array(9).fill(3), 5)).toEqual([]);
  });
});
