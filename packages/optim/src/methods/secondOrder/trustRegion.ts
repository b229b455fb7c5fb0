/**
 * min f(x) + ∇fᵀp + ½pᵀHp over ‖p‖ ≤ Δ, and Δ by how well the model foretold f: the trust-region Newton method.
 *
 * The subproblem is solved exactly (Moré–Sorensen: negative curvature and saddles are no obstacle) or, with
 * `subproblem: 'steihaug'`, by truncated conjugate gradients for many variables. ρ = actual / foretold decrease: ρ < ¼
 * shrinks Δ, ρ > ¾ at the boundary grows it; a step is taken for ρ > 1e-4. One iteration ends with a step taken.
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), algorithm 4.1; A. Conn, N. Gould, P. Toint, Trust-Region
 * Methods (2000), section 17.4.2 for ρ at rounding level.
 */
import type { Descent } from '../../descent.js';
import { dot, norm } from '../../vector.js';
import type { Method } from '../method.js';
import { hessianAt } from './hessianProduct.js';
import { MoreSorensen } from './moreSorensen.js';
import { type HessianProduct, Steihaug } from './steihaug.js';

const takeAbove = 1e-4;
const longestRadius = 1e10;

/** Fills the step for the current iterate and radius; whether it lies on the boundary. */
interface Subproblem {
  refresh(): boolean;
  step(radius: number, p: Float64Array): boolean;
  readonly multiply: HessianProduct;
}

export const trustRegion: Method<'trust-region'> = {
  name: 'trust-region',
  order: 2,
  bounds: false,
  lineSearches: [],
  monotone: true,
  maxIterations: (n) => Math.max(500, 50 * n),
  start(at, { constants }) {
    const { n } = at;
    const subproblem = constants.subproblem === 'steihaug' ? truncated(at) : exactly(at);
    const p = new Float64Array(n);
    const hp = new Float64Array(n);
    let radius = constants.radius ?? Math.max(1, 0.1 * norm(at.x));
    return () => {
      if (!subproblem.refresh()) return { status: 'diverged', message: 'H became infinite or NaN' };
      for (;;) {
        const boundary = subproblem.step(radius, p);
        const length = norm(p);
        subproblem.multiply(p, hp);
        const foretold = -(dot(at.gradient, p) + dot(p, hp) / 2);
        const value = at.move(1, p);
        if (value === Number.NEGATIVE_INFINITY) break;
        const noise = 10 * Number.EPSILON * Math.max(1e-300, Math.abs(at.value));
        const ratio = (at.value - value + noise) / (foretold + noise);
        if (ratio > 0.75 && boundary) radius = Math.min(longestRadius, 2 * radius);
        else if (!(ratio >= 0.25)) radius = value === Number.POSITIVE_INFINITY ? length / 10 : length / 4;
        // At rounding level only a smaller gradient tells a better point.
        const better = value < at.value - noise || norm(at.trialGradient) < at.gradientNorm;
        if (ratio > takeAbove && value <= at.value + noise && better) break;
        if (ratio > takeAbove) radius = length / 4;
        if (!(radius > Number.EPSILON * Math.max(1e-10, norm(at.x)))) {
          return {
            status: 'line-search-failed',
            message: 'no step within the smallest trust region lowers f: ∇f or H may be wrong, see checkGradient',
          };
        }
      }
      at.accept();
      return undefined;
    };
  },
};

function exactly(at: Descent): Subproblem {
  const { n } = at;
  const h = new Float64Array(n * n);
  const solver = new MoreSorensen(n);
  return {
    refresh: () => {
      at.problem.hessian(at.x, h);
      return h.every(Number.isFinite);
    },
    step: (radius, p) => solver.solve(h, at.gradient, radius, p),
    multiply: (v, out) => {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += h[i * n + j]! * v[j]!;
        out[i] = sum;
      }
    },
  };
}

function truncated(at: Descent): Subproblem {
  const hessian = hessianAt(at);
  const solver = new Steihaug(at.n);
  return {
    refresh: () => {
      hessian.refresh();
      return true;
    },
    step: (radius, p) => {
      const size = at.gradientNorm;
      const end = solver.solve(at.gradient, hessian.multiply, radius, Math.min(0.5, Math.sqrt(size)) * size, p);
      return end === 'boundary' || end === 'negative-curvature';
    },
    multiply: hessian.multiply,
  };
}
