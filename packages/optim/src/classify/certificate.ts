/** What the Hessian says about the point where a run ended. */
import type { Descent } from '../descent.js';
import { type Classification, classifyMatrix } from './classify.js';

/** The certificate of {@link Result}: how stationary the point is, and of which kind. */
export interface Certificate extends Classification {
  gradientNorm: number;
  /** Whether H came as a difference quotient of ∇f; its zero eigenvalues are then only zero to about 1e-6. */
  approximate: boolean;
}

/** Relative size below which an eigenvalue of a differenced Hessian counts as zero. */
const differenceTolerance = 1e-6;

/** Classifies x, or answers undefined where H is not finite. */
export function certify({ n, problem }: Descent, x: Float64Array, gradientNorm: number): Certificate | undefined {
  const hessian = new Float64Array(n * n);
  problem.hessian(x, hessian);
  if (!hessian.every(Number.isFinite)) return undefined;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++)
      hessian[i * n + j] = hessian[j * n + i] = (hessian[i * n + j]! + hessian[j * n + i]!) / 2;
  }
  const approximate = !problem.hasHessian;
  const classification = classifyMatrix(hessian, n, approximate ? differenceTolerance : undefined);
  return { ...classification, gradientNorm, approximate };
}
