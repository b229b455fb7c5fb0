/**
 * min f(x), l ≤ x ≤ u, by the quadratic model of the last m pairs: the Cauchy point tells which bounds hold, the model is
 * then minimized over the other variables and the result projected on the box; a line search along the whole step ends
 * the iteration. Without bounds it is L-BFGS.
 *
 * Source: R. Byrd, P. Lu, J. Nocedal, C. Zhu (1995); the projected subspace step of J. Morales, J. Nocedal, Remark on
 * algorithm 778, ACM TOMS 38 (2011).
 */
import type { Descent } from '../../descent.js';
import { dot } from '../../vector.js';
import { noDescent } from '../failure.js';
import type { Iteration, Method } from '../method.js';
import { type CauchyPoint, cauchyPoint } from './cauchyPoint.js';
import { CompactHessian } from './compactHessian.js';
import { lbfgs } from './lbfgs.js';

export const lbfgsb: Method<'l-bfgs-b'> = {
  name: 'l-bfgs-b',
  order: 1,
  bounds: true,
  lineSearches: ['wolfe', 'armijo', 'hager-zhang'],
  monotone: true,
  maxIterations: (n) => Math.max(1000, Math.min(15_000, 200 * n)),
  start(at, options) {
    if (!at.box) return lbfgs.start(at, options);
    const { lineSearch, constants } = options;
    const { n } = at;
    const memory = constants.memory ?? 10;
    const hessian = new CompactHessian(memory);
    // Where every variable has both bounds the Cauchy point has their scale, and the first step goes all the way (the
    // rule of L-BFGS-B 3.0).
    const { lower, upper } = at.box;
    const boxed = lower.every(Number.isFinite) && upper.every(Number.isFinite);
    const direction = new Float64Array(n);
    const breaks = new Float64Array(n);
    const cauchy: CauchyPoint = {
      x: new Float64Array(n),
      c: new Float64Array(2 * memory),
      free: new Int32Array(n),
      freeCount: 0,
    };
    const iterate: Iteration = () => {
      cauchyPoint(at, hessian, cauchy, direction, breaks);
      if (hessian.count > 0) subspaceStep(at, hessian, cauchy, direction);
      for (let i = 0; i < n; i++) direction[i] = cauchy.x[i]! - at.x[i]!;
      const slope = dot(direction, at.gradient);
      const fresh = hessian.count === 0;
      // The step stays feasible up to the first bound it meets; beyond it f(x + t·d) would bend.
      at.longest = Math.max(1, longestFeasible(at, direction));
      const initial = fresh && !boxed ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1;
      const taken = slope < 0 ? lineSearch(at, direction, slope, initial) : 0;
      if (taken === 0) {
        if (fresh) return noDescent(at);
        hessian.clear();
        return iterate();
      }
      at.accept();
      hessian.push(at);
      return undefined;
    };
    return iterate;
  },
};

/** Moves the Cauchy point to the minimizer of the model over its free variables, projected on the box. */
function subspaceStep(at: Descent, hessian: CompactHessian, cauchy: CauchyPoint, scratch: Float64Array): void {
  const { x, gradient } = at;
  const { lower, upper } = at.box!;
  const { theta } = hessian;
  const { free, freeCount } = cauchy;
  if (freeCount === 0) return;
  const size = 2 * hessian.count;
  const w = new Float64Array(size);
  const mc = new Float64Array(size);
  const v = new Float64Array(size);
  hessian.middle(cauchy.c, mc);
  // r = Zᵀ(∇f + θ(x_c − x) − W·M·c), the reduced gradient of the model.
  for (let f = 0; f < freeCount; f++) {
    const i = free[f]!;
    hessian.row(i, w);
    let r = gradient[i]! + theta * (cauchy.x[i]! - x[i]!);
    for (let j = 0; j < size; j++) r -= w[j]! * mc[j]!;
    scratch[f] = r;
    for (let j = 0; j < size; j++) v[j]! += w[j]! * r;
  }
  hessian.reduced(free, freeCount, v, mc);
  let inside = 1;
  let slope = 0;
  const projected = new Float64Array(freeCount);
  for (let f = 0; f < freeCount; f++) {
    const i = free[f]!;
    hessian.row(i, w);
    let correction = 0;
    for (let j = 0; j < size; j++) correction += w[j]! * mc[j]!;
    const step = -scratch[f]! / theta - correction / (theta * theta);
    scratch[f] = step;
    const from = cauchy.x[i]!;
    projected[f] = Math.min(upper[i]!, Math.max(lower[i]!, from + step));
    slope += gradient[i]! * (projected[f]! - x[i]!);
    const room = step > 0 ? upper[i]! - from : lower[i]! - from;
    if (Math.abs(step) > Math.abs(room)) inside = Math.min(inside, room / step);
  }
  // Where the projection would lead uphill, the step is cut at the first bound instead.
  for (let f = 0; f < freeCount; f++) {
    const i = free[f]!;
    cauchy.x[i] = slope < 0 ? projected[f]! : cauchy.x[i]! + inside * scratch[f]!;
  }
}

/** The t at which x + t·d meets its first bound. */
function longestFeasible(at: Descent, d: Float64Array): number {
  const { lower, upper } = at.box!;
  let longest = 1e20;
  for (let i = 0; i < d.length; i++) {
    const di = d[i]!;
    if (di > 0) longest = Math.min(longest, (upper[i]! - at.x[i]!) / di);
    else if (di < 0) longest = Math.min(longest, (lower[i]! - at.x[i]!) / di);
  }
  return longest;
}
