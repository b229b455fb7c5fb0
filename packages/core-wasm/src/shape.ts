/**
 * Shapes: the number of elements n₀·n₁·…, row-major positions, and the checks that every operation makes before it
 * allocates anything.
 */
import { ArgumentError, type Facts, NablaError } from './errors.js';
import { MAX_BYTES, OutOfMemoryError } from './memory.js';
import { bytesOf, type DType } from './storage.js';

/** The lengths of a tensor's axes, outermost first. */
export type Shape = readonly number[];

/** Highest number of axes. */
export const MAX_RANK = 4;

/** `3×4`, `5`, or `()` at rank 0. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? '()' : shape.join('×');
}

/**
 * Number of elements of a shape, and proof that it is one: an array of at most 4 integers ≥ 0 whose elements fit in the
 * core's memory. Exact at any size: products beyond 2⁵³ are only compared.
 */
export function countElements(where: string, shape: Shape, dtype: DType): number {
  if (!Array.isArray(shape)) {
    throw new ShapeError(where, 'a shape: an array of lengths', describe(shape));
  }
  if (shape.length > MAX_RANK) {
    throw new ShapeError(where, `at most ${MAX_RANK} axes`, `${shape.length} (shape ${brief(shape)})`);
  }
  let size = 1;
  let empty = false;
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis];
    if (!Number.isInteger(n) || n < 0) {
      throw new ShapeError(where, `an integer ≥ 0 as length of axis ${axis}`, describe(n));
    }
    if (n === 0) empty = true;
    else size *= n;
  }
  if (empty) return 0;
  const bytes = size * bytesOf(dtype);
  if (bytes > MAX_BYTES) throw new OutOfMemoryError({ where: `${where}: shape ${formatShape(shape)}`, bytes });
  return size;
}

/** The shape with its one -1 replaced by what is left of `size`; refused unless its product is `size`. */
export function inferShape(where: string, shape: Shape, size: number): Shape {
  const open = Array.isArray(shape) ? shape.indexOf(-1) : -1;
  if (open < 0) {
    if (countElements(where, shape, 'f32') !== size) {
      throw new ShapeError(where, `a shape of ${size} elements`, formatShape(shape));
    }
    return shape;
  }
  const known = countElements(where, shape.with(open, 1), 'f32');
  if (known === 0 || size % known !== 0) {
    throw new ShapeError(where, `a shape of ${size} elements`, formatShape(shape));
  }
  return shape.with(open, size / known);
}

/** A frozen copy of a shape; shapes that are frozen are shared. */
export function frozenShape(shape: Shape): Shape {
  return Object.isFrozen(shape) ? shape : Object.freeze(shape.slice());
}

/** Row-major strides in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** An axis as 0 … rank-1; negative ones count from the end. */
export function checkedAxis(where: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ArgumentError({
      where: `${where}: axis`,
      expected: rank === 0 ? 'none, at rank 0' : `an integer from ${-rank} to ${rank - 1}`,
      got: describe(axis),
    });
  }
  return axis < 0 ? axis + rank : axis;
}

/** A position as 0 … length-1; negative ones count from the end. */
export function checkedIndex(where: string, axis: number, index: number, length: number): number {
  if (!Number.isInteger(index) || index < -length || index >= length) {
    throw new ArgumentError({
      where: `${where}: index of axis ${axis}`,
      expected: length === 0 ? 'none, for the axis is empty' : `an integer from ${-length} to ${length - 1}`,
      got: describe(index),
    });
  }
  return index < 0 ? index + length : index;
}

/** A few words for any value, for messages. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value.length > 30 ? `the text "${value.slice(0, 30)}…"` : `the text "${value}"`;
  if (typeof value === 'bigint') return `the bigint ${value}n`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `an instance of ${name}` : 'an object';
}

function brief(shape: Shape): string {
  return shape.length > 8 ? `${shape.slice(0, 8).join('×')}×…` : formatShape(shape);
}

/** Shapes that do not fit together, or do not fit the operation. */
export class ShapeError extends NablaError {
  readonly code: string = 'SHAPE';

  constructor(where: string, expected: string, got: string, facts: Facts = {}) {
    super(`${where}: expected ${expected}, got ${got}`, { where, expected, got, ...facts });
  }
}
