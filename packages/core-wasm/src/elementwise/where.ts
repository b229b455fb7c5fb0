import { broadcastShape, broadcastWalk } from '../broadcast.js';
import { begin, end, keep, pin, result } from '../operation.js';
import type { Tensor } from '../tensor.js';
import { checkOperand, commonDType, type Operand, place, placeWalk, shapeOf } from './apply.js';
import { maximum, minimum } from './comparison.js';

/**
 * x where the condition is not 0, else y, element by element with broadcasting of all three; a new Tensor.
 *
 * @param condition Of the same element type as x and y, such as the result of a comparison. NaN counts as true.
 * @throws DTypeError when Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { greater, tensor, where } from '@nablajs/core-wasm';
 *
 * const x = tensor([-1, 2, -3]);
 * console.log(where(greater(x, 0), x, 0).toArray()); // [ 0, 2, 0 ]
 * ```
 */
export function where(condition: Operand, x: Operand, y: Operand): Tensor {
  const operands = [condition, x, y];
  for (const operand of operands) checkOperand('where', operand);
  const dtype = commonDType('where', ...operands);
  const shapes = operands.map(shapeOf);
  const shape = broadcastShape('where', ...shapes);
  const core = begin();
  try {
    const z = result(shape, dtype);
    const kernel = dtype === 'f64' ? core.vdWhere : core.vsWhere;
    const walk = placeWalk(broadcastWalk(shape, shapes));
    kernel(walk, place(condition, dtype), place(x, dtype), place(y, dtype), pin(z));
    return keep(z);
  } finally {
    end();
  }
}

/**
 * min(max(x, low), high): x held between two bounds, with broadcasting; a new Tensor. NaN stays NaN. Where low > high the
 * result is high, as in NumPy.
 *
 * @throws DTypeError when Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { clip, tensor } from '@nablajs/core-wasm';
 *
 * console.log(clip(tensor([-2, 0.5, 3]), -1, 1).toArray()); // [ -1, 0.5, 1 ]
 * ```
 */
export function clip(x: Operand, low: Operand, high: Operand): Tensor {
  return minimum(maximum(x, low), high);
}
