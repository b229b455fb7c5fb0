/**
 * F = s²·Σ ρ((rᵢ/s)²): robust losses, and the row scaling that turns them into a linear least-squares problem.
 *
 * With z = (r/s)², J and r are scaled by rows so that J̃ᵀr̃ is exactly the gradient of F/2 and J̃ᵀJ̃ its Gauss–Newton
 * Hessian with the curvature of ρ kept as far as it is positive (Triggs' correction): J̃ = √(ρ′ + 2zρ″)·J, r̃ = ρ′r / √(…).
 *
 * Source: B. Triggs et al., Bundle adjustment: a modern synthesis (2000), section 4.3.
 */

/** A loss by name; all but `linear` grow slower than r², so that outliers pull less. */
export type LossName = 'linear' | 'huber' | 'soft_l1' | 'cauchy' | 'arctan';

interface Loss {
  /** ρ(z), z ≥ 0, with ρ(0) = 0 and ρ′(0) = 1. */
  value(z: number): number;
  first(z: number): number;
  second(z: number): number;
}

/** The losses; huber(z) = z up to 1 and 2√z − 1 beyond, soft_l1 = 2(√(1+z) − 1), cauchy = ln(1+z), arctan = atan z. */
export const losses: Readonly<Record<Exclude<LossName, 'linear'>, Loss>> = {
  huber: {
    value: (z) => (z <= 1 ? z : 2 * Math.sqrt(z) - 1),
    first: (z) => (z <= 1 ? 1 : 1 / Math.sqrt(z)),
    second: (z) => (z <= 1 ? 0 : -0.5 * z ** -1.5),
  },
  soft_l1: {
    value: (z) => 2 * (Math.sqrt(1 + z) - 1),
    first: (z) => 1 / Math.sqrt(1 + z),
    second: (z) => -0.5 * (1 + z) ** -1.5,
  },
  cauchy: {
    value: (z) => Math.log1p(z),
    first: (z) => 1 / (1 + z),
    second: (z) => -1 / (1 + z) ** 2,
  },
  arctan: {
    value: (z) => Math.atan(z),
    first: (z) => 1 / (1 + z * z),
    second: (z) => (-2 * z) / (1 + z * z) ** 2,
  },
};

/** F, the total loss of the residuals. */
export function totalLoss(r: Float64Array, name: LossName, scale: number): number {
  let sum = 0;
  if (name === 'linear') {
    for (let i = 0; i < r.length; i++) sum += r[i]! * r[i]!;
    return sum;
  }
  const { value } = losses[name];
  for (let i = 0; i < r.length; i++) sum += value((r[i]! / scale) ** 2);
  return scale * scale * sum;
}

/** Scales the rows of `jacobian` (column-major, m×n) and `r` in place. */
export function scaleRows(r: Float64Array, jacobian: Float64Array, name: LossName, scale: number): void {
  if (name === 'linear') return;
  const { first, second } = losses[name];
  const m = r.length;
  for (let i = 0; i < m; i++) {
    const z = (r[i]! / scale) ** 2;
    const slope = first(z);
    const rowScale = Math.sqrt(Math.max(slope + 2 * z * second(z), Number.EPSILON));
    r[i]! *= slope / rowScale;
    for (let at = i; at < jacobian.length; at += m) jacobian[at]! *= rowScale;
  }
}
