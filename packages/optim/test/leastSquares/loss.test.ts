import { describe, expect, it } from 'vitest';
import { type LossName, scaleRows, totalLoss } from '../../src/leastSquares/loss.js';

const r = (p: number): Float64Array => Float64Array.of(0.3 * p - 0.1, 1.1 * p - 0.5, 0.2 - 0.6 * p);
const slopes = [0.3, 1.1, -0.6];
const scale = 1.7;

describe('robust losses', () => {
  for (const name of ['linear', 'huber', 'soft_l1', 'cauchy', 'arctan'] as LossName[]) {
    it(`${name}: the scaled rows give the gradient and the Hessian of F/2`, () => {
      const p = 0.4;
      const half = (at: number): number => totalLoss(r(at), name, scale) / 2;
      const [residuals, jacobian] = [r(p), Float64Array.from(slopes)];
      scaleRows(residuals, jacobian, name, scale);
      const gradient = jacobian.reduce((sum, j, i) => sum + j * residuals[i]!, 0);
      const curvature = jacobian.reduce((sum, j) => sum + j * j, 0);
      const h = 1e-4;
      expect(gradient).toBeCloseTo((half(p + h) - half(p - h)) / (2 * h), 7);
      expect(curvature).toBeCloseTo((half(p + h) - 2 * half(p) + half(p - h)) / h ** 2, 6);
    });
  }
});
