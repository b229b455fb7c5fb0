/**
 * The Hessian times a direction without the Hessian, from the gradient of a directional derivative:
 *
 *     H·v = ∂/∂x ⟨∂f/∂x, v⟩
 *
 * B. A. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6 (1994).
 */
import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import { diff } from '../derive/diff.js';
import { requireExpr, resolveVariable, type Variable } from '../derive/variables.js';
import { type Expr, enter, symbol } from '../expr/node.js';
import { isScalar, sameShape, showShape } from '../expr/shape.js';
import { freeSymbols } from '../expr/walk.js';
import { product } from '../ops/index.js';
import { matmul } from '../ops/matrix/product.js';
import { total } from '../ops/matrix/reduce.js';
import { transpose } from '../ops/matrix/transpose.js';
import { canonical } from '../simplify/canonical.js';

/**
 * The product of the Hessian of a scalar function with a direction, in the shape of the variable. For a matrix variable
 * the Hessian has four indices and the product is Σ H[i,j,k,l]·V[k,l]; it stays in matrix notation where H has none.
 *
 * @param direction a formula of the variable's shape that does not contain the variable, or the name of a symbol of
 * that shape.
 * @returns a new expression.
 * @throws ShapeError where f is not a scalar or the direction has another shape; ArgumentError where the direction
 * contains the variable.
 *
 * @example
 * ```ts
 * import { hessianVectorProduct, parse } from '@nablajs/calculus';
 *
 * const f = parse('log(det(X))', { shapes: { X: ['n', 'n'] } });
 * console.log(hessianVectorProduct(f, 'X', 'V').toString()); // -inv(X)'*V'*inv(X)'
 * ```
 */
export function hessianVectorProduct(f: Expr, wrt: Variable, direction: Expr | string): Expr {
  const where = 'hessianVectorProduct';
  const x = resolveVariable(where, wrt, [requireExpr(where, f)]);
  if (!isScalar(f.shape)) throw new ShapeError(where, 'a scalar function', showShape(f.shape));
  const given = typeof direction === 'string' ? symbol(direction, x.shape) : requireExpr(where, direction);
  const [gradient, v] = enter([diff(f, x), given]) as [Expr, Expr];
  if (!sameShape(v.shape, x.shape)) {
    throw new ShapeError(where, `a direction of the shape of ${x.name}, ${showShape(x.shape)}`, showShape(v.shape));
  }
  if (freeSymbols(v).includes(x.name!)) {
    throw new ArgumentError({ where, expected: `a direction without ${x.name}`, got: v.toString() });
  }
  const [slope, along] = [canonical(gradient), canonical(v)];
  return diff(x.shape.length === 1 ? matmul([transpose(slope), along]) : total(product([slope, along])), x);
}
