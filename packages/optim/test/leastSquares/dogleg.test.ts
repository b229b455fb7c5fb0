import { describe, expect, it } from 'vitest';
import { Dogleg } from '../../src/leastSquares/dogleg.js';
import { LevenbergMarquardt } from '../../src/leastSquares/levenbergMarquardt.js';
import { Linearization } from '../../src/leastSquares/linearization.js';

/** J, column-major 4×2 with columns almost parallel so that the path bends, and r. */
const jacobian = Float64Array.of(1, 2, 0, 1, 1.2, 2, 0.3, 1);
const residuals = Float64Array.of(1, -2, 4, 0.5);

function linear(): Linearization {
  const linearization = new Linearization(4, 2);
  linearization.factor(jacobian, residuals, undefined);
  return linearization;
}

/** ‖r + Jp‖². */
function model(p: Float64Array): number {
  return residuals.reduce((sum, r, i) => sum + (r + jacobian[i]! * p[0]! + jacobian[4 + i]! * p[1]!) ** 2, 0);
}

describe('steps within a radius', () => {
  const at = linear();
  const newton = new Float64Array(2);
  at.gaussNewton(newton);
  const full = at.scaledNorm(newton);

  it('the Gauss–Newton step solves the normal equations', () => {
    for (const column of [0, 4]) {
      const slope = residuals.reduce(
        (sum, r, i) => sum + jacobian[column + i]! * (r + jacobian[i]! * newton[0]! + jacobian[4 + i]! * newton[1]!),
        0,
      );
      expect(slope).toBeCloseTo(0, 12);
    }
  });

  it('the dogleg ends on the boundary, lower the farther it may go', () => {
    let last = model(new Float64Array(2));
    for (let share = 0.05; share < 1; share += 0.05) {
      const p = new Float64Array(2);
      new Dogleg(2).step(at, share * full, p);
      expect(at.scaledNorm(p)).toBeCloseTo(share * full, 10);
      expect(model(p)).toBeLessThan(last);
      last = model(p);
    }
    const p = new Float64Array(2);
    new Dogleg(2).step(at, 2 * full, p);
    expect(p).toEqual(newton);
  });

  it('Levenberg–Marquardt keeps within a tenth of the radius, and no point of that length is lower', () => {
    for (let share = 0.1; share < 0.9; share += 0.1) {
      const p = new Float64Array(2);
      new LevenbergMarquardt(2).step(at, share * full, p);
      const length = at.scaledNorm(p);
      expect(Math.abs(length / (share * full) - 1)).toBeLessThanOrEqual(0.1 + 1e-12);
      for (let angle = 0; angle < 6.28; angle += 0.01) {
        const other = Float64Array.of(
          (length * Math.cos(angle)) / at.scale[0]!,
          (length * Math.sin(angle)) / at.scale[1]!,
        );
        expect(model(p)).toBeLessThanOrEqual(model(other) * (1 + 1e-9));
      }
    }
  });
});
