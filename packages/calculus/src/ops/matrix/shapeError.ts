import { ShapeError } from '@nablajs/core-wasm';
import { type Shape, showShape } from '../../expr/shape.js';

/** The error of an operation whose arguments' shapes do not fit: it names the operation and every shape. */
export function matrixShapeError(where: string, expected: string, shapes: readonly Shape[]): ShapeError {
  return new ShapeError(where, expected, shapes.map(showShape).join(' and '));
}
