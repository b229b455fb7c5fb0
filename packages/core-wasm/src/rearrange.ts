/** The same numbers in another arrangement: reshape, transpose, slice, concat. Each gives a new tensor, never a view. */
import { ArgumentError } from './errors.js';
import { begin, end, keep, pin, result } from './operation.js';
import { checkedAxis, describe, formatShape, type Shape, ShapeError, stridesOf } from './shape.js';
import { bytesOf, DTypeError } from './storage.js';
import { stridedCopy } from './stridedCopy.js';
import { requireTensor, type Tensor } from './tensor.js';

/**
 * The elements of a in the same row-major order under another shape; one length may be -1 and becomes what is left.
 *
 * @throws ShapeError when the sizes differ.
 *
 * @example
 * ```ts
 * import { arange, reshape } from '@nablajs/core-wasm';
 *
 * console.log(reshape(arange(6), [2, -1]).toArray()); // [ [ 0, 1, 2 ], [ 3, 4, 5 ] ]
 * ```
 */
export function reshape(a: Tensor, shape: Shape): Tensor {
  return requireTensor('reshape', a).reshape(shape);
}

/**
 * The axes in another order: axis k of the result is axis perm[k] of a. Without `perm` they are reversed, which transposes a
 * matrix.
 *
 * @throws ArgumentError when `perm` does not name every axis once; negative axes count from the end.
 *
 * @example
 * ```ts
 * import { transpose, zeros } from '@nablajs/core-wasm';
 *
 * console.log(transpose(zeros([2, 3, 4]), [2, 0, 1]).shape); // [ 4, 2, 3 ]
 * ```
 */
export function transpose(a: Tensor, perm?: readonly number[]): Tensor {
  const { shape, dtype } = requireTensor('transpose', a);
  const rank = shape.length;
  const order = perm === undefined ? shape.map((_, k) => rank - 1 - k) : checkedOrder(perm, rank);
  const strides = stridesOf(shape);
  const core = begin();
  try {
    const out = result(
      order.map((axis) => shape[axis]!),
      dtype,
    );
    const from = order.map((axis) => strides[axis]!);
    stridedCopy(core, dtype, out.shape, pin(a), from, pin(out), stridesOf(out.shape));
    return keep(out);
  } finally {
    end();
  }
}

function checkedOrder(perm: readonly number[], rank: number): number[] {
  const expected = `every axis of rank ${rank} once`;
  if (!Array.isArray(perm) || perm.length !== rank) {
    const got = Array.isArray(perm) ? `[${perm.slice(0, 8).join(', ')}]` : describe(perm);
    throw new ArgumentError({ where: 'transpose: perm', expected, got });
  }
  const order = perm.map((axis) => checkedAxis('transpose: perm', axis, rank));
  if (new Set(order).size !== rank) {
    throw new ArgumentError({ where: 'transpose: perm', expected, got: `[${perm.join(', ')}]` });
  }
  return order;
}

/**
 * The part of a where the index of axis k is at least from and less than to, one pair for each leading axis; axes without
 * a pair, or with null, are taken whole. Negative bounds count from the end; a missing `to` is the length.
 *
 * @throws ShapeError when there are more pairs than axes.
 * @throws ArgumentError unless 0 ≤ from ≤ to ≤ length, after counting from the end.
 *
 * @example
 * ```ts
 * import { arange, slice } from '@nablajs/core-wasm';
 *
 * const a = arange(12).reshape([3, 4]);
 * console.log(slice(a, [[1, 3], [0, 2]]).toArray()); // [ [ 4, 5 ], [ 8, 9 ] ]
 * console.log(slice(a, [null, [-1]]).toArray()); // the last column: [ [ 3 ], [ 7 ], [ 11 ] ]
 * ```
 */
export function slice(a: Tensor, ranges: readonly (readonly [from: number, to?: number] | null)[]): Tensor {
  const { shape, dtype } = requireTensor('slice', a);
  if (!Array.isArray(ranges)) {
    throw new ArgumentError({ where: 'slice', expected: 'an array of [from, to]', got: describe(ranges) });
  }
  if (ranges.length > shape.length) {
    throw new ShapeError('slice', `at most ${shape.length} ranges for shape ${formatShape(shape)}`, `${ranges.length}`);
  }
  const bounds = shape.map((n, axis) => checkedRange(axis, ranges[axis] ?? null, n));
  const strides = stridesOf(shape);
  const core = begin();
  try {
    const out = result(
      bounds.map(([from, to]) => to - from),
      dtype,
    );
    const first = bounds.reduce((offset, [from], axis) => offset + from * strides[axis]!, 0);
    const x = pin(a) + first * bytesOf(dtype);
    stridedCopy(core, dtype, out.shape, x, strides, pin(out), stridesOf(out.shape));
    return keep(out);
  } finally {
    end();
  }
}

function checkedRange(axis: number, range: readonly [number, number?] | null, length: number): [number, number] {
  if (range === null) return [0, length];
  const [from, to] = Array.isArray(range) ? [range[0], range.length > 1 ? range[1] : length] : [undefined, undefined];
  const [low, high] = [from, to].map((bound) => (Number.isInteger(bound) && bound! < 0 ? bound! + length : bound));
  if (!(Number.isInteger(low) && Number.isInteger(high) && 0 <= low! && low! <= high! && high! <= length)) {
    const got = Array.isArray(range) ? `[${range.map(String).join(', ')}]` : describe(range);
    throw new ArgumentError({
      where: `slice: axis ${axis}`,
      expected: `[from, to] with 0 ≤ from ≤ to ≤ ${length}`,
      got,
    });
  }
  return [low!, high!];
}

/**
 * Tensors joined along an axis, which must be the only one where their shapes differ.
 *
 * @param axis 0 unless given; negative ones count from the end.
 * @throws ArgumentError when there are no tensors, or no such axis.
 * @throws ShapeError when another axis differs. DTypeError when the dtypes do.
 *
 * @example
 * ```ts
 * import { concat, tensor } from '@nablajs/core-wasm';
 *
 * const [a, b] = [tensor([[1, 2]]), tensor([[3, 4]])];
 * console.log(concat([a, b]).toArray()); // [ [ 1, 2 ], [ 3, 4 ] ]
 * console.log(concat([a, b], 1).toArray()); // [ [ 1, 2, 3, 4 ] ]
 * ```
 */
export function concat(tensors: readonly Tensor[], axis: number | { axis?: number } = 0): Tensor {
  if (!Array.isArray(tensors) || tensors.length === 0) {
    throw new ArgumentError({ where: 'concat', expected: 'an array of at least one Tensor', got: describe(tensors) });
  }
  const parts: readonly Tensor[] = tensors.map((part, i) => requireTensor(`concat: [${i}]`, part));
  const { dtype, shape } = parts[0]!;
  if (shape.length === 0) throw new ShapeError('concat', 'rank at least 1', 'rank 0');
  const along = checkedAxis('concat', typeof axis === 'number' ? axis : (axis.axis ?? 0), shape.length);
  let total = 0;
  parts.forEach((part, i) => {
    if (part.dtype !== dtype) throw new DTypeError(`concat: [${i}]`, `${dtype}, as the first`, part.dtype);
    if (part.shape.length !== shape.length || part.shape.some((n, k) => k !== along && n !== shape[k])) {
      const expected = `shape ${formatShape(shape)} but for axis ${along}`;
      throw new ShapeError(`concat: [${i}]`, expected, formatShape(part.shape));
    }
    total += part.shape[along]!;
  });
  const core = begin();
  try {
    const out = result(shape.with(along, total), dtype, 'concat');
    const strides = stridesOf(out.shape);
    let y = pin(out);
    for (const part of parts) {
      copyPart(part, y, strides);
      y += part.shape[along]! * strides[along]! * bytesOf(dtype);
    }
    return keep(out);
  } finally {
    end();
  }

  /** A frame for each part, so that a long list of them does not have to be in core memory all at once. */
  function copyPart(part: Tensor, y: number, strides: readonly number[]): void {
    begin();
    try {
      stridedCopy(core, dtype, part.shape, pin(part), stridesOf(part.shape), y, strides);
    } finally {
      end();
    }
  }
}
