/**
 * xₖ₊₁ = xₖ − λₖ∇f(xₖ).
 *
 * With `learningRate` λₖ is that number or schedule: the course's descent, which on a quadratic converges exactly while
 * λ < 2 / largest eigenvalue of H. Without, a line search chooses λₖ, starting from the step of Barzilai and Borwein,
 * s·s / s·y: the inverse of the curvature just seen.
 *
 * Source: J. Barzilai, J. Borwein, Two-point step size gradient methods, IMA J. Numer. Anal. 8 (1988).
 */
import type { Descent } from '../../descent.js';
import { negate, norm } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Method } from '../method.js';

export const gradientDescent: Method<'gradient-descent'> = {
  name: 'gradient-descent',
  order: 1,
  bounds: true,
  lineSearches: ['armijo', 'none', 'wolfe', 'hager-zhang', 'exact'],
  monotone: false,
  maxIterations: () => 10_000,
  start(at, { lineSearch, lineSearchName, learningRate }) {
    const direction = new Float64Array(at.n);
    let taken = 0;
    return () => {
      negate(at.gradient, direction);
      const slope = -(at.gradientNorm ** 2);
      const rate = learningRate?.(at.iteration);
      const initial = rate !== undefined && (lineSearchName === 'none' || taken === 0) ? rate : firstTrial(at, taken);
      taken = lineSearch(at, direction, at.box ? -squared(at.gradient) : slope, initial);
      if (taken === 0) return noDescent(at);
      at.accept();
      return undefined;
    };
  },
};

function firstTrial(at: Descent, taken: number): number {
  const first = Math.min(1, 1 / at.gradientNorm);
  if (taken === 0) return first;
  const length = at.curvature > 0 ? at.stepNorm ** 2 / at.curvature : 2 * taken;
  // The curvature of a far steeper place would not move x at all.
  return length * at.gradientNorm > Number.EPSILON * norm(at.x) ? length : first;
}

function squared(g: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < g.length; i++) sum += g[i]! * g[i]!;
  return sum;
}
