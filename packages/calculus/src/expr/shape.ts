import { ArgumentError, ShapeError } from '@nablajs/core-wasm';

/**
 * The shape of an expression: `[]` scalar, `['n']` or `[3]` column vector, `['m', 'n']` or `[2, 3]` matrix, longer for
 * derivatives that carry more indices. A string is a symbolic size; two sizes agree when they are the same.
 */
export type Shape = readonly (number | string)[];

/** The one shape of every scalar; compare with `isScalar`. */
export const scalarShape: Shape = Object.freeze([]);

export function isScalar(shape: Shape): boolean {
  return shape.length === 0;
}

const rows = new Map<number | string, Shape>();

/** The shape 1×n of a row vector, which has one index, like a column; a matrix declared 1×n has two. One object for each n. */
export function rowShape(n: number | string): Shape {
  let shape = rows.get(n);
  if (shape === undefined) {
    shape = Object.freeze([1, n]);
    rows.set(n, shape);
  }
  return shape;
}

/** A row vector: what transposing a vector gives. */
export function isRow(shape: Shape): boolean {
  return shape.length === 2 && shape[0] === 1 && shape === rows.get(shape[1]!);
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((size, axis) => size === b[axis]) && isRow(a) === isRow(b);
}

/** A text that differs for different shapes. */
export function shapeKey(shape: Shape): string {
  const sizes = shape.map((size) => (typeof size === 'string' ? size : `#${size}`)).join();
  return isRow(shape) ? `row ${sizes}` : sizes;
}

/** `3×n`, or `scalar`. */
export function showShape(shape: Shape): string {
  if (shape.length === 0) return 'scalar';
  return shape.length === 1 ? `vector(${shape[0]})` : shape.join('×');
}

/**
 * The shape of an element-wise combination: scalars broadcast, everything else must agree.
 * @throws ShapeError when two shapes that are not scalar differ.
 */
export function broadcast(where: string, shapes: readonly Shape[]): Shape {
  let result = scalarShape;
  for (const shape of shapes) {
    if (shape.length === 0) continue;
    if (result.length === 0) result = shape;
    else if (!sameShape(result, shape)) {
      const expected = 'operands of one shape (scalars broadcast)';
      throw new ShapeError(where, expected, `${showShape(result)} and ${showShape(shape)}`);
    }
  }
  return result;
}

/** @throws ArgumentError unless every size is a positive integer or a name. */
export function checkShape(where: string, shape: Shape): Shape {
  const valid =
    Array.isArray(shape) &&
    shape.every((size) => (typeof size === 'string' ? size !== '' : Number.isSafeInteger(size) && size > 0));
  if (valid) return shape.length === 0 ? scalarShape : Object.freeze([...shape]);
  throw new ArgumentError({
    where,
    expected: "a shape such as [], [3], ['n'] or ['m', 2]",
    got: Array.isArray(shape) ? `[${shape.map(String).join(', ')}]` : typeof shape,
  });
}
