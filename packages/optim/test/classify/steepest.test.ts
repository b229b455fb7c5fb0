import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { steepest } from '../../src/index.js';

describe('steepest', () => {
  it('solves the course’s first example', () => {
    const { ascent, descent, level, rates } = steepest('(x^2 + y^2)/2', ['x', 'y'], { x: 1, y: 1 });
    const h = Math.SQRT1_2;
    for (const [got, right] of [
      [ascent!, [h, h]],
      [descent!, [-h, -h]],
      [level[0]!, [-h, h]],
    ] as const) {
      got.forEach((c, i) => void expect(c).toBeCloseTo(right[i]!, 15));
    }
    expect(level.length).toBe(1);
    expect(rates.ascent).toBeCloseTo(Math.SQRT2, 15);
    expect(rates.descent).toBeCloseTo(-Math.SQRT2, 15);
  });

  it('gives an orthonormal basis of the level plane in space', () => {
    const { ascent, level, rates } = steepest('x^3 - x*y^2 - z', ['x', 'y', 'z'], [1, 1, 0]);
    expect(rates.ascent).toBeCloseTo(3, 14);
    const frame = [ascent!, ...level];
    expect(frame.length).toBe(3);
    frame.forEach((a, i) => {
      frame.forEach((b, j) => {
        const product = a.reduce((sum, c, k) => sum + c * b[k]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 14);
      });
    });
  });

  it('says plainly that no direction is steepest where the gradient is zero', () => {
    const flat = steepest('x^2 + y^2', ['x', 'y'], [0, 0]);
    expect(flat).toMatchObject({ ascent: null, descent: null, rates: { ascent: 0, descent: 0, level: 0 } });
    expect(flat.level.length).toBe(2);
    expect(flat.message).toMatch(/none is steepest/);
  });

  it('refuses a point that is not one', () => {
    expect(() => steepest('x*y', ['x', 'y'], { x: 1 })).toThrow(ArgumentError);
    expect(() => steepest('x*y', ['x'], [1])).toThrow(ArgumentError);
    expect(() => steepest('1/x', ['x'], [0])).toThrow(ArgumentError);
  });
});
