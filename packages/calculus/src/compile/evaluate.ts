import type { Tensor } from '@nablajs/core-wasm';
import { ArgumentError } from '@nablajs/core-wasm';
import { requireExpr } from '../derive/variables.js';
import type { Expr } from '../expr/node.js';
import { isScalar, showShape } from '../expr/shape.js';
import { postorder } from '../expr/walk.js';
import { evaluateScalar } from './evaluateScalar.js';

/** Values by name: numbers for scalars, Tensors or nested arrays for vectors and matrices. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The value of an expression: a number for a scalar, a Tensor for anything else. Scalar formulas follow IEEE 754: NaN
 * outside the real domain, ±∞ at poles.
 *
 * @param values every symbol of `f` by name; further names are ignored.
 * @throws UnknownSymbolError for a symbol without a value, ArgumentError or ShapeError for a value that does not fit.
 *
 * @example
 * ```ts
 * import { evaluate, parse } from '@nablajs/calculus';
 *
 * console.log(evaluate(parse('x^2 + 3x*y + y^2'), { x: 1, y: 2 }));
 * ```
 */
export function evaluate(f: Expr, values: Values = {}): number | Tensor {
  requireExpr('evaluate', f);
  const shaped = scalarOnly.get(f) ?? postorder([f]).find((node) => !isScalar(node.shape)) ?? f;
  scalarOnly.set(f, shaped);
  if (isScalar(shaped.shape)) return evaluateScalar(f, values);
  throw new ArgumentError({ where: 'evaluate', expected: 'a scalar formula', got: showShape(shaped.shape) });
}

/** The first node with a shape, or the expression itself when there is none. */
const scalarOnly = new WeakMap<Expr, Expr>();
