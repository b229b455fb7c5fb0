/**
 * `vector(s)` and `matrix(s)` as matrixcalculus.org writes them: s in every entry, in the shape that its place in a sum
 * asks for. Since scalars broadcast, they are read as s where that is what they mean, and refused where it is not.
 */
import { ShapeError } from '@nablajs/core-wasm';
import { type Expr, node } from '../../expr/node.js';
import type { Operation } from '../../expr/operation.js';
import { isScalar, showShape } from '../../expr/shape.js';
import { rebuild, withArgs } from '../../expr/walk.js';
import { mul } from '../arithmetic.js';
import { declareFunction } from '../table.js';

const fillerOperation: Operation = {
  name: 'filler',
  arity: [1, 1],
  aliases: null,
  rank: 40,
  value: (x) => x!,
  explain: { en: 'constant entries', zh: '常数元素' },
};

for (const name of ['vector', 'matrix']) {
  declareFunction({
    name,
    arity: [1, 1],
    build([entry]) {
      if (!isScalar(entry!.shape)) throw new ShapeError(name, 'a scalar for every entry', showShape(entry!.shape));
      return node(fillerOperation, [entry!]);
    },
  });
}

/**
 * The formula with s for every `vector(s)` and `matrix(s)`.
 * @throws ShapeError where their shape does not follow from a sum: in products, under sums of entries, or alone.
 */
export function settleFillers(f: Expr): Expr {
  const settled = rebuild(f, (original, args) => {
    const fills = args.some((arg) => arg.op === fillerOperation);
    if (!fills || original.op === fillerOperation) return withArgs(original, args);
    const inProduct = original.op === mul && !isScalar(original.shape);
    if (original.op.value === undefined || inProduct) throw unsettled();
    const made = node(
      original.op,
      args.map((arg) => (arg.op === fillerOperation ? arg.args[0]! : arg)),
    );
    return isScalar(made.shape) ? node(fillerOperation, [made]) : made;
  });
  if (settled.op === fillerOperation) throw unsettled();
  return settled;
}

function unsettled(): ShapeError {
  return new ShapeError('parse: vector, matrix', 'a sum that gives them a shape', 'none (write ones(n) or ones(m, n))');
}
