import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { Expr, enter } from '../expr/node.js';
import { postorder } from '../expr/walk.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import { type MatrixDerivativeOptions, matrixDerivative } from '../matrix/matrixDerivative.js';
import { zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { Differentiator, largestDerivative } from './differentiator.js';
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
 * @param vars names or symbols; `['x', 3]` is three times by x. Where vectors or matrices are involved, options may
 * follow: `{ layout: 'numerator' | 'denominator' | 'mixed', assume: 'invertible' }`.
 * @returns a new expression; zero for a variable that does not occur. Where `f` or a variable has a shape, the
 * result is arranged as `Layout` says.
 * @throws ArgumentError for something that is no variable, no order or no option, TooLargeError when a result outgrows
 * 100,000 nodes and four times those of f.
 *
 * @example
 * ```ts
 * import { diff, parse } from '@nablajs/calculus';
 *
 * const z = parse('x^3*y^2 - 3x*y^3 - x*y + 1');
 * console.log(diff(z, 'x').toString(), diff(z, 'x', 'y').toString(), diff(z, ['x', 3]).toString());
 * const q = parse("x'*A*x", { shapes: { x: ['n'], A: ['n', 'n'] } });
 * console.log(diff(q, 'x').toString(), diff(q, 'x', 'x').toString()); // (A + A')*x A + A'
 * ```
 */
export function diff(f: Expr, ...vars: readonly (Wrt | MatrixDerivativeOptions)[]): Expr {
  let [result] = enter([requireExpr('diff', f)]) as [Expr];
  const last = vars[vars.length - 1];
  const options = isOptions(last) ? checkedOptions(last) : undefined;
  const wanted = (options === undefined ? vars : vars.slice(0, -1)) as readonly Wrt[];
  if (wanted.length === 0) throw new ArgumentError({ where: 'diff', expected: 'a variable', got: 'none' });
  const variables = orders(wanted, result);
  const shaped = variables.some(([variable]) => isMatrixFormula(result, variable));
  const limit = largestDerivative(postorder([result]).length);
  for (const [variable, order] of variables) {
    for (let k = 0; k < order; k++) result = partialDerivative(result, variable, options, limit);
  }
  return shaped ? result : tidy(result);
}

function isOptions(value: unknown): value is MatrixDerivativeOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expr);
}

const CHOICES: Readonly<Record<keyof MatrixDerivativeOptions, readonly string[]>> = {
  layout: ['mixed', 'numerator', 'denominator'],
  assume: ['invertible'],
  entries: ['independent', 'free'],
};

function checkedOptions(options: MatrixDerivativeOptions): MatrixDerivativeOptions {
  checkOptions('diff', options, Object.keys(CHOICES));
  for (const [name, value] of Object.entries(options)) {
    const choices = CHOICES[name as keyof MatrixDerivativeOptions];
    if (value === undefined || choices.includes(value)) continue;
    const expected = choices.map((each) => `'${each}'`).join(' or ');
    throw new ArgumentError({ where: `diff: ${name}`, expected, got: String(value) });
  }
  return options;
}

/** ∂f/∂variable in canonical form; f may have at most `limit` nodes. */
export function partialDerivative(f: Expr, variable: Expr, options?: MatrixDerivativeOptions, limit?: number): Expr {
  if (isMatrixFormula(f, variable)) return matrixDerivative(f, variable, options);
  return new Differentiator(canonical(f), limit).by(variable) ?? zeroExpr;
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
