import type { Tensor } from '@nablajs/core-wasm';
import { requireExpr } from '../derive/variables.js';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import type { Expr } from '../expr/node.js';
import { isScalar } from '../expr/shape.js';
import { postorder } from '../expr/walk.js';
import { evaluateMatrix } from '../matrix/evaluate.js';
import type { MatrixOperation } from '../ops/matrix/indexForm.js';

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
  let shaped = hasShapes.get(f);
  if (shaped === undefined) {
    shaped = postorder([f]).some((node) => !isScalar(node.shape) || (node.op as MatrixOperation).numeric !== undefined);
    hasShapes.set(f, shaped);
  }
  return shaped ? evaluateMatrix(f, values) : evaluateScalar(f, values);
}

/** Whether vectors or matrices occur in an expression. */
const hasShapes = new WeakMap<Expr, boolean>();
