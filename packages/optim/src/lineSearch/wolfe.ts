/**
 * f(x + t·d) ≤ f(x) + c₁·t·∇f·d and |∇f(x + t·d)·d| ≤ c₂|∇f·d|: the strong Wolfe conditions, by Moré–Thuente.
 *
 * c₁ = 1e-4, c₂ = 0.95: with updates that know the values of f a loose search costs fewest evaluations. The first stage works on φ(t) − φ(0) − c₁φ'(0)t until a point with a nonnegative slope of it is
 * seen, the second on φ itself. Each trial computes f and ∇f. Near a minimum, where the decrease drowns in the rounding
 * error of f, the slope alone decides (the approximate Wolfe condition of Hager and Zhang).
 *
 * Source: J. Moré, D. Thuente, ACM TOMS 20 (1994); W. Hager, H. Zhang, SIAM J. Optim. 16 (2005), (4.1).
 */
import type { Descent } from '../descent.js';
import { Interval } from './interval.js';
import { type LineSearch, mostTrials, rounding } from './lineSearch.js';
import { onPlateau } from './plateau.js';

/** Strong Wolfe search with the given constants 0 < c1 < c2 < 1. */
export function wolfeSearch(c1: number, c2: number): LineSearch {
  return (at: Descent, direction: Float64Array, slope: number, initial: number): number => {
    const start = at.value;
    const slack = rounding * Math.abs(start);
    const interval = new Interval(start, slope);
    let t = Math.min(initial, at.longest);
    let least = 0;
    let most = 5 * t;
    let ceiling = at.longest;
    let width = Number.POSITIVE_INFINITY;
    let olderWidth = width;
    let firstStage = true;
    for (let k = 0; k < mostTrials; k++) {
      const value = at.move(t, direction);
      if (value === Number.NEGATIVE_INFINITY) return t;
      if (value === Number.POSITIVE_INFINITY || onPlateau(at, direction, slope, t)) {
        ceiling = t;
        t = interval.best + 0.1 * (t - interval.best);
        most = Math.min(most, ceiling);
        if (!(t > interval.best)) break;
        continue;
      }
      const trialSlope = at.trialSlope;
      const allowed = start + c1 * t * slope;
      if (Math.abs(trialSlope) <= -c2 * slope) {
        if (value <= allowed) return t;
        if (value <= start + slack && trialSlope <= (2 * c1 - 1) * slope) return t;
      }
      if (t >= ceiling && value <= allowed && trialSlope < 0) return t;
      if (firstStage && value <= allowed && trialSlope >= 0) firstStage = false;
      let next: number;
      if (firstStage && value <= interval.bestValue && value > allowed) {
        const tilt = c1 * slope;
        interval.bestValue -= interval.best * tilt;
        interval.otherValue -= interval.other * tilt;
        interval.bestSlope -= tilt;
        interval.otherSlope -= tilt;
        next = interval.next(t, value - t * tilt, trialSlope - tilt, least, most);
        interval.bestValue += interval.best * tilt;
        interval.otherValue += interval.other * tilt;
        interval.bestSlope += tilt;
        interval.otherSlope += tilt;
      } else {
        next = interval.next(t, value, trialSlope, least, most);
      }
      if (interval.bracketed) {
        const length = Math.abs(interval.other - interval.best);
        if (length >= 0.66 * olderWidth) next = interval.best + (interval.other - interval.best) / 2;
        olderWidth = width;
        width = length;
        least = Math.min(interval.best, interval.other);
        most = Math.max(interval.best, interval.other);
        if (!(next > least && next < most) || most - least <= Number.EPSILON * most) break;
      } else {
        least = next + 1.1 * (next - interval.best);
        most = next + 4 * (next - interval.best);
        if (most > ceiling) most = ceiling;
        if (!(next > t)) next = 2 * t;
      }
      t = Math.min(next, ceiling);
      if (!(t > 0)) break;
    }
    // The interval is exhausted: its best point still counts if it went down at all.
    if (interval.best > 0 && interval.bestValue < start) {
      if (at.move(interval.best, direction) < start) return interval.best;
    }
    return 0;
  };
}

/** The search used by the quasi-Newton methods: c₁ = 1e-4, c₂ = 0.95. */
export const wolfe: LineSearch = wolfeSearch(1e-4, 0.95);

/**
 * The tighter search along the first −∇f, c₂ = 0.3: that direction has no scale of its own, and a good first pair (s, y)
 * gives the model one.
 */
export const firstWolfe: LineSearch = wolfeSearch(1e-4, 0.3);
