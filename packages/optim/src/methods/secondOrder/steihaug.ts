/**
 * min gᵀp + ½pᵀHp subject to ‖p‖ ≤ Δ, by conjugate gradients that stop at the boundary, on negative curvature, or when
 * the residual is small: Steihaug–Toint. Only products Hv are used; it serves Newton-CG too, with Δ = ∞.
 *
 * Source: T. Steihaug, The conjugate gradient method and trust regions in large scale optimization, SINUM 20 (1983).
 */
import { axpy, dot, negate, norm } from '../../vector.js';

/** out ← Hv. */
export type HessianProduct = (v: Float64Array, out: Float64Array) => void;

/** How the truncated iteration ended. */
export type Truncation = 'residual' | 'boundary' | 'negative-curvature' | 'iterations';

export class Steihaug {
  readonly #residual: Float64Array;
  readonly #direction: Float64Array;
  readonly #product: Float64Array;

  constructor(n: number) {
    this.#residual = new Float64Array(n);
    this.#direction = new Float64Array(n);
    this.#product = new Float64Array(n);
  }

  /**
   * Fills `p`. With a finite radius a direction of negative curvature is followed to the boundary; without one the step
   * found so far is kept (−g when there is none yet).
   */
  solve(g: Float64Array, multiply: HessianProduct, radius: number, tolerance: number, p: Float64Array): Truncation {
    const r = this.#residual;
    const d = this.#direction;
    const hd = this.#product;
    p.fill(0);
    r.set(g);
    negate(g, d);
    let rr = dot(r, r);
    const limit = 2 * g.length + 10;
    for (let k = 0; k < limit; k++) {
      multiply(d, hd);
      const curvature = dot(d, hd);
      if (!(curvature > Number.EPSILON * dot(d, d) * 4)) {
        if (radius < Number.POSITIVE_INFINITY) axpy(toBoundary(p, d, radius), d, p);
        else if (k === 0) negate(g, p);
        return 'negative-curvature';
      }
      const alpha = rr / curvature;
      if (radius < Number.POSITIVE_INFINITY) {
        const longest = toBoundary(p, d, radius);
        if (alpha >= longest) {
          axpy(longest, d, p);
          return 'boundary';
        }
      }
      axpy(alpha, d, p);
      axpy(alpha, hd, r);
      const next = dot(r, r);
      if (Math.sqrt(next) <= tolerance) return 'residual';
      const beta = next / rr;
      rr = next;
      for (let i = 0; i < d.length; i++) d[i] = beta * d[i]! - r[i]!;
    }
    return 'iterations';
  }
}

/** The τ ≥ 0 with ‖p + τd‖ = Δ. */
function toBoundary(p: Float64Array, d: Float64Array, radius: number): number {
  const dd = dot(d, d);
  const pd = dot(p, d);
  const length = norm(p);
  const rest = (radius - length) * (radius + length);
  const root = Math.sqrt(Math.max(0, pd * pd + dd * rest));
  return pd > 0 ? rest / (pd + root) : (root - pd) / dd;
}
