/**
 * Δ after a step by ρ = actual / foretold decrease: 2‖Dp‖ for ρ ≥ ¾ or a step that Δ did not cut short, smaller for ρ ≤ ¼.
 *
 * Setting Δ to 2‖Dp‖ also brings it down to the length of the last steps, which is what the test on Δ beside ‖Dx‖ waits for.
 *
 * Source: J. Moré, The Levenberg–Marquardt algorithm (1978), section 5; MINPACK's lmder.
 */

/** What a step has shown. */
export interface JudgedStep {
  /** ρ, −∞ where F is not finite. */
  ratio: number;
  /** ‖Dp‖. */
  length: number;
  /** Whether Δ did not cut the step short. */
  inside: boolean;
  /** pᵀJᵀr, half the slope of F along p. */
  slope: number;
  /** The decrease of F. */
  actual: number;
}

/** The next Δ. */
export function resizedRadius(radius: number, { ratio, length, inside, slope, actual }: JudgedStep): number {
  if (ratio > 0.25) return ratio >= 0.75 || inside ? 2 * length : radius;
  // Uphill: the minimizer of the parabola through the start, its slope and the trial.
  const factor = ratio < 0 ? slope / (2 * slope + actual) : 0.5;
  return Math.min(0.5, factor >= 0.1 ? factor : 0.1) * Math.min(radius, length / 0.1);
}
