/**
 * min gᵀp + ½pᵀHp subject to ‖p‖ ≤ Δ: (H + λI)p = −g with H + λI ⪰ 0 and λ(Δ − ‖p‖) = 0, by Newton's method on
 * 1/Δ − 1/‖p(λ)‖ with safeguards [λ_L, λ_U].
 *
 * Each trial λ costs one Cholesky factorization. Where it fails, the failed pivot and its null direction raise λ_L. In the
 * hard case, g orthogonal to the eigenvectors of the least eigenvalue, p is completed to the boundary by an approximate
 * null vector z of H + λI. The result is within 10 % of the radius and of the optimal decrease.
 *
 * Source: J. Moré, D. Sorensen, Computing a trust region step, SIAM J. Sci. Stat. Comput. 4 (1983).
 */
import { dot, norm } from '../../vector.js';
import { factor, solveLower, solveUpper } from './cholesky.js';

/** ‖p‖ may differ from the radius by this much of it. */
const radiusTolerance = 0.1;
/** How far from optimal the decrease may be in the hard case. */
const hardTolerance = 0.2;
const mostFactorizations = 60;

/** Solves the exact subproblem; its memory is allocated once. */
export class MoreSorensen {
  readonly #n: number;
  readonly #factor: Float64Array;
  readonly #w: Float64Array;
  readonly #z: Float64Array;

  constructor(n: number) {
    this.#n = n;
    this.#factor = new Float64Array(n * n);
    this.#w = new Float64Array(n);
    this.#z = new Float64Array(n);
  }

  /** Fills `p` and returns whether it lies on the boundary; `h` (full, symmetric) and `g` stay unchanged. */
  solve(h: Float64Array, g: Float64Array, radius: number, p: Float64Array): boolean {
    const n = this.#n;
    const l = this.#factor;
    let [low, high] = bounds(h, g, radius, n);
    let lambda = low === 0 ? 0 : Math.max(Math.sqrt(low * high), low + 0.01 * (high - low));
    for (let trial = 0; trial < mostFactorizations; trial++) {
      l.set(h);
      for (let i = 0; i < n; i++) l[i * n + i]! += lambda;
      const failed = factor(l, n);
      if (failed > 0) {
        low = Math.max(low, lambda + this.#deficit(failed));
        lambda = between(low, high);
        continue;
      }
      for (let i = 0; i < n; i++) p[i] = -g[i]!;
      solveLower(l, n, p);
      solveUpper(l, n, p);
      const length = norm(p);
      if (lambda === 0 && length <= radius) return false;
      if (Math.abs(length - radius) <= radiusTolerance * radius) return true;
      if (length < radius) {
        high = lambda;
        const least = this.#smallest();
        const tau = this.#toBoundary(p, radius, length);
        const model = lambda * radius * radius - dot(p, g);
        if (tau * tau * least <= hardTolerance * model || trial === mostFactorizations - 1) {
          for (let i = 0; i < n; i++) p[i]! += tau * this.#z[i]!;
          return true;
        }
        low = Math.max(low, lambda - least);
      } else {
        low = lambda;
      }
      this.#w.set(p);
      solveLower(l, n, this.#w);
      const inner = dot(this.#w, this.#w);
      const next = lambda + ((length * length) / inner) * ((length - radius) / radius);
      lambda = next > low && next < high ? next : length < radius && next <= 0 && low === 0 ? 0 : between(low, high);
    }
    // Rounding kept λ from settling: the last p, pulled inside, still goes down.
    const length = norm(p);
    if (length > radius) for (let i = 0; i < n; i++) p[i]! *= radius / length;
    return true;
  }

  /** δ / ‖v‖² for the direction v in which the partial factorization met the pivot −δ: λ must grow by at least this. */
  #deficit(failed: number): number {
    const n = this.#n;
    const l = this.#factor;
    const v = this.#w;
    const k = failed - 1;
    for (let j = 0; j < k; j++) v[j] = -l[k * n + j]!;
    solveUpper(l, n, v, k);
    let squares = 1;
    for (let j = 0; j < k; j++) squares += v[j]! * v[j]!;
    return -l[k * n + k]! / squares;
  }

  /** Fills z with a unit vector making ‖Lᵀz‖ small, by LINPACK's sign choice, and returns ‖Lᵀz‖². */
  #smallest(): number {
    const n = this.#n;
    const l = this.#factor;
    const z = this.#z;
    const w = this.#w;
    z.fill(0);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < i; k++) sum += l[i * n + k]! * w[k]!;
      w[i] = (sum > 0 ? -1 - sum : 1 - sum) / l[i * n + i]!;
    }
    z.set(w);
    solveUpper(l, n, z);
    const size = norm(z);
    for (let i = 0; i < n; i++) z[i]! /= size;
    let squares = 0;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = j; i < n; i++) sum += l[i * n + j]! * z[i]!;
      squares += sum * sum;
    }
    return squares;
  }

  /** The root of smaller size of ‖p + τz‖ = Δ. */
  #toBoundary(p: Float64Array, radius: number, length: number): number {
    const along = dot(p, this.#z);
    const rest = (radius - length) * (radius + length);
    return rest / (along + Math.sign(along || 1) * Math.sqrt(along * along + rest));
  }
}

function between(low: number, high: number): number {
  return Math.max(Math.sqrt(low * high), low + 0.01 * (high - low));
}

/** λ_L and λ_U from Gershgorin's discs and the norms of H. */
function bounds(h: Float64Array, g: Float64Array, radius: number, n: number): [low: number, high: number] {
  let leastDiagonal = Number.POSITIVE_INFINITY;
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.NEGATIVE_INFINITY;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const diagonal = h[i * n + i]!;
    let others = 0;
    for (let j = 0; j < n; j++) {
      const entry = Math.abs(h[i * n + j]!);
      if (j !== i) others += entry;
      squares += entry * entry;
    }
    leastDiagonal = Math.min(leastDiagonal, diagonal);
    below = Math.max(below, others - diagonal);
    above = Math.max(above, others + diagonal);
  }
  const frobenius = Math.sqrt(squares);
  const target = norm(g) / radius;
  const low = Math.max(0, -leastDiagonal, target - Math.min(above, frobenius));
  const high = Math.max(0, target + Math.min(below, frobenius));
  return [low, Math.max(low, high)];
}
