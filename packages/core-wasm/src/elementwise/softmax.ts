/**
 * softmax and logsumexp, shifted by the largest element so that nothing overflows:
 *
 *     softmax(x)ⱼ = e^(xⱼ − m)/Σₖ e^(xₖ − m),   logsumexp(x) = m + log Σₖ e^(xₖ − m),   m = max x.
 *
 * Lines that lie row by row in memory take one kernel, others whole-array passes.
 */
import { broadcastWalk } from '../broadcast.js';
import type { Kernels } from '../load.js';
import { f32, f64, refreshViews } from '../memory.js';
import { begin, end, keep, pin, result, scratch } from '../operation.js';
import { type AxisOptions, arranged, oneAxis, type ReduceOptions, type Reduction, reduction } from '../reduce.js';
import { bytesOf } from '../storage.js';
import type { Tensor } from '../tensor.js';
import { placeWalk } from './apply.js';

/**
 * e^(xⱼ − m)/Σₖ e^(xₖ − m) with m = max x over an axis, the last unless said; a new Tensor of the same shape, whose sums
 * over the axis are 1. NaN in a line, or only −∞, makes the line NaN.
 *
 * @param axis From 0, or from −1 backwards; a number or `{ axis }`.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { softmax, tensor } from '@nablajs/core-wasm';
 *
 * console.log(softmax(tensor([[0, 0], [1000, 1000]])).toArray()); // [ [ 0.5, 0.5 ], [ 0.5, 0.5 ] ]
 * ```
 */
export function softmax(x: Tensor, axis: number | Pick<AxisOptions, 'axis'> = -1): Tensor {
  const along = oneAxis('softmax', typeof axis === 'number' ? { axis } : axis);
  const seen = reduction('softmax', x, { axis: -1, ...along }, ['axis']);
  const core = begin();
  try {
    const y = result(x.shape, x.dtype);
    if (y.size === 0) return keep(y);
    const { outer, n, inner } = seen;
    const double = x.dtype === 'f64';
    const line = scratch(bytesOf(x.dtype) * outer * inner);
    const ptr = pin(y);
    if (inner === 1) {
      const sums = scratch(bytesOf(x.dtype) * outer);
      (double ? core.dsoftmaxRows : core.ssoftmaxRows)(outer, n, pin(x), ptr, line, sums);
      return keep(y);
    }
    const walk = placeWalk(lineWalk(seen));
    exponentials(core, x, seen, walk, line, ptr);
    (double ? core.dsum : core.ssum)(outer, n, inner, 1, ptr, line);
    (double ? core.vdDiv : core.vsDiv)(walk, ptr, line, ptr);
    return keep(y);
  } finally {
    end();
  }
}

/**
 * m + log Σₖ e^(xₖ − m) with m = max x, over one axis or several, or over all elements; a new Tensor. The logarithm of no elements, or of
 * e^−∞ only, is −∞.
 *
 * @param axis From 0, or from −1 backwards; a number or `{ axis, keepDims }`, where several axes may be given.
 * @throws ArgumentError when x is not a Tensor or has no such axis.
 *
 * @example
 * ```ts
 * import { logsumexp, tensor } from '@nablajs/core-wasm';
 *
 * console.log(logsumexp(tensor([1000, 1000])).item()); // 1000.6931471805599
 * ```
 */
export function logsumexp(x: Tensor, axis?: number | ReduceOptions): Tensor {
  const seen = reduction('logsumexp', x, typeof axis === 'number' ? { axis } : axis);
  const core = begin();
  try {
    const { outer, n, inner, shape } = seen;
    const y = result(shape, x.dtype);
    const lines = arranged(x, seen);
    const double = x.dtype === 'f64';
    const ptr = pin(y);
    const count = outer * inner;
    const line = scratch(bytesOf(x.dtype) * count);
    if (n > 0 && inner === 1) {
      (double ? core.dsoftmaxRows : core.ssoftmaxRows)(outer, n, pin(lines), 0, line, ptr);
    } else {
      const powers = scratch(bytesOf(x.dtype) * x.size);
      if (n > 0) exponentials(core, lines, seen, placeWalk(lineWalk(seen)), line, powers);
      else fill(x, line, count);
      (double ? core.dsum : core.ssum)(outer, n, inner, 1, powers, ptr);
    }
    (double ? core.vdLog : core.vsLog)(count, ptr, ptr);
    (double ? core.vdAdd : core.vsAdd)(placeWalk([1, 1, 1, count, 0, 0, 0, 1, 0, 0, 0, 1]), ptr, line, ptr);
    return keep(y);
  } finally {
    end();
  }
}

/** How a line for each (outer, inner) repeats along the reduced axis. */
function lineWalk({ outer, n, inner }: Reduction): number[] {
  const whole = [outer, n, inner];
  return broadcastWalk(whole, [whole, [outer, 1, inner]]);
}

/** Writes m (0 where it is infinite, lest ∞ − ∞ arise) to `line` and e^(x − m) to `out`. */
function exponentials(core: Kernels, x: Tensor, seen: Reduction, walk: number, line: number, out: number): void {
  const { outer, n, inner } = seen;
  const double = x.dtype === 'f64';
  const ptr = pin(x);
  (double ? core.dmax : core.smax)(outer, n, inner, ptr, line);
  refreshViews();
  const view = double ? f64 : f32;
  const at = line / bytesOf(x.dtype);
  for (let i = at; i < at + outer * inner; i++) if (Math.abs(view[i]!) === Infinity) view[i] = 0;
  (double ? core.vdSub : core.vsSub)(walk, ptr, line, out);
  (double ? core.vdExp : core.vsExp)(x.size, out, out);
}

function fill(x: Tensor, ptr: number, count: number): void {
  refreshViews();
  const at = ptr / bytesOf(x.dtype);
  (x.dtype === 'f64' ? f64 : f32).fill(0, at, at + count);
}
