/**
 * ŷ = y + (θ/sᵀs)·s with θ = 6(fₖ − fₖ₊₁) + 3(∇fₖ + ∇fₖ₊₁)ᵀs: the secant pair that also knows the two values of f.
 *
 * sᵀŷ = sᵀy + θ is the curvature at the new end of the cubic through both values and slopes along s; it agrees with sᵀHs
 * to one order more than sᵀy does, and θ = 0 on a quadratic.
 *
 * Source: J. Zhang, N. Deng, L. Chen, New quasi-Newton equation and related methods, J. Optim. Theory Appl. 102 (1999).
 */
import type { Descent } from '../../descent.js';
import { norm } from '../../vector.js';

/** The pair's products. */
export interface Secant {
  /** sᵀŷ; not positive enough when the pair carries no curvature and has to be skipped. */
  curvature: number;
  /** ŷᵀŷ. */
  squared: number;
  usable: boolean;
}

/** A decrease this small beside |f| is known to a few digits only and says nothing about curvature. */
const knownDecrease = 1e-10;
/** θ may take away at most this much of sᵀy. */
const mostTaken = 0.8;

/** Fills `changed` with ŷ of the descent's last step. */
export function secant(at: Descent, changed: Float64Array): Secant {
  const { step, curvature, changeSquared, stepNorm, previousValue, value, slopeAhead } = at;
  const theta = 6 * (previousValue - value) + 3 * (2 * slopeAhead - curvature);
  const known = Math.abs(previousValue - value) > knownDecrease * Math.abs(value);
  if (!known || !(theta > -mostTaken * curvature) || !(curvature > 0)) {
    changed.set(at.change);
    return { curvature, squared: changeSquared, usable: carries(curvature, stepNorm, changeSquared) };
  }
  const share = theta / (stepNorm * stepNorm);
  const { change } = at;
  for (let i = 0; i < changed.length; i++) changed[i] = change[i]! + share * step[i]!;
  const squared = changeSquared + share * (2 * curvature + theta);
  return { curvature: curvature + theta, squared, usable: carries(curvature + theta, stepNorm, squared) };
}

function carries(curvature: number, stepNorm: number, squared: number): boolean {
  return curvature > Number.EPSILON * stepNorm * Math.sqrt(squared);
}

/** The first trial length along −∇f: a step of 0.7·max(1, ‖x‖), or of 5∇f where that is shorter. */
export function firstLength(at: Descent): number {
  return Math.min(5, (0.7 * Math.max(1, at.norm)) / at.gradientNorm);
}

/**
 * Whether x + d is x in double precision: the model still has the scale of a far steeper place. ‖d‖ ≥ |∇f·d| / ‖∇f‖ mostly
 * settles it.
 */
export function movesNothing(at: Descent, d: Float64Array, slope: number): boolean {
  const least = Number.EPSILON * at.norm;
  return !(-slope > least * at.gradientNorm) && norm(d) <= least;
}
