import { ArgumentError } from '@nablajs/core-wasm';
import { type Expr, enter } from '../expr/node.js';
import { zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { Differentiator } from './differentiator.js';
import { requireExpr, resolveVariable, type Variable } from './variables.js';

/** A variable, or `[variable, order]`. */
export type Wrt = Variable | readonly [variable: Variable, order: number];

/**
 * The partial derivative, exact, in textbook form.
 *
 * Variables are taken from left to right: `diff(f, 'x', 'y')` is f_xy = ∂/∂y(∂f/∂x), written ∂²f/∂x∂y in the course's
 * reading order. For functions with continuous second derivatives the order does not matter (Schwarz).
 * Every other symbol is held fixed; when some depend on the variable, use `totalDerivative`.
 *
 * @param vars names or symbols; `['x', 3]` is three times by x.
 * @returns a new expression; zero for a variable that does not occur. Where `f` or a variable has a shape, see
 * `matrixDerivative` for the layout.
 * @throws ArgumentError for something that is no variable or no order, TooLargeError when the result outgrows the budget.
 *
 * @example
 * ```ts
 * import { diff, parse } from '@nablajs/calculus';
 *
 * const z = parse('x^3*y^2 - 3x*y^3 - x*y + 1');
 * console.log(diff(z, 'x').toString(), diff(z, 'x', 'y').toString(), diff(z, ['x', 3]).toString());
 * ```
 */
export function diff(f: Expr, ...vars: readonly Wrt[]): Expr {
  let [result] = enter([requireExpr('diff', f)]) as [Expr];
  if (vars.length === 0) throw new ArgumentError({ where: 'diff', expected: 'a variable', got: 'none' });
  for (const [variable, order] of orders(vars, result)) {
    for (let k = 0; k < order; k++) result = partialDerivative(result, variable);
  }
  return tidy(result);
}

/** ∂f/∂variable in canonical form. */
export function partialDerivative(f: Expr, variable: Expr): Expr {
  return new Differentiator(canonical(f)).by(variable) ?? zeroExpr;
}

function orders(vars: readonly Wrt[], f: Expr): [Expr, number][] {
  return vars.map((each) => {
    const [variable, order] = Array.isArray(each) ? (each as readonly [Variable, number]) : [each as Variable, 1];
    if (!Number.isSafeInteger(order) || order < 0 || order > 1000) {
      throw new ArgumentError({ where: 'diff', expected: 'an order from 0 to 1000', got: String(order) });
    }
    return [resolveVariable('diff', variable, [f]), order];
  });
}
