/**
 * ∇f(a) = 0 and the signs of H(a): what the critical point a of a formula is. Where H does not decide, higher terms are
 * asked.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { short } from '../convergence.js';
import {
  expressionObjective,
  type Formula,
  type Point,
  taylorCoefficients,
  toCoordinates,
  toExpression,
  variablesOf,
} from '../expression.js';
import { norm } from '../vector.js';
import { type Classification, classifyMatrix } from './classify.js';
import { higherOrder } from './higherOrder.js';

/** The second-derivative test of a formula at a point. */
export interface SecondDerivativeTest extends Classification {
  /** f at the point. */
  value: number;
  gradient: number[];
  hessian: number[][];
  /** Whether ∇f vanishes, so that the test means anything. */
  critical: boolean;
  /** The order of the terms that decided: 2, or more at a degenerate point; absent where nothing did. */
  order?: number;
}

/** ‖∇f‖ up to this much of 1 + max |Hᵢⱼ| counts as zero: a critical point is only known to about 1e-8. */
const vanishing = 1e-6;
const degenerate = 1e-9;

/**
 * Classifies a critical point of a formula: by the Hessian, and where that is semidefinite by the lowest terms that
 * decide, which `order` and `reason` name.
 *
 * @param f an expression or a formula.
 * @param vars the variables in order.
 * @param at the point, by name or in that order.
 * @param opts `tolerance`: |λ| ≤ tolerance·max|λ| counts as zero, default 1e-9; `order`: the highest order asked of a
 *   degenerate point, by default 12, 8, 6 for 1, 2, 3 variables and 4 beyond.
 * @returns a point where ∇f does not vanish is `inconclusive` with `critical: false`.
 *
 * @example
 * ```ts
 * import { secondDerivativeTest } from '@nablajs/optim';
 *
 * const peano = secondDerivativeTest('(y - x^2)*(y - 2x^2)', ['x', 'y'], { x: 0, y: 0 });
 * console.log(peano.kind, peano.order, peano.discriminant); // saddle 4 0
 * ```
 */
export function secondDerivativeTest(
  f: Formula,
  vars: readonly string[],
  at: Point,
  opts: { tolerance?: number; order?: number } = {},
): SecondDerivativeTest {
  const where = 'secondDerivativeTest';
  const expression = toExpression(f);
  const n = vars.length;
  if (n === 0) throw new ArgumentError({ where, expected: 'one variable or more', got: 'none' });
  const variables = variablesOf([expression], n, vars, where);
  const point = toCoordinates(at, variables, where);
  const objective = expressionObjective(expression, variables);
  const gradient = objective.gradient(point).slice();
  const hessian = objective.hessian(point).slice();
  const facts = { value: objective.value(point), gradient: Array.from(gradient), hessian: rows(hessian, n) };
  if (!gradient.every(Number.isFinite) || !hessian.every(Number.isFinite)) {
    return { ...unknown(n, 'f has no finite first and second derivatives at the point'), ...facts, critical: false };
  }
  const { tolerance = degenerate } = opts;
  const test = classifyMatrix(hessian, n, tolerance);
  const size = norm(gradient);
  const scale = hessian.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0);
  if (size > vanishing * (1 + scale)) {
    const reason = `not a critical point: ‖∇f‖ = ${short(size)}`;
    return { ...test, kind: 'inconclusive', reason, ...facts, critical: false };
  }
  if (test.kind !== 'inconclusive') return { ...test, ...facts, critical: true, order: 2 };
  const order = opts.order ?? [12, 8, 6][n - 1] ?? 4;
  const coefficients = taylorCoefficients(expression, variables, point, order);
  if (coefficients.some(({ coefficient }) => !Number.isFinite(coefficient))) {
    return {
      ...test,
      reason: 'H is semidefinite and f has no finite higher derivatives there',
      ...facts,
      critical: true,
    };
  }
  // The constant and the linear terms are those of the point, not of the shape of f around it.
  const shape = coefficients.filter(({ exponents }) => exponents.reduce((sum, e) => sum + e, 0) >= 2);
  return {
    ...test,
    ...higherOrder(shape, order, hessian, n, tolerance * largestEigenvalue(test)),
    ...facts,
    critical: true,
  };
}

function largestEigenvalue({ eigenvalues }: Classification): number {
  return Math.max(Math.abs(eigenvalues[0]!), Math.abs(eigenvalues.at(-1)!));
}

function rows(matrix: Float64Array, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(matrix.subarray(i * n, i * n + n)));
}

function unknown(n: number, reason: string): Classification {
  const nothing = new Array<number>(n).fill(Number.NaN);
  return {
    kind: 'inconclusive',
    definiteness: 'zero',
    eigenvalues: nothing,
    inertia: { positive: 0, negative: 0, zero: n },
    leadingMinors: nothing,
    reason,
  };
}
