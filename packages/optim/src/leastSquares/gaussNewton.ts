/**
 * p = −J⁺r, shortened to ‖Dp‖ ≤ Δ: the Gauss–Newton step. It follows one direction only, so it fails where J loses rank
 * on the way; on small residuals it converges quadratically.
 */
import type { Linearization } from './linearization.js';

export class GaussNewton {
  /** Fills `p`; ‖Dp‖ ≤ radius. */
  step(linear: Linearization, radius: number, p: Float64Array): void {
    linear.gaussNewton(p);
    const length = linear.scaledNorm(p);
    if (length > radius) for (let j = 0; j < p.length; j++) p[j]! *= radius / length;
  }
}
