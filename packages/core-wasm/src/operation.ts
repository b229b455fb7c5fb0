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
 * Operations nest: one may call another between its own `begin` and `end`. Addresses stay valid when the memory grows;
 * views (`f64`, `f32` of memory.ts) must be read afresh after `pin`, `result` and `scratch`.
 */
import { type Kernels, kernels } from './load.js';
import { type Chunk, f32, f64, refreshViews, release, STAGING_BYTES, STAGING_START } from './memory.js';
import { acquire, bytesOf, copyIn, copyOut, type DType, dispose, enter, occupy, Slot, SMALL_BYTES } from './storage.js';
import { countElements, DisposedError, frozenShape, type Shape, setStore, storeOf, Tensor } from './tensor.js';

const STAGING_END = STAGING_START + STAGING_BYTES;

/** What the open operations hold; `frames` has four numbers for each of them, to return to. */
const pinned: Slot[] = [];
const pending: Tensor[] = [];
const pendingAt: number[] = [];
const chunks: Chunk[] = [];
const frames: number[] = [];
let top = STAGING_START;

/** Opens an operation and gives the kernels. Every `begin` has its `end`, in a `finally`. */
export function begin(): Kernels {
  const core = kernels();
  if (f64.length === 0) refreshViews();
  frames.push(top, pinned.length, pending.length, chunks.length);
  return core;
}

/** Closes the operation: unpins, and drops scratch and every result that was not kept. */
export function end(): void {
  const chunkMark = frames.pop()!;
  const pendingMark = frames.pop()!;
  const pinMark = frames.pop()!;
  top = frames.pop()!;
  while (pinned.length > pinMark) pinned.pop()!.pins--;
  while (pending.length > pendingMark) {
    const dropped = pending.pop()!;
    pendingAt.pop();
    const store = storeOf(dropped);
    if (store instanceof Slot) dispose(store);
    setStore(dropped, undefined);
  }
  while (chunks.length > chunkMark) release(chunks.pop()!);
}

/** An address with room for `bytes`, aligned to 64 bytes, until `end`. */
export function scratch(bytes: number): number {
  const ptr = top;
  const next = ptr + ((bytes + 63) & -64);
  if (bytes <= STAGING_BYTES && next <= STAGING_END) {
    top = next;
    return ptr;
  }
  const chunk = acquire(bytes, 'scratch');
  chunks.push(chunk);
  return chunk.ptr;
}

/** The address of the tensor's elements, fixed until `end`. */
export function pin(tensor: Tensor): number {
  const store = storeOf(tensor);
  if (store instanceof Slot) {
    enter(store, tensor);
    store.pins++;
    pinned.push(store);
    return store.chunk!.ptr;
  }
  if (store === undefined) return pendingAddress(tensor);
  const ptr = scratch(tensor.size * bytesOf(tensor.dtype));
  copyIn(store, ptr, tensor.dtype);
  return ptr;
}

function pendingAddress(tensor: Tensor): number {
  const i = pending.lastIndexOf(tensor);
  if (i < 0) throw new DisposedError({});
  return pendingAt[i]!;
}

/** A new tensor, its elements undefined until a kernel writes them through `pin`. */
export function result(shape: Shape, dtype: DType): Tensor {
  const size = countElements('result', shape, dtype);
  const bytes = size * bytesOf(dtype);
  if (bytes <= SMALL_BYTES) {
    const tensor = new Tensor(frozenShape(shape), dtype, size, undefined);
    pendingAt.push(scratch(bytes));
    pending.push(tensor);
    return tensor;
  }
  const slot = new Slot(dtype, size);
  const tensor = new Tensor(frozenShape(shape), dtype, size, slot);
  occupy(slot, tensor);
  slot.pins++;
  pinned.push(slot);
  pending.push(tensor);
  pendingAt.push(0);
  return tensor;
}

/** A new tensor that starts with the elements of another, optionally under another shape of the same size. */
export function copy(tensor: Tensor, shape: Shape = tensor.shape): Tensor {
  const out = result(shape, tensor.dtype);
  const to = pin(out);
  const store = storeOf(tensor);
  if (store !== undefined && !(store instanceof Slot)) {
    copyIn(store, to, tensor.dtype);
  } else {
    const from = pin(tensor);
    refreshViews();
    if (tensor.dtype === 'f64') f64.copyWithin(to >>> 3, from >>> 3, (from >>> 3) + tensor.size);
    else f32.copyWithin(to >>> 2, from >>> 2, (from >>> 2) + tensor.size);
  }
  return out;
}

/** Makes a result of this operation outlive it. */
export function keep(tensor: Tensor): Tensor {
  const i = pending.lastIndexOf(tensor);
  if (i < 0) return tensor;
  if (storeOf(tensor) === undefined) setStore(tensor, copyOut(pendingAt[i]!, tensor.dtype, tensor.size));
  pending.splice(i, 1);
  pendingAt.splice(i, 1);
  return tensor;
}
