/**
 * The interval of Moré and Thuente: from two points of φ(t) = f(x + t·d) and their slopes to the next trial.
 *
 * `best` is the point with the least value so far, `other` the far end; once φ' changes sign between them, or φ rises,
 * a minimizer lies inside. The next trial is a minimizer of the cubic or quadratic through what is known.
 *
 * Source: J. Moré, D. Thuente, Line search algorithms with guaranteed sufficient decrease, ACM TOMS 20 (1994), section 4.
 */
export class Interval {
  best = 0;
  bestValue: number;
  bestSlope: number;
  other = 0;
  otherValue: number;
  otherSlope: number;
  bracketed = false;

  constructor(value: number, slope: number) {
    this.bestValue = this.otherValue = value;
    this.bestSlope = this.otherSlope = slope;
  }

  /** Takes in φ(t) and φ'(t); returns the next trial within [least, most]. */
  next(t: number, value: number, slope: number, least: number, most: number): number {
    const { best, bestValue, bestSlope } = this;
    const turned = slope * Math.sign(bestSlope) < 0;
    let trial: number;
    if (value > bestValue) {
      // Case 1: higher. The cubic's minimizer, pulled halfway to the quadratic's where that is farther.
      const cubic = cubicMinimizer(best, bestValue, bestSlope, t, value, slope);
      const quadratic = best + (bestSlope / ((bestValue - value) / (t - best) + bestSlope) / 2) * (t - best);
      trial = Math.abs(cubic - best) < Math.abs(quadratic - best) ? cubic : cubic + (quadratic - cubic) / 2;
      this.bracketed = true;
    } else if (turned) {
      // Case 2: lower, and the slope changed sign. The farther of cubic and secant.
      const cubic = cubicMinimizer(best, bestValue, bestSlope, t, value, slope);
      const secant = t + (slope / (slope - bestSlope)) * (best - t);
      trial = Math.abs(cubic - t) > Math.abs(secant - t) ? cubic : secant;
      this.bracketed = true;
    } else if (Math.abs(slope) < Math.abs(bestSlope)) {
      // Case 3: lower, same sign, flatter. Extrapolate by the cubic only where it bends upward beyond t.
      const secant = t + (slope / (slope - bestSlope)) * (best - t);
      const cubic = cubicBeyond(best, bestValue, bestSlope, t, value, slope, least, most);
      if (this.bracketed) {
        trial = Math.abs(cubic - t) < Math.abs(secant - t) ? cubic : secant;
        const guard = t + 0.66 * (this.other - t);
        trial = t > best ? Math.min(guard, trial) : Math.max(guard, trial);
      } else {
        trial = Math.abs(cubic - t) > Math.abs(secant - t) ? cubic : secant;
        trial = Math.max(least, Math.min(most, trial));
      }
    } else if (this.bracketed) {
      // Case 4: lower, same sign, not flatter.
      trial = cubicMinimizer(t, value, slope, this.other, this.otherValue, this.otherSlope);
    } else {
      trial = t > best ? most : least;
    }
    if (value > bestValue) {
      this.other = t;
      this.otherValue = value;
      this.otherSlope = slope;
    } else {
      if (turned) {
        this.other = best;
        this.otherValue = bestValue;
        this.otherSlope = bestSlope;
      }
      this.best = t;
      this.bestValue = value;
      this.bestSlope = slope;
    }
    return trial;
  }
}

/** The minimizer of the cubic with the values p, q and slopes dp, dq at a, b. */
function cubicMinimizer(a: number, p: number, dp: number, b: number, q: number, dq: number): number {
  const theta = (3 * (p - q)) / (b - a) + dp + dq;
  const size = Math.max(Math.abs(theta), Math.abs(dp), Math.abs(dq));
  const root = size * Math.sqrt(Math.max(0, (theta / size) ** 2 - (dp / size) * (dq / size)));
  const gamma = b < a ? -root : root;
  return a + ((gamma - dp + theta) / (gamma - dp + gamma + dq)) * (b - a);
}

/** The cubic's minimizer beyond b seen from a, or the end of [least, most] where the cubic has none there. */
function cubicBeyond(
  a: number,
  p: number,
  dp: number,
  b: number,
  q: number,
  dq: number,
  least: number,
  most: number,
): number {
  const theta = (3 * (p - q)) / (b - a) + dp + dq;
  const size = Math.max(Math.abs(theta), Math.abs(dp), Math.abs(dq));
  const root = size * Math.sqrt(Math.max(0, (theta / size) ** 2 - (dp / size) * (dq / size)));
  const gamma = b > a ? -root : root;
  const ratio = (gamma - dq + theta) / (gamma + (dp - dq) + gamma);
  if (ratio < 0 && gamma !== 0) return b + ratio * (a - b);
  return b > a ? most : least;
}
