/**
 * How an operation is written. Between `begin` and `end` the elements it names stay where they are:
 *
 *     export function add(a: Tensor, b: Tensor): Tensor {
 *       // …check shapes and dtypes first: throw before anything is allocated…
 *       const core = begin();
 *       try {
 *         const out = result(a.shape, a.dtype);
 *         core.dadd(out.size, pin(a), 1, pin(b), 1, pin(out), 1);
 *         return keep(out);
 *       } finally {
 *         end();
 *       }
 *     }
 *
 * `pin(t)` is the address of t's elements in core memory, row-major and aligned to 16 bytes, fixed until `end`;
 * `result(shape, dtype)` a new tensor whose elements are undefined until the kernel writes them; `copy(t)` one that starts
 * with t's elements, for kernels that work in place; `scratch(bytes)` an address with room, for the kernel alone;
 * `keep(t)` makes a result outlive `end`. A result that is not kept is gone after `end`, so an error leaves nothing behind.
 * Only a result may be written: `pin` of anything else may be the address of a copy.
 * Operations nest: one may call another between its own `begin` and `end`. Addresses stay valid when the memory grows;
 * views (`f64`, `f32` of memory.ts) must be read afresh after `pin`, `result` and `scratch`.
 */
import { keepCell, openResult, pinCell } from './frame.js';
import { u8 } from './memory.js';
import { countElements, type Shape } from './shape.js';
import { bytesOf, Cell, type DType } from './storage.js';
import { cellOf, Tensor } from './tensor.js';

export { begin, end, scratch } from './frame.js';

/** The address of the tensor's elements, fixed until `end`. */
export function pin(tensor: Tensor): number {
  return pinCell(cellOf(tensor), tensor);
}

/**
 * A new tensor, its elements undefined until a kernel writes them at its pinned address; `where` is for results that may
 * be larger than their operands, and so too large.
 */
export function result(shape: Shape, dtype: DType, where = 'result'): Tensor {
  const cell = new Cell(dtype, countElements(where, shape, dtype), undefined);
  const tensor = new Tensor(shape, dtype, cell);
  openResult(cell, tensor);
  return tensor;
}

/** A new tensor that starts with the elements of another, optionally under another shape of the same size. */
export function copy(tensor: Tensor, shape: Shape = tensor.shape): Tensor {
  const out = result(shape, tensor.dtype);
  const to = pin(out);
  const from = pin(tensor);
  u8.copyWithin(to, from, from + tensor.size * bytesOf(tensor.dtype));
  return out;
}

/** Makes a result of this operation outlive it. */
export function keep(tensor: Tensor): Tensor {
  keepCell(cellOf(tensor));
  return tensor;
}
