/**
 * d = −B∇f with B ← (I − ρsyᵀ)B(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy: BFGS on the inverse Hessian B, n×n.
 *
 * The pairs are those of `secant.ts`; one without curvature is skipped. Before the first update B = max(γ, γ^⅔)·I with the
 * pair's scale γ = ‖s‖/‖y‖: where f bends much along the first gradient it bends less along most directions, so B is
 * drawn a third of the way (in logarithms) to I. Multiplied out, B += ρ(1 + ρyᵀBy)ssᵀ − ρs(By)ᵀ − ρ(By)sᵀ.
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), algorithm 6.1.
 */
import { firstWolfe } from '../../lineSearch/wolfe.js';
import { dot, negate } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Iteration, Method } from '../method.js';
import { inverseHessian } from './inverseHessian.js';
import { firstLength, movesNothing, secant } from './secant.js';

export const bfgs: Method<'bfgs'> = {
  name: 'bfgs',
  order: 1,
  bounds: false,
  lineSearches: ['wolfe', 'hager-zhang', 'armijo', 'exact'],
  monotone: true,
  maxIterations: (n) => Math.max(500, 200 * n),
  start(at, { lineSearch, lineSearchName }) {
    const { n } = at;
    const inverse = inverseHessian(n);
    const direction = new Float64Array(n);
    const changed = new Float64Array(n);
    const product = new Float64Array(n);
    /** Whether B holds anything. */
    let known = false;
    let slope = 0;
    const aim = (): void => {
      inverse.multiply(at.gradient, direction, -1);
      slope = dot(direction, at.gradient);
      at.foretold = -slope / 2;
    };
    const iterate: Iteration = () => {
      const fresh = !known || !(slope < 0) || movesNothing(at, direction, slope);
      if (fresh) {
        known = false;
        negate(at.gradient, direction);
        slope = -dot(at.gradient, at.gradient);
      }
      const search = fresh && lineSearchName === 'wolfe' ? firstWolfe : lineSearch;
      if (search(at, direction, slope, fresh ? firstLength(at) : 1) === 0) {
        // B may have gone stale; steepest descent is the last word.
        if (fresh) return noDescent(at);
        known = false;
        return iterate();
      }
      at.accept();
      const { curvature, usable } = secant(at, changed);
      if (usable) {
        const scale = at.stepNorm / Math.sqrt(at.changeSquared);
        if (!known) inverse.reset(Math.max(scale, Math.cbrt(scale * scale)));
        known = true;
        inverse.multiply(changed, product, 1);
        const rho = 1 / curvature;
        inverse.update(at.step, product, rho * (1 + rho * dot(changed, product)), rho);
      }
      if (known) aim();
      return undefined;
    };
    iterate.free = () => inverse.free();
    return iterate;
  },
};
