/**
 * dₖ₊₁ = −∇fₖ₊₁ + βₖdₖ with β = (y − 2d·yᵀy / dᵀy)ᵀ∇fₖ₊₁ / dᵀy: the conjugate gradients of Hager and Zhang.
 *
 * Whatever the line search, dₖᵀ∇fₖ ≤ −⅞‖∇fₖ‖²: every direction descends. β is cut off below at 0.4·dᵀ∇fₖ / ‖d‖². The first
 * trial length promises the decrease, to first order, that the last step brought: t·∇fₖᵀdₖ as before. O(n) memory and work.
 * `cg` takes fewer evaluations; this one has the guarantee, and half the memory.
 *
 * Source: W. Hager, H. Zhang, A new conjugate gradient method with guaranteed descent, SIAM J. Optim. 16 (2005); the
 * bound of β: the same, The limited memory conjugate gradient method, SIAM J. Optim. 23 (2013), (2.3).
 */
import { wolfeSearch } from '../../lineSearch/wolfe.js';
import { dot, negate } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Iteration, Method } from '../method.js';
import { firstLength } from '../quasiNewton/secant.js';

const eta = 0.4;
/** Conjugacy wants the slope at the new point small: c₂ = 0.1. */
const tightWolfe = wolfeSearch(1e-4, 0.1);

export const hagerZhang: Method<'cg-hager-zhang'> = {
  name: 'cg-hager-zhang',
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'hager-zhang', 'exact'],
  monotone: true,
  maxIterations: (n) => Math.max(5000, Math.min(20_000, 200 * n)),
  start(at, options) {
    const lineSearch = options.lineSearchName === 'wolfe' ? tightWolfe : options.lineSearch;
    const direction = new Float64Array(at.n);
    let fresh = true;
    let slope = 0;
    let promised = 0;
    const iterate: Iteration = () => {
      if (fresh) {
        negate(at.gradient, direction);
        slope = -dot(at.gradient, at.gradient);
      }
      const taken = lineSearch(at, direction, slope, fresh ? firstLength(at) : promised / slope);
      if (taken === 0) {
        if (fresh) return noDescent(at);
        fresh = true;
        return iterate();
      }
      promised = taken * slope;
      at.accept();
      const { change: y, gradient: g } = at;
      const dy = dot(direction, y);
      fresh = !(dy > 0);
      if (fresh) return undefined;
      const beta = (dot(y, g) - (2 * at.changeSquared * dot(direction, g)) / dy) / dy;
      const used = Math.max(beta, (eta * slope) / dot(direction, direction));
      for (let i = 0; i < g.length; i++) direction[i] = used * direction[i]! - g[i]!;
      slope = dot(direction, g);
      fresh = !(slope < 0);
      return undefined;
    };
    return iterate;
  },
};
