/**
 * f(x + t·d) ≤ f(x) + c₁·t·∇f·d with c₁ = 1e-4: Armijo's rule, by backtracking on a quadratic through the values known.
 *
 * Only values are computed until a step is accepted. Where f is not finite the step is divided by ten: an overflow tells
 * nothing about the scale on which f bends.
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), algorithm 3.1 and section 3.5.
 */
import type { Descent } from '../descent.js';
import { mostTrials, rounding } from './lineSearch.js';
import { onPlateau } from './plateau.js';

const sufficient = 1e-4;
const flatter = 0.9;

export function armijo(at: Descent, direction: Float64Array, slope: number, initial: number): number {
  let t = initial;
  const slack = rounding * Math.abs(at.value);
  for (let k = 0; k < mostTrials; k++) {
    const value = at.probe(t, direction);
    const promised = at.promised(t, slope);
    if (value === Number.NEGATIVE_INFINITY) {
      at.trialGradient.set(at.gradient);
      return t;
    }
    const lower = value < at.value && value <= at.value + sufficient * promised;
    // Where the promise drowns in the rounding of f, a smaller slope at the trial counts as progress.
    const level = value <= at.value + slack && -sufficient * promised <= slack;
    if (Number.isFinite(value) && (lower || level)) {
      if (at.probeGradient(direction) && !onPlateau(at, direction, slope, t)) {
        if (lower || Math.abs(at.trialSlope) <= -flatter * slope) return t;
        return 0;
      }
      t *= 0.1;
    } else if (Number.isFinite(value)) {
      const model = (-slope * t * t) / (2 * (value - at.value - slope * t));
      t = Math.min(0.5 * t, Math.max(0.1 * t, model));
    } else {
      t *= 0.1;
    }
  }
  return 0;
}
