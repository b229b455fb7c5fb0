/**
 * C = σ̂²(JᵀJ)⁻¹, σ̂² = ‖r‖² / (m − n): covariance and standard errors of fitted parameters, from R of J·P = QR.
 *
 * Where J has not full rank the data leave some combination of parameters undetermined, and every variance is infinite.
 */
import type { Linearization } from './linearization.js';

/** How well the data determine the parameters. */
export interface FitStatistics {
  /** n×n; infinite entries where the data do not determine the parameters. */
  covariance: number[][];
  /** √Cⱼⱼ. */
  standardErrors: number[];
  /** σ̂ = √(‖r‖² / (m − n)); NaN where m ≤ n. */
  residualDeviation: number;
  degreesOfFreedom: number;
}

export function fitStatistics(linear: Linearization, squares: number, m: number): FitStatistics {
  const { n, rows, r, pivots, rank } = linear;
  const degreesOfFreedom = m - n;
  const variance = degreesOfFreedom > 0 ? squares / degreesOfFreedom : Number.NaN;
  if (rank < n || degreesOfFreedom <= 0) {
    return {
      covariance: Array.from({ length: n }, () => new Array<number>(n).fill(Number.POSITIVE_INFINITY)),
      standardErrors: new Array<number>(n).fill(Number.POSITIVE_INFINITY),
      residualDeviation: Math.sqrt(variance),
      degreesOfFreedom,
    };
  }
  // Columns of R⁻¹; (JᵀJ)⁻¹ = P R⁻¹R⁻ᵀ Pᵀ.
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    inverse[j * n + j] = 1 / r[j * rows + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += r[k * rows + i]! * inverse[j * n + k]!;
      inverse[j * n + i] = -sum / r[i * rows + i]!;
    }
  }
  const covariance = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverse[k * n + i]! * inverse[k * n + j]!;
      covariance[pivots[i]!]![pivots[j]!] = covariance[pivots[j]!]![pivots[i]!] = variance * sum;
    }
  }
  return {
    covariance,
    standardErrors: covariance.map((row, j) => Math.sqrt(row[j]!)),
    residualDeviation: Math.sqrt(variance),
    degreesOfFreedom,
  };
}
