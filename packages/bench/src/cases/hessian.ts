// Hessians of matrix formulas with respect to a vector, in double precision; deriving and tracing are done beforehand.
import { type BenchCase, contend } from '../case.js';
import { jaxHessian } from '../rivals/jaxHessian.js';
import { nablaHessian } from '../rivals/nablaHessian.js';
import { sequence } from './gemm.js';

/** The function of w: Σ ln(1 + exp(−y∘(Xw))), or w'Xw with square X and y not used. */
export type MatrixFormula = 'logistic' | 'quadratic';

export interface HessianTask {
  readonly formula: MatrixFormula;
  /** X is m×n. */
  readonly m: number;
  readonly n: number;
  readonly X: Float64Array;
  /** Entries −1 and 1. */
  readonly y: Float64Array;
  readonly w: Float64Array;
}

/** X' diag(σ(1 − σ)) X with σ = 1/(1 + exp(−Xw)), since y² = 1; and X + X'. */
function closedForm({ formula, m, n, X, w }: HessianTask): Float64Array {
  const H = new Float64Array(n * n);
  if (formula === 'quadratic') return H.map((_, k) => X[k] + X[(k % n) * n + Math.floor(k / n)]);
  for (let r = 0; r < m; r++) {
    let score = 0;
    for (let j = 0; j < n; j++) score += X[r * n + j] * w[j];
    const power = Math.exp(-Math.abs(score));
    const weight = power / (1 + power) ** 2;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) H[i * n + j] += weight * X[r * n + i] * X[r * n + j];
  }
  return H;
}

function hessianCase(formula: MatrixFormula, n: number): BenchCase {
  const m = formula === 'logistic' ? 2 * n : n;
  const task = (): HessianTask => ({
    formula,
    m,
    n,
    X: sequence(m * n, 1, 'f64') as Float64Array,
    y: (sequence(m, 2, 'f64') as Float64Array).map((value) => (value < 0 ? -1 : 1)),
    w: (sequence(n, 3, 'f64') as Float64Array).map((value) => value / Math.sqrt(n)),
  });
  return {
    name: `matrix hessian ${formula} ${m}×${n}`,
    reference: () => closedForm(task()),
    tolerance: 1e-6,
    contenders: contend(task, nablaHessian, { 'jax-js': jaxHessian }),
  };
}

export const hessianCases: readonly BenchCase[] = (['logistic', 'quadratic'] as const).flatMap((formula) =>
  [50, 200].map((n) => hessianCase(formula, n)),
);
