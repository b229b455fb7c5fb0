import { type Expr, enter } from '../expr/node.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import { matrixDerivative } from '../matrix/matrixDerivative.js';
import { zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { Differentiator } from './differentiator.js';
import { requireExpr, resolveVariables, type Variable } from './variables.js';

/**
 * ∇f = (∂f/∂x₁, …, ∂f/∂xₙ) in the order of `vars`.
 *
 * @param vars names or symbols; those that do not occur in f give 0.
 * @throws ArgumentError for something that is no variable or a repeated one.
 *
 * @example
 * ```ts
 * import { gradient, parse } from '@nablajs/calculus';
 *
 * console.log(gradient(parse('x^2*sin(2y)'), ['x', 'y']).join('\n'));
 * ```
 */
export function gradient(f: Expr, vars: readonly Variable[]): Expr[] {
  const [entered] = enter([requireExpr('gradient', f)]) as [Expr];
  return gradientOf(canonical(entered), resolveVariables('gradient', vars, [entered])).map(tidied);
}

/** Matrix formulas are in their shortest form already. */
function tidied(f: Expr): Expr {
  return isMatrixFormula(f, f) ? f : tidy(f);
}

/** The gradient of a canonical expression by symbols, canonical. */
export function gradientOf(f: Expr, variables: readonly Expr[]): Expr[] {
  const differentiator = new Differentiator(f, Number.POSITIVE_INFINITY);
  return variables.map((variable) =>
    isMatrixFormula(f, variable) ? matrixDerivative(f, variable) : (differentiator.by(variable) ?? zeroExpr),
  );
}

/**
 * The Jacobian J[i][j] = ∂fᵢ/∂xⱼ: one row per function.
 *
 * @example
 * ```ts
 * import { jacobian, parse } from '@nablajs/calculus';
 *
 * const polar = [parse('r*cos(t)'), parse('r*sin(t)')];
 * console.log(jacobian(polar, ['r', 't']).map(String).join('\n'));
 * ```
 */
export function jacobian(fs: readonly Expr[], vars: readonly Variable[]): Expr[][] {
  const entered = enter(Array.from(fs, (f) => requireExpr('jacobian', f)));
  const variables = resolveVariables('jacobian', vars, entered);
  return entered.map((f) => gradientOf(canonical(f), variables).map(tidied));
}

/**
 * The Hessian H[i][j] = ∂²f/∂xᵢ∂xⱼ. Only the upper triangle is derived; the lower is the same expressions, since the
 * mixed derivatives of a formula are equal wherever they are continuous (Schwarz).
 *
 * @example
 * ```ts
 * import { hessian, parse } from '@nablajs/calculus';
 *
 * console.log(hessian(parse('x^2 + 3x*y + y^2'), ['x', 'y']).map(String).join('\n'));
 * ```
 */
export function hessian(f: Expr, vars: readonly Variable[]): Expr[][] {
  const [entered] = enter([requireExpr('hessian', f)]) as [Expr];
  return hessianOf(canonical(entered), resolveVariables('hessian', vars, [entered])).map((row) => row.map(tidied));
}

/** The Hessian of a canonical expression by symbols, canonical. */
export function hessianOf(f: Expr, variables: readonly Expr[]): Expr[][] {
  if (variables.some((variable) => variable.shape.length > 0)) {
    return gradientOf(f, variables).map((component) => gradientOf(component, variables));
  }
  const upper = gradientOf(f, variables).map((component, i) => gradientOf(component, variables.slice(i)));
  return variables.map((_, i) => variables.map((_, j) => (i <= j ? upper[i]![j - i]! : upper[j]![i - j]!)));
}
