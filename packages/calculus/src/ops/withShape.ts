import { type Expr, node } from '../expr/node.js';
import { numberNode, one, zero } from '../expr/number.js';
import type { Operation } from '../expr/operation.js';
import { broadcast, sameShape } from '../expr/shape.js';
import { productRank } from './termOrder.js';

/**
 * A collected sum or product in the shape that its operands had together: what collapsed to a scalar is added to zeros of
 * that shape, or multiplied by ones.
 */
export function withShape(operation: Operation, operands: readonly Expr[], result: Expr): Expr {
  let shaped = false;
  for (let i = 0; i < operands.length; i++) if (operands[i]!.shape.length > 0) shaped = true;
  if (!shaped) return result;
  const shape = broadcast(
    operation.name,
    operands.map((each) => each.shape),
  );
  if (sameShape(result.shape, shape)) return result;
  if (result.value !== undefined) return numberNode(result.value, shape);
  return operation.rank === productRank
    ? node(operation, [numberNode(one, shape), result])
    : node(operation, [result, numberNode(zero, shape)]);
}
