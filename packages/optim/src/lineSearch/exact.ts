/**
 * φ'(t) = ∇f(x + t·d)·d = 0: the exact minimizer along d.
 *
 * On a quadratic φ' is linear, so one trial and one secant step are exact: t = −∇f·d / d'Hd without forming H. On other
 * functions the root of φ' is bracketed and the secant repeated (Illinois variant of regula falsi) to |φ'| ≤ 1e-10|φ'(0)|.
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), (3.55); M. Dowell, P. Jarratt, BIT 11 (1971).
 */
import type { Descent } from '../descent.js';
import { mostTrials, rounding } from './lineSearch.js';

const flat = 1e-10;

export function exact(at: Descent, direction: Float64Array, slope: number, initial: number): number {
  const highest = at.value + rounding * Math.abs(at.value);
  let low = 0;
  let lowSlope = slope;
  let high = 0;
  let highSlope = Number.NaN;
  let t = initial;
  let lastSide = 0;
  for (let k = 0; k < mostTrials; k++) {
    const value = at.move(t, direction);
    const trialSlope = at.trialSlope;
    if (value === Number.NEGATIVE_INFINITY) return t;
    if (value <= highest && Math.abs(trialSlope) <= -flat * slope) return t;
    if (value === Number.POSITIVE_INFINITY || (trialSlope < 0 && value > highest)) {
      // Beyond a hill or outside the domain: come back towards the last point that was below the start.
      high = t;
      highSlope = Number.NaN;
      t = low + 0.1 * (t - low);
      continue;
    }
    if (trialSlope < 0) {
      if (lastSide < 0 && high > 0) highSlope /= 2;
      lastSide = -1;
      const secant = t + (t - low) * (trialSlope / (lowSlope - trialSlope));
      low = t;
      lowSlope = trialSlope;
      if (high === 0) {
        t = secant > t ? Math.min(secant, 100 * t) : 4 * t;
        if (t > at.longest) return 0;
        continue;
      }
    } else {
      if (lastSide > 0) lowSlope /= 2;
      lastSide = 1;
      high = t;
      highSlope = trialSlope;
    }
    const next = Number.isFinite(highSlope)
      ? low + ((high - low) * lowSlope) / (lowSlope - highSlope)
      : (low + high) / 2;
    if (!(next > low && next < high)) return value <= highest ? t : 0;
    t = next;
  }
  return at.trialValue <= highest ? t : 0;
}
