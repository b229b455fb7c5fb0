/**
 * What the Hessian says about the point where a run ended.
 *
 * H decides at a critical point, and x is one only to the tolerance of the run. So a definite H is asked again at
 * x + p, p = −H⁻¹∇f, where its model puts the critical point: if an eigenvalue changes on that little way by a quarter of
 * itself it heads for zero (x³ halves it, x⁴ more), and H does not decide.
 */
import type { Descent } from '../descent.js';
import { newtonStep } from '../newtonStep.js';
import { type Classification, classifyMatrix } from './classify.js';

/** The certificate of {@link Result}: how stationary the point is, and of which kind. */
export interface Certificate extends Classification {
  gradientNorm: number;
  /** Whether H came as a difference quotient of ∇f; its zero eigenvalues are then only zero to about 1e-6. */
  approximate: boolean;
}

/** Relative size below which an eigenvalue of a differenced Hessian counts as zero. */
const differenceTolerance = 1e-6;
/** How far the least eigenvalue may fall on the way to the critical point, as a share of itself. */
const steady = 0.75;

/** Classifies x, or answers undefined where H is not finite. */
export function certify(
  { problem }: Descent,
  x: Float64Array,
  gradient: Float64Array,
  gradientNorm: number,
): Certificate | undefined {
  const n = x.length;
  const approximate = !problem.hasHessian;
  const classifyAt = (point: Float64Array): Classification | undefined => {
    const hessian = new Float64Array(n * n);
    problem.hessian(point, hessian);
    if (!hessian.every(Number.isFinite)) return undefined;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++)
        hessian[i * n + j] = hessian[j * n + i] = (hessian[i * n + j]! + hessian[j * n + i]!) / 2;
    }
    return classifyMatrix(hessian, n, approximate ? differenceTolerance : undefined);
  };
  const found = classifyAt(x);
  if (!found) return undefined;
  const certificate = { ...found, gradientNorm, approximate };
  const step = found.kind === 'minimum' && gradientNorm > 0 ? newtonStep({ x, gradient, problem }) : undefined;
  const ahead = step && classifyAt(x.map((c, i) => c + step[i]!));
  if (ahead && ahead.eigenvalues[0]! < steady * found.eigenvalues[0]!) {
    const reason = 'H nears a singular one on the way to the critical point: second derivatives do not decide';
    return { ...certificate, kind: 'inconclusive', reason };
  }
  return certificate;
}
