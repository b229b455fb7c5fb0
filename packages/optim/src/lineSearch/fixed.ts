/** t = the learning rate, whatever f does there: the step xₖ₊₁ = xₖ − λ∇f(xₖ) of the course. */
import type { Descent } from '../descent.js';

export function fixed(at: Descent, direction: Float64Array, _slope: number, initial: number): number {
  at.move(initial, direction);
  return initial;
}
