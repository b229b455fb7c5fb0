/**
 * (H + E)d = −∇f: Newton's step, E = 0 wherever H is positive definite (modified Cholesky otherwise).
 *
 * It is the minimizer of the full second-order model f + ∇fᵀd + ½dᵀHd, with the ½ the course leaves out: without it the
 * step would be half as long. Steps of length 1 are tried first; near a minimum they converge quadratically.
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), section 3.4.
 */
import { dot, negate, norm } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Method } from '../method.js';
import { modifiedCholesky, solveFactored } from './modifiedCholesky.js';

export const newton: Method<'newton'> = {
  name: 'newton',
  order: 2,
  bounds: false,
  lineSearches: ['armijo', 'wolfe', 'hager-zhang', 'exact', 'none'],
  monotone: false,
  maxIterations: (n) => Math.max(1000, 20 * n),
  start(at, { lineSearch, lineSearchName, learningRate }) {
    const { n } = at;
    const hessian = new Float64Array(n * n);
    const direction = new Float64Array(n);
    return () => {
      at.problem.hessian(at.x, hessian);
      if (!hessian.every(Number.isFinite)) {
        return { status: 'diverged', message: 'H became infinite or NaN' };
      }
      const modified = modifiedCholesky(hessian, n);
      negate(at.gradient, direction);
      solveFactored(hessian, n, direction);
      // Where the model has no minimum its step has no scale of its own; that of x takes its place.
      const longest = Math.max(1, norm(at.x)) / norm(direction);
      if (modified && longest < 1) for (let i = 0; i < n; i++) direction[i]! *= longest;
      let slope = dot(direction, at.gradient);
      if (!(slope < 0) || !Number.isFinite(slope)) {
        negate(at.gradient, direction);
        slope = -dot(at.gradient, at.gradient);
      }
      const initial = lineSearchName === 'none' ? (learningRate?.(at.iteration) ?? 1) : 1;
      if (lineSearch(at, direction, slope, initial) === 0) return noDescent(at);
      at.accept();
      return undefined;
    };
  },
};
