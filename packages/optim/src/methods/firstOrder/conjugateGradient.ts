/**
 * dₖ₊₁ = −Bₖ₊₁∇fₖ₊₁ with B the BFGS update, by the last step, of the one by the step since which the run has not been
 * restarted: the conjugate gradients of Perry and Shanno with Beale's restarts. O(n) memory and work.
 *
 * With exact searches on a quadratic these are the directions of Hestenes and Stiefel; the β of Hager and Zhang is what is
 * left of the update by one pair when its term along y is dropped. The whole update keeps the scale of the step, so that
 * the length 1 is mostly taken at the first trial where a β needs a search of two or three. It restarts at the pair just
 * seen where successive gradients are far from orthogonal, |∇fₖ₊₁ᵀ∇fₖ| ≥ 2‖∇fₖ₊₁‖² (Powell's test, ten times looser,
 * since two pairs lean less on orthogonality), and after 3n steps. The pairs are those of `secant.ts`.
 *
 * Source: D. Shanno, K. Phua, Algorithm 500, ACM TOMS 2 (1976), and 6 (1980); D. Shanno, Conjugate gradient methods with
 * inexact searches, Math. Oper. Res. 3 (1978); W. Hager, H. Zhang, SIAM J. Optim. 16 (2005), (1.4)–(1.6).
 */
import { firstWolfe } from '../../lineSearch/wolfe.js';
import { dot, negate } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Iteration, Method } from '../method.js';
import { pairVectors } from '../quasiNewton/pairVectors.js';
import { firstLength, movesNothing, secant } from '../quasiNewton/secant.js';

const lostOrthogonality = 2;
/** Steps from one restart to the next, in multiples of n. */
const mostSteps = 3;

export const conjugateGradient: Method<'cg'> = {
  name: 'cg',
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'hager-zhang', 'exact', 'armijo'],
  monotone: true,
  maxIterations: (n) => Math.max(5000, Math.min(20_000, 200 * n)),
  start(at, { lineSearch, lineSearchName }) {
    const { n } = at;
    const direction = new Float64Array(n);
    const changed = new Float64Array(n);
    /** The pair of the last restart, then the newest. */
    const pairs = pairVectors(n, 2);
    let count = 0;
    let since = 0;
    let slope = 0;
    const iterate: Iteration = () => {
      const fresh = count === 0 || !(slope < 0) || movesNothing(at, direction, slope);
      if (fresh) {
        count = 0;
        negate(at.gradient, direction);
        slope = -dot(at.gradient, at.gradient);
      }
      const search = fresh && lineSearchName === 'wolfe' ? firstWolfe : lineSearch;
      if (search(at, direction, slope, fresh ? firstLength(at) : 1) === 0) {
        if (fresh) return noDescent(at);
        count = 0;
        return iterate();
      }
      at.accept();
      // The gradient before the step is where the next trial's will be written.
      const overlap = Math.abs(dot(at.gradient, at.trialGradient));
      const { curvature, squared, usable } = secant(at, changed);
      if (!usable) {
        count = 0;
        return undefined;
      }
      const restart =
        count === 0 || since >= mostSteps * n || overlap >= lostOrthogonality * dot(at.gradient, at.gradient);
      since = restart ? 1 : since + 1;
      count = restart ? 1 : 2;
      pairs.set(count - 1, at.step, changed, 1 / curvature);
      direction.set(at.gradient);
      pairs.applyNegative(direction, count, count - 1, curvature / squared);
      slope = dot(direction, at.gradient);
      return undefined;
    };
    iterate.free = () => pairs.free();
    return iterate;
  },
};
