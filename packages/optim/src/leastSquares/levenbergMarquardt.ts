/**
 * (JᵀJ + λD²)p = −Jᵀr with ‖Dp‖ = Δ within 10 %, or the Gauss–Newton step where that is shorter: Levenberg–Marquardt
 * as a trust-region method in Moré's scaling.
 *
 * λ is the root of φ(λ) = ‖Dp(λ)‖ − Δ, by Newton's method on 1/Δ − 1/‖Dp‖ within the bounds φ(0)/−φ′(0) and
 * ‖D⁻¹Jᵀr‖/Δ; each p(λ) is the least-squares solution of (R; √λ·D)p = −(Qᵀr; 0), a small QR, so that JᵀJ is never
 * formed.
 *
 * Source: J. Moré, The Levenberg–Marquardt algorithm: implementation and theory, LNM 630 (1978).
 */
import { norm } from '../vector.js';
import { factorQr, solveR, solveRTransposed } from './householder.js';
import type { Linearization } from './linearization.js';

const radiusTolerance = 0.1;
const mostTrials = 10;

export class LevenbergMarquardt {
  readonly #stacked: Float64Array;
  readonly #right: Float64Array;
  readonly #z: Float64Array;
  readonly #n: number;
  #lambda = 0;

  constructor(n: number) {
    this.#n = n;
    this.#stacked = new Float64Array(2 * n * n);
    this.#right = new Float64Array(2 * n);
    this.#z = new Float64Array(n);
  }

  /** Fills `p`; ‖Dp‖ ≤ 1.1·radius. */
  step(linear: Linearization, radius: number, p: Float64Array): void {
    const n = this.#n;
    linear.gaussNewton(p);
    let length = linear.scaledNorm(p);
    let excess = length - radius;
    if (excess <= radiusTolerance * radius && linear.rank > 0) {
      this.#lambda = 0;
      return;
    }
    let low = 0;
    if (linear.rank === n) low = excess / (radius * this.#newtonDivisor(linear, p, length, linear.r, linear.rows));
    let squares = 0;
    for (let j = 0; j < n; j++) squares += (linear.gradient[j]! / linear.scale[j]!) ** 2;
    const steepest = Math.sqrt(squares);
    let high = steepest / radius || Number.MIN_VALUE / Math.min(radius, 0.1);
    let lambda = Math.min(high, Math.max(low, this.#lambda));
    if (lambda === 0) lambda = steepest / length || high;
    for (let trial = 0; trial < mostTrials; trial++) {
      if (lambda === 0) lambda = Math.max(Number.MIN_VALUE, 1e-3 * high);
      this.#solve(linear, lambda, p);
      const before = excess;
      length = linear.scaledNorm(p);
      excess = length - radius;
      if (Math.abs(excess) <= radiusTolerance * radius || (low === 0 && excess <= before && before < 0)) break;
      if (trial === mostTrials - 1) break;
      const correction = excess / (radius * this.#newtonDivisor(linear, p, length, this.#stacked, 2 * n));
      if (excess > 0) low = Math.max(low, lambda);
      else high = Math.min(high, lambda);
      lambda = Math.max(low, lambda + correction);
    }
    this.#lambda = lambda;
  }

  /** p ← the least-squares solution of (R; √λ·D)p = −(Qᵀr; 0); leaves the triangle in #stacked. */
  #solve(linear: Linearization, lambda: number, p: Float64Array): void {
    const n = this.#n;
    const { r, rows, qtr, pivots, scale } = linear;
    const a = this.#stacked;
    const b = this.#right;
    a.fill(0);
    b.fill(0);
    const root = Math.sqrt(lambda);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i <= j; i++) a[j * 2 * n + i] = r[j * rows + i]!;
      a[j * 2 * n + n + j] = root * scale[pivots[j]!]!;
      b[j] = -qtr[j]!;
    }
    factorQr(a, 2 * n, n, b);
    solveR(a, 2 * n, n, b);
    for (let j = 0; j < n; j++) p[pivots[j]!] = b[j]!;
  }

  /** ‖S⁻ᵀPᵀD²p‖² / ‖Dp‖² for the triangle S: −φ′/‖Dp‖. */
  #newtonDivisor(linear: Linearization, p: Float64Array, length: number, triangle: Float64Array, rows: number): number {
    const z = this.#z;
    const { pivots, scale } = linear;
    for (let j = 0; j < this.#n; j++) {
      const at = pivots[j]!;
      z[j] = (scale[at]! * scale[at]! * p[at]!) / length;
    }
    solveRTransposed(triangle, rows, this.#n, z);
    return norm(z) ** 2;
  }
}
