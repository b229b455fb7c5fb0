import { describe, expect, it } from 'vitest';
import { differences } from '../src/differences.js';

describe('differences', () => {
  const f = ([x, y]: readonly number[]): number[] => [Math.exp(x) * Math.sin(2 * y), x ** 3 * y ** 2];

  it('agrees with derivatives known in closed form, pure and mixed, up to the third order', () => {
    const at = [0.5, 0.7];
    const e = Math.exp(0.5);
    const cases: [number[], number[]][] = [
      [[0], [e * Math.sin(1.4), 3 * 0.25 * 0.49]],
      [[1], [2 * e * Math.cos(1.4), 2 * 0.125 * 0.7]],
      [
        [0, 1],
        [2 * e * Math.cos(1.4), 6 * 0.25 * 0.7],
      ],
      [
        [0, 0, 0],
        [e * Math.sin(1.4), 6 * 0.49],
      ],
      [
        [1, 0, 1],
        [-4 * e * Math.sin(1.4), 6 * 0.25],
      ],
    ];
    for (const [indices, expected] of cases) {
      const got = differences(f, at, indices);
      for (const k of [0, 1])
        expect(Math.abs(got[k] - expected[k])).toBeLessThan(2e-9 * Math.max(1, Math.abs(expected[k])));
    }
  });

  it('is exact up to rounding for polynomials that nine points determine', () => {
    expect(differences(([x]) => [x ** 8], [0], [0, 0, 0, 0, 0, 0, 0, 0])[0] / 40320).toBeCloseTo(1, 8);
  });
});
