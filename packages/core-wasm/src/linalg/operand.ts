/**
 * What every factorization does with the matrix it is given: check it, and bring a copy into core memory by columns, as
 * LAPACK has it. Columns are an odd number of cache lines apart, so that walking along a row does not meet the same few
 * sets of the cache again and again.
 *
 * LU and Cholesky run in the dtype they are given. All others run in f64, and round their results to f32 where they were
 * given f32: kernels of a second dtype would be a seventh of the wasm, and give less accurate results.
 */
import { ArgumentError } from '../errors.js';
import type { Kernels } from '../generated/exports.js';
import { f64, refreshViews } from '../memory.js';
import { keep, pin, scratch } from '../operation.js';
import { describe, formatShape, ShapeError } from '../shape.js';
import { bytesOf, type DType } from '../storage.js';
import { elementsOf, fromElements, Tensor } from '../tensor.js';

/** A matrix of doubles in core memory by columns: element (i, j) lies (i + j·stride) elements behind ptr. */
export interface Columns {
  readonly ptr: number;
  readonly stride: number;
}

/** A copy of an argument by columns; its entries are the argument's divided by `unit`, a power of two. */
export interface ScaledColumns extends Columns {
  readonly unit: number;
}

/** Rows and columns of a tensor of rank 2. */
export function requireMatrix(where: string, a: unknown): [rows: number, columns: number] {
  if (!(a instanceof Tensor)) throw new ArgumentError({ where, expected: 'a Tensor', got: describe(a) });
  if (a.shape.length !== 2) throw new ShapeError(where, 'a matrix', `shape ${formatShape(a.shape)}`);
  return [a.shape[0]!, a.shape[1]!];
}

/** The order of a square matrix. */
export function requireSquare(where: string, a: unknown): number {
  const [rows, columns] = requireMatrix(where, a);
  if (rows !== columns) throw new ShapeError(where, 'a square matrix', `${rows}×${columns}`);
  return rows;
}

/** The distance of columns of n elements. */
export function columnStride(n: number, dtype: DType): number {
  const line = 64 / bytesOf(dtype);
  const lines = Math.ceil(n / line);
  return (lines + 1 - (lines % 2)) * line;
}

/** A tensor of the same elements in f64, the tensor itself if that is what it is. */
export function inDouble(a: Tensor): Tensor {
  return a.dtype === 'f64' ? a : fromElements(a.shape, 'f64', new Float64Array(elementsOf(a)));
}

/** Makes a result of this operation, in f64, outlive it in the dtype that was asked for. */
export function keepAs(dtype: DType, a: Tensor): Tensor {
  if (dtype === 'f64') return keep(a);
  const first = pin(a) >>> 3;
  refreshViews();
  return fromElements(a.shape, dtype, new Float32Array(f64.subarray(first, first + a.size)));
}

/** Room for a rows×columns matrix by columns, until the frame ends; whole cache lines may be read and written. */
export function columnsScratch(rows: number, columns: number): Columns {
  const stride = columnStride(rows, 'f64');
  return { ptr: scratch(stride * Math.max(columns, 1) * 8), stride };
}

/** B ← α·A in any two layouts, for matrices of doubles in core memory. */
export function copyMatrix(
  core: Kernels,
  rows: number,
  columns: number,
  from: readonly [ptr: number, rowStride: number, columnStride: number],
  to: readonly [ptr: number, rowStride: number, columnStride: number],
  alpha = 1,
): void {
  core.dlacpy(rows, columns, alpha, from[0], from[1], from[2], to[0], to[1], to[2]);
}

/** x ← α·x for n doubles in core memory. */
export function scaleVector(core: Kernels, n: number, alpha: number, ptr: number): void {
  if (alpha !== 1) copyMatrix(core, 1, n, [ptr, 1, 1], [ptr, 1, 1], alpha);
}

/**
 * A copy of a matrix by columns, or of its transpose, after a check that all its entries are finite; brought to order 1
 * where squares of its entries could leave the range.
 */
export function finiteColumns(where: string, core: Kernels, a: Tensor, transpose = false): ScaledColumns {
  const largest = requireFinite(where, core, a);
  const [m, n] = a.shape as readonly [number, number];
  const [rows, columns] = transpose ? [n, m] : [m, n];
  const unit = unitOf(largest);
  const copy = columnsScratch(rows, columns);
  const entries = pin(inDouble(a));
  const from = transpose ? ([entries, 1, n] as const) : ([entries, n, 1] as const);
  copyMatrix(core, rows, columns, from, [copy.ptr, 1, copy.stride], 1 / unit);
  return { ...copy, unit };
}

/** Exponents between which the largest entry may lie as it is. */
const SAFE = 230;
/** The largest exponent that a factor takes out at once. */
const STEP = 1000;

/** The power of two nearest to the largest entry, or 1 where squares and reciprocals of such entries are safe. */
function unitOf(largest: number): number {
  const exponent = largest === 0 ? 0 : Math.floor(Math.log2(largest));
  if (Math.abs(exponent) <= SAFE) return 1;
  return 2 ** Math.max(-STEP, Math.min(STEP, exponent));
}

/** Refuses NaN and infinite entries, naming the first; an iteration would spread them over every result. max |aᵢⱼ|. */
export function requireFinite(where: string, core: Kernels, a: Tensor): number {
  const largest = (a.dtype === 'f64' ? core.dlangeMax : core.slangeMax)(1, a.size, pin(a), a.size, 1);
  if (Number.isFinite(largest)) return largest;
  const offset = a.toTypedArray().findIndex((x) => !Number.isFinite(x));
  const index: number[] = [];
  let rest = offset;
  for (const length of [...a.shape].reverse()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  throw new ArgumentError({
    where,
    expected: 'finite entries',
    got: `${a.get(...index)} at [${index.join(', ')}]`,
    index,
  });
}
