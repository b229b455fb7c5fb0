/**
 * Hd ≈ −∇f by conjugate gradients, stopped at ‖Hd + ∇f‖ ≤ min(½, √‖∇f‖)·‖∇f‖ or on negative curvature.
 *
 * Superlinear, with products Hv only: where H is not given each costs one gradient. O(n) memory then.
 *
 * Source: R. Dembo, T. Steihaug, Truncated-Newton algorithms for large-scale optimization, Math. Prog. 26 (1983).
 */
import { dot, negate } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Method } from '../method.js';
import { hessianAt } from './hessianProduct.js';
import { Steihaug } from './steihaug.js';

export const newtonCg: Method<'newton-cg'> = {
  name: 'newton-cg',
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'armijo', 'hager-zhang', 'exact'],
  monotone: true,
  maxIterations: (n) => Math.max(500, Math.min(10_000, 200 * n)),
  start(at, { lineSearch }) {
    const hessian = hessianAt(at);
    const solver = new Steihaug(at.n);
    const direction = new Float64Array(at.n);
    return () => {
      hessian.refresh();
      const size = at.gradientNorm;
      solver.solve(
        at.gradient,
        hessian.multiply,
        Number.POSITIVE_INFINITY,
        Math.min(0.5, Math.sqrt(size)) * size,
        direction,
      );
      let slope = dot(direction, at.gradient);
      if (!(slope < 0) || !Number.isFinite(slope)) {
        negate(at.gradient, direction);
        slope = -size * size;
      }
      if (lineSearch(at, direction, slope, 1) === 0) return noDescent(at);
      at.accept();
      return undefined;
    };
  },
};
