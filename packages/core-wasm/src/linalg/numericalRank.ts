/** How many singular values count as nonzero: those above a multiple of the largest, max(m, n)·ε unless given. */
import { ArgumentError } from '../errors.js';
import type { Kernels } from '../generated/exports.js';
import { f64, refreshViews } from '../memory.js';
import type { DType } from '../storage.js';
import { scaleVector } from './operand.js';

/** What counts as zero among singular values. */
export interface RankOptions {
  /** Singular values up to this multiple of the largest count as zero; max(m, n)·ε if left out. */
  tolerance?: number;
}

/** The distance from 1 to the next number of the type. */
export function epsilon(dtype: DType): number {
  return dtype === 'f64' ? 2 ** -52 : 2 ** -23;
}

/** The multiple of the largest singular value up to which others count as zero. */
export function relativeTolerance(where: string, options: RankOptions, shape: readonly number[], dtype: DType): number {
  const { tolerance = Math.max(...shape) * epsilon(dtype) } = options;
  if (typeof tolerance === 'number' && tolerance >= 0) return tolerance;
  throw new ArgumentError({ where: `${where}: tolerance`, expected: 'a number ≥ 0', got: String(tolerance) });
}

/** How many of the descending values exceed the multiple of the first. */
export function numericalRank(values: ArrayLike<number>, relative: number): number {
  const threshold = (values[0] ?? 0) * relative;
  let count = 0;
  while (count < values.length && values[count]! > threshold) count++;
  return count;
}

/** A copy of a vector of doubles in core memory. */
export function readVector(ptr: number, length: number): Float64Array {
  refreshViews();
  return f64.slice(ptr >>> 3, (ptr >>> 3) + length);
}

/** x ← x/σ for n doubles in core memory; the reciprocal of a subnormal σ would be infinite. */
export function divideVector(core: Kernels, n: number, sigma: number, ptr: number): void {
  if (Number.isFinite(1 / sigma)) {
    scaleVector(core, n, 1 / sigma, ptr);
  } else {
    scaleVector(core, n, 1 / Math.sqrt(sigma), ptr);
    scaleVector(core, n, 1 / Math.sqrt(sigma), ptr);
  }
}
