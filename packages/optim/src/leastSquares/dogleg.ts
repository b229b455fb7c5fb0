/**
 * The path from x along the scaled steepest descent to its minimizer of the model and on to the Gauss–Newton point, cut
 * at ‖Dp‖ = Δ: Powell's dogleg.
 *
 * Source: M. Powell, A hybrid method for nonlinear equations (1970); J. Nocedal, S. Wright, Numerical Optimization (2006), 4.1.
 */
import type { Linearization } from './linearization.js';

export class Dogleg {
  readonly #cauchy: Float64Array;

  constructor(n: number) {
    this.#cauchy = new Float64Array(n);
  }

  /** Fills `p`; ‖Dp‖ ≤ radius. */
  step(linear: Linearization, radius: number, p: Float64Array): void {
    linear.gaussNewton(p);
    const length = linear.scaledNorm(p);
    if (length <= radius && linear.rank === linear.n) return;
    const cauchy = this.#cauchy;
    const { gradient, scale, n } = linear;
    let slope = 0;
    for (let j = 0; j < n; j++) {
      cauchy[j] = -gradient[j]! / scale[j]! ** 2;
      slope += gradient[j]! * cauchy[j]!;
    }
    const image = linear.imageSquared(cauchy);
    const steepest = linear.scaledNorm(cauchy);
    const best = image > 0 ? -slope / image : Number.POSITIVE_INFINITY;
    if (best * steepest >= radius || linear.rank < n) {
      const t = Math.min(best, radius / steepest);
      for (let j = 0; j < n; j++) p[j] = t * cauchy[j]!;
      return;
    }
    // |D(c + τ(p − c))| = Δ on the second leg.
    let aa = 0;
    let ab = 0;
    let bb = 0;
    for (let j = 0; j < n; j++) {
      const from = scale[j]! * best * cauchy[j]!;
      const leg = scale[j]! * p[j]! - from;
      aa += leg * leg;
      ab += from * leg;
      bb += from * from;
    }
    const rest = radius * radius - bb;
    const tau = rest / (ab + Math.sqrt(ab * ab + aa * rest));
    for (let j = 0; j < n; j++) p[j] = best * cauchy[j]! + tau * (p[j]! - best * cauchy[j]!);
  }
}
