import { eigh, tensor } from '@nablajs/core-wasm';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import type { Expr } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { IntervalEvaluator } from '../simplify/intervals.js';
import { higherOrder } from './higherOrder.js';

/** A point with ∇f = 0, and what it is. */
export interface CriticalPoint {
  readonly at: Readonly<Record<string, number>>;
  readonly value: number;
  readonly gradientNorm: number;
  readonly hessian: readonly (readonly number[])[];
  /** Of the Hessian, ascending. */
  readonly eigenvalues: readonly number[];
  readonly kind: 'minimum' | 'maximum' | 'saddle' | 'degenerate';
  /** For extrema: f takes the value nowhere else nearby. */
  readonly strict: boolean;
  /** One sentence: what the verdict rests on. For degenerate points, what the higher-order terms say. */
  readonly reason: string;
  /** For degenerate points: what higher-order terms show the point to be, where they decide. */
  readonly nature?: 'minimum' | 'maximum' | 'saddle' | undefined;
}

/**
 * The Hessian test at a critical point, with intervals round the entries of H so that the signs of the eigenvalues are
 * certain (a perturbation E moves no eigenvalue by more than ‖E‖, Weyl), then higher-order terms.
 */
export function classifyPoint(
  f: Expr,
  vars: readonly string[],
  gradient: readonly Expr[],
  hessian: readonly (readonly Expr[])[],
  x: readonly number[],
  proved: boolean,
): CriticalPoint {
  const at = Object.fromEntries(vars.map((name, i) => [name, x[i]!]));
  const H = hessian.map((row) => row.map((entry) => evaluateScalar(entry, at)));
  const finite = H.flat().every(Number.isFinite);
  const eigenvalues = finite ? Array.from(eigh(tensor(H)).values.toTypedArray()) : H.map(() => Number.NaN);
  const largest = Math.max(...eigenvalues.map(Math.abs));
  const margin = uncertainty(vars, hessian, x, proved) + 1e-14 * vars.length * largest;
  const positive = eigenvalues.filter((each) => each > margin).length;
  const negative = eigenvalues.filter((each) => each < -margin).length;
  const base = {
    at,
    value: evaluateScalar(f, at),
    gradientNorm: Math.hypot(...gradient.map((each) => evaluateScalar(each, at))),
    hessian: H,
    eigenvalues,
  };
  if (!finite) return { ...base, kind: 'degenerate', strict: false, reason: 'the Hessian has no value here' };
  if (positive === x.length) {
    return { ...base, kind: 'minimum', strict: true, reason: 'all eigenvalues of the Hessian are positive' };
  }
  if (negative === x.length) {
    return { ...base, kind: 'maximum', strict: true, reason: 'all eigenvalues of the Hessian are negative' };
  }
  if (positive > 0 && negative > 0) {
    const reason = 'the Hessian has eigenvalues of both signs';
    const zero = positive + negative < x.length;
    return zero
      ? {
          ...base,
          kind: 'degenerate',
          strict: false,
          reason: `${reason}, so it is no extremum; others vanish`,
          nature: 'saddle',
        }
      : { ...base, kind: 'saddle', strict: false, reason };
  }
  return { ...base, kind: 'degenerate', ...higherOrder(f, vars, x, H, margin) };
}

/** How far the entries of H can be off: their ranges over the point widened by its own uncertainty. */
function uncertainty(
  vars: readonly string[],
  hessian: readonly (readonly Expr[])[],
  x: readonly number[],
  proved: boolean,
): number {
  const radius = proved ? 1e-12 : 1e-4;
  const box = new Map(vars.map((name, i): [string, Interval] => [name, [x[i]! - radius, x[i]! + radius]]));
  const widths = new IntervalEvaluator(hessian.flat()).over(box).map(([low, high]) => high - low);
  const total = Math.hypot(...widths);
  return Number.isFinite(total) ? total : 0;
}
