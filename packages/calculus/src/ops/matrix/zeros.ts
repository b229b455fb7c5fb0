import type { Expr } from '../../expr/node.js';
import { isOne, isZero, numberNode, one, zero } from '../../expr/number.js';
import type { Shape } from '../../expr/shape.js';
import { mul, product } from '../arithmetic.js';

/** The zero of a shape. */
export function zeros(shape: Shape): Expr {
  return numberNode(zero, shape);
}

/** The vector or matrix of ones. */
export function ones(shape: Shape): Expr {
  return numberNode(one, shape);
}

export function isZeroMatrix(e: Expr): boolean {
  return e.value !== undefined && isZero(e.value);
}

export function isOnes(e: Expr): boolean {
  return e.value !== undefined && e.shape.length > 0 && isOne(e.value);
}

/** e = scalar · rest: the scalar factors of an element-wise product, and the part that carries the shape. */
export function splitScalar(e: Expr): readonly [scalar: Expr | undefined, rest: Expr | undefined] {
  if (e.shape.length === 0) return [e, undefined];
  if (e.value !== undefined && !isOne(e.value)) return [numberNode(e.value), ones(e.shape)];
  if (e.op !== mul) return [undefined, e];
  const scalars = e.args.filter((arg) => arg.shape.length === 0);
  if (scalars.length === 0) return [undefined, e];
  return [product(scalars), product(e.args.filter((arg) => arg.shape.length > 0))];
}
