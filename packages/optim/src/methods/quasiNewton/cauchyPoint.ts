/**
 * The first minimizer of the quadratic model along the projected path P(x − t∇f), t ≥ 0: the generalized Cauchy point.
 *
 * The path bends where a variable meets its bound. Segment by segment the model's slope and curvature are updated from
 * row i of W in O(m²); the variables that have not met a bound are free for the subspace step.
 *
 * Source: R. Byrd, P. Lu, J. Nocedal, C. Zhu, A limited memory algorithm for bound constrained optimization, SIAM J. Sci.
 * Comput. 16 (1995), algorithm CP; the letters are the paper's.
 */
import type { Descent } from '../../descent.js';
import { dot } from '../../vector.js';
import type { CompactHessian } from './compactHessian.js';

export interface CauchyPoint {
  /** The point. */
  readonly x: Float64Array;
  /** Wᵀ(x_c − x). */
  readonly c: Float64Array;
  /** Indices of the free variables, the first `freeCount`. */
  readonly free: Int32Array;
  freeCount: number;
}

/** Finds the Cauchy point into `out`; `d` and `breaks` are scratch of n numbers. */
export function cauchyPoint(
  at: Descent,
  hessian: CompactHessian,
  out: CauchyPoint,
  d: Float64Array,
  breaks: Float64Array,
): void {
  const { n, x, gradient } = at;
  const { lower, upper } = at.box!;
  const size = 2 * hessian.count;
  const { theta } = hessian;
  const p = new Float64Array(size);
  const mp = new Float64Array(size);
  const w = new Float64Array(size);
  const mw = new Float64Array(size);
  const corners: number[] = [];
  out.x.set(x);
  out.c.fill(0);
  for (let i = 0; i < n; i++) {
    const g = gradient[i]!;
    const t = g < 0 ? (x[i]! - upper[i]!) / g : g > 0 ? (x[i]! - lower[i]!) / g : Number.POSITIVE_INFINITY;
    breaks[i] = t;
    d[i] = t > 0 ? -g : 0;
    if (t > 0 && t < Number.POSITIVE_INFINITY) corners.push(i);
  }
  corners.sort((i, j) => breaks[i]! - breaks[j]!);
  hessian.transposed(d, p);
  let slope = -dot(d, d);
  hessian.middle(p, mp);
  let curvature = -theta * slope - dotFirst(p, mp, size);
  const firstCurvature = -theta * slope;
  let best = -slope / curvature;
  let reached = 0;
  for (const b of corners) {
    const t = breaks[b]!;
    const length = t - reached;
    if (best < length) break;
    const g = gradient[b]!;
    out.x[b] = d[b]! > 0 ? upper[b]! : lower[b]!;
    const z = out.x[b]! - x[b]!;
    for (let i = 0; i < size; i++) out.c[i]! += length * p[i]!;
    hessian.row(b, w);
    hessian.middle(w, mw);
    slope += length * curvature + g * g + theta * g * z - g * dotFirst(mw, out.c, size);
    curvature -= theta * g * g + 2 * g * dotFirst(mw, p, size) + g * g * dotFirst(mw, w, size);
    curvature = Math.max(curvature, Number.EPSILON * firstCurvature);
    for (let i = 0; i < size; i++) p[i]! += g * w[i]!;
    d[b] = 0;
    best = -slope / curvature;
    reached = t;
  }
  if (!(best > 0)) best = 0;
  reached += best;
  for (let i = 0; i < size; i++) out.c[i]! += best * p[i]!;
  out.freeCount = 0;
  for (let i = 0; i < n; i++) {
    if (d[i] === 0 && gradient[i] !== 0) continue;
    out.x[i] = Math.min(upper[i]!, Math.max(lower[i]!, x[i]! + reached * d[i]!));
    out.free[out.freeCount++] = i;
  }
}

function dotFirst(a: Float64Array, b: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[i]! * b[i]!;
  return sum;
}
