/**
 * dₖ₊₁ = −∇fₖ₊₁ + βₖdₖ with β = (y − 2d·yᵀy / dᵀy)ᵀ∇fₖ₊₁ / dᵀy: the conjugate gradients of Hager and Zhang.
 *
 * Whatever the line search, dₖᵀ∇fₖ ≤ −⅞‖∇fₖ‖². β is cut off below at −1 / (‖d‖·min(0.01, ‖∇fₖ‖)). The first trial
 * length is the minimizer of the parabola through f, its slope and the last decrease. O(n) memory and work.
 *
 * Source: W. Hager, H. Zhang, A new conjugate gradient method with guaranteed descent, SIAM J. Optim. 16 (2005).
 */

import type { LineSearch } from '../../lineSearch/lineSearch.js';
import { wolfeSearch } from '../../lineSearch/wolfe.js';
import { dot, negate, norm } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Iteration, Method } from '../method.js';

const eta = 0.01;
/** Conjugacy wants the slope at the new point small: c₂ = 0.2. */
const tightWolfe: LineSearch = wolfeSearch(1e-4, 0.2);

export const conjugateGradient: Method = {
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'hager-zhang', 'exact', 'armijo'],
  monotone: false,
  maxIterations: (n) => Math.max(5000, Math.min(20_000, 200 * n)),
  start(at, options) {
    const lineSearch = options.lineSearchName === 'wolfe' ? tightWolfe : options.lineSearch;
    const direction = new Float64Array(at.n);
    let fresh = true;
    let slope = 0;
    let taken = 0;
    const iterate: Iteration = () => {
      let initial: number;
      if (fresh) {
        negate(at.gradient, direction);
        slope = -dot(at.gradient, at.gradient);
        initial = Math.min(1, 1 / at.gradientNorm);
      } else {
        const decrease = at.previousValue - at.value;
        initial = decrease > 0 ? (-2.02 * decrease) / slope : taken;
      }
      const before = at.gradientNorm;
      taken = lineSearch(at, direction, slope, initial);
      if (taken === 0) {
        if (fresh) return noDescent(at);
        fresh = true;
        return iterate();
      }
      at.accept();
      const { change: y, gradient: g } = at;
      const dy = dot(direction, y);
      fresh = !(dy > 0);
      if (fresh) return undefined;
      const beta = (dot(y, g) - (2 * at.changeSquared * dot(direction, g)) / dy) / dy;
      const least = -1 / (norm(direction) * Math.min(eta, before));
      const used = Math.max(beta, least);
      for (let i = 0; i < g.length; i++) direction[i] = used * direction[i]! - g[i]!;
      slope = dot(direction, g);
      fresh = !(slope < 0);
      return undefined;
    };
    return iterate;
  },
};
