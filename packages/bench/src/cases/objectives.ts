// What the optimizers descend, written by hand so that every library evaluates the same code.
import { sequence } from './gemm.js';

/** f(x) and, into `gradient`, ∇f(x): together, since optimizers mostly need both. */
export interface Descent {
  readonly start: readonly number[];
  /** What a rival in another language needs to build the same function: its name there, and its data. */
  readonly told: { readonly name: string } & Readonly<Record<string, unknown>>;
  valueAndGradient(x: ArrayLike<number>, gradient: { [index: number]: number }): number;
}

/** Rosenbrock's valley Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², from (−1.2, 1, −1.2, 1, …). */
export function rosenbrock(n: number): Descent {
  return {
    start: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1)),
    told: { name: 'rosenbrock' },
    valueAndGradient(x, gradient) {
      let value = 0;
      for (let i = 0; i < n; i++) gradient[i] = 0;
      for (let i = 0; i + 1 < n; i++) {
        const bend = x[i + 1] - x[i] * x[i];
        const rest = 1 - x[i];
        value += 100 * bend * bend + rest * rest;
        gradient[i] += -400 * bend * x[i] - 2 * rest;
        gradient[i + 1] += 200 * bend;
      }
      return value;
    },
  };
}

/** Logistic regression with a ridge, (1/m) Σ log(1 + exp(−yᵢ xᵢ·w)) + 10⁻² |w|²/2, from 0. */
export function logisticRegression(m: number, n: number): Descent {
  const X = sequence(m * n, 1, 'f64');
  const hidden = sequence(n, 2, 'f64');
  const noise = sequence(m, 3, 'f64');
  const y = Float64Array.from({ length: m }, (_, i) => {
    let score = noise[i];
    for (let j = 0; j < n; j++) score += X[i * n + j] * hidden[j];
    return score > 0 ? 1 : -1;
  });
  return {
    start: new Array<number>(n).fill(0),
    told: { name: 'logistic', X, y },
    valueAndGradient(w, gradient) {
      let value = 0;
      for (let j = 0; j < n; j++) {
        gradient[j] = 0.01 * w[j];
        value += 0.005 * w[j] * w[j];
      }
      for (let i = 0; i < m; i++) {
        let score = 0;
        for (let j = 0; j < n; j++) score += X[i * n + j] * w[j];
        const power = Math.exp(-Math.abs(score));
        const margin = y[i] * score;
        value += (Math.log1p(power) + Math.max(-margin, 0)) / m;
        const weight = (-y[i] * (margin > 0 ? power : 1)) / (1 + power) / m;
        for (let j = 0; j < n; j++) gradient[j] += weight * X[i * n + j];
      }
      return value;
    },
  };
}
