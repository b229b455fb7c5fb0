/**
 * f(x + t·d) = f(x + 2t·d) and ∇f = 0: a trial that leapt over the minimum onto a plateau, as where exponentials underflow.
 *
 * No step leads back from there, so a line search shortens its step instead, a few times in a run: a plateau may be all
 * the minimum there is. A parabola whose minimum the trial hits exactly, f(x) − f(x + t·d) = −½t·∇f·d, needs no look.
 */
import type { Descent } from '../descent.js';
import { maxAbs } from '../vector.js';

/** Plateaus stepped back from in one run. */
const mostPlateaus = 5;

/** Whether the trial at t lies on a plateau to step back from; where it does not, the trial stays as it is. */
export function onPlateau(at: Descent, direction: Float64Array, slope: number, t: number): boolean {
  if (at.trialSlope !== 0 || at.plateaus >= mostPlateaus) return false;
  const parabola = (-slope * t) / 2;
  if (Math.abs(at.value - at.trialValue - parabola) <= 0.1 * parabola || maxAbs(at.trialGradient) > 0) return false;
  const level = at.trialValue;
  if (at.probe(2 * t, direction) === level && at.probe(1.5 * t, direction) === level) {
    at.plateaus++;
    return true;
  }
  at.move(t, direction);
  return false;
}
