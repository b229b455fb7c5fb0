/**
 * What users hand in, brought to one form: rows of numbers, and targets that are class numbers or rows of numbers.
 * Every complaint names the row.
 */
import { ArgumentError, type DType, type NestedArray, ShapeError, Tensor, tensor } from '@nablajs/core-wasm';
import type { Architecture } from './architecture.js';

/** An array of numbers with a type, as JavaScript has them. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | Uint8ClampedArray;

/** Rows of samples: a matrix as a Tensor or nested arrays, or a typed array of rows one after the other. */
export type Samples = Tensor | NestedArray | NumberArray;

/** One class number for each row, or a matrix of one-hot rows or values; a typed array holds either, row by row. */
export type Target = Tensor | NestedArray | NumberArray;

/** Samples in one form: row-major, never written to. */
export interface Rows {
  readonly rows: number;
  readonly width: number;
  readonly data: NumberArray;
}

/** Targets in one form. `data` has one class number for each row when `classes`, else `width` values. */
export interface TargetRows extends Rows {
  readonly classes: boolean;
}

/** @throws ShapeError when the rows do not have the network's width. */
export function sampleRows(where: string, samples: Samples, width: number): Rows {
  const { shape, data } = matrixOf(`${where}: X`, samples, width);
  if (shape.length !== 2 || shape[1] !== width)
    throw new ShapeError(`${where}: X`, `rows of width ${width}`, `shape ${shape.join('×')}`);
  return { rows: shape[0]!, width, data };
}

/**
 * @throws ShapeError when there are not `rows` rows of the network's output width.
 * @throws ArgumentError when a class number is none of 0 … width − 1; the row is named.
 */
export function targetRows(where: string, target: Target, rows: number, { outputs, loss }: Architecture): TargetRows {
  const typed = isNumberArray(target);
  const { shape, data } = matrixOf(`${where}: target`, target, typed && target.length !== rows ? outputs : 1);
  const flat = shape.length === 1 || (typed && data.length === rows);
  if (shape[0] !== rows || (!flat && (shape.length !== 2 || shape[1] !== outputs)))
    throw new ShapeError(
      `${where}: target`,
      `${rows} class numbers or ${rows} rows of width ${outputs}`,
      `shape ${shape.join('×')}`,
    );
  if (!flat || (outputs === 1 && !loss.takesClasses)) return { rows, width: outputs, data, classes: false };
  requireClasses(where, data, outputs);
  if (loss.takesClasses) return { rows, width: 1, data, classes: true };
  return { rows, width: outputs, data: oneHotRows(data, outputs), classes: false };
}

/** @throws ArgumentError naming the first row whose label is none of 0 … classes − 1. */
export function requireClasses(where: string, labels: ArrayLike<number>, classes: number): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      throw new ArgumentError({
        where: `${where}: label of row ${i}`,
        expected: `an integer from 0 to ${classes - 1}`,
        got: String(label),
        row: i,
      });
  }
}

/** Row-major, a 1 at each label. */
export function oneHotRows(labels: ArrayLike<number>, classes: number): Float64Array<ArrayBuffer> {
  const rows = new Float64Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) rows[i * classes + labels[i]!] = 1;
  return rows;
}

/** @throws ArgumentError naming row and column of the first number that is not finite in the network's element type. */
export function requireFinite(where: string, { data, width }: Rows, dtype: DType): void {
  const single = dtype === 'f32';
  for (let i = 0; i < data.length; i++) {
    const value = single ? Math.fround(data[i]!) : data[i]!;
    if (value - value === 0) continue;
    const row = Math.floor(i / width);
    throw new ArgumentError({
      where: `${where}: row ${row}, column ${i % width}`,
      expected: `a finite number of ${dtype}`,
      got: String(data[i]),
      row,
    });
  }
}

/** The shape and the elements of whatever came; a typed array is read as rows of `width`. */
function matrixOf(where: string, value: Samples, width: number): { shape: readonly number[]; data: NumberArray } {
  if (value instanceof Tensor) return { shape: value.shape, data: value.toTypedArray() };
  if (isNumberArray(value)) {
    if (value.length % width !== 0)
      throw new ShapeError(where, `rows of width ${width}`, `${value.length} numbers in all`);
    return { shape: [value.length / width, width], data: value };
  }
  if (!Array.isArray(value))
    throw new ArgumentError({ where, expected: 'a Tensor, nested arrays or a typed array', got: typeof value });
  const made = tensor(value);
  return { shape: made.shape, data: made.toTypedArray() };
}

function isNumberArray(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && !/Big/.test(value.constructor.name);
}
