/**
 * Where a tensor's elements live: in exactly one place at a time, and nobody has to free them.
 *
 *     few elements     a JavaScript array, always; copied through the staging area when a kernel needs them
 *     many elements    a slot: a block of core memory, or a JavaScript typed array after an eviction
 *
 * Slots in core memory form a list by last use. When their bytes exceed the budget, the least recently used are written
 * back to JavaScript arrays, where the garbage collector knows them; a finalizer frees the block of a dead tensor
 * sooner, but nothing depends on it: no finalizer runs during a synchronous loop. No WeakRef is used, since one keeps
 * its target alive until the current job ends. An evicted slot is unregistered, so that a loop over a million
 * temporaries leaves nothing behind.
 *
 * Operations do not use this module but `operation.ts`, which speaks of tensors.
 */
import {
  allocate,
  type Chunk,
  countAllocation,
  f32,
  f64,
  MAX_BYTES,
  OutOfMemoryError,
  refreshViews,
  release,
} from './memory.js';

/** Element types: IEEE binary64 and binary32. */
export type DType = 'f64' | 'f32';

/** Elements outside the core. A plain array holds few of them: it is five times cheaper to make than a typed one. */
export type Elements = Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> | number[];

/** Tensors of at most so many bytes live in JavaScript only. */
export const SMALL_BYTES = 4096;
/** Up to so many elements a plain array holds them. */
const PLAIN = 128;

/** The place of many elements: `chunk` in core memory or `data` outside of it, never both. */
export class Slot {
  readonly dtype: DType;
  readonly size: number;
  chunk: Chunk | undefined;
  data: Elements | undefined;
  pins = 0;
  newer: Slot | undefined = undefined;
  older: Slot | undefined = undefined;

  constructor(dtype: DType, size: number) {
    this.dtype = dtype;
    this.size = size;
  }
}

export function bytesOf(dtype: DType): number {
  return dtype === 'f64' ? 8 : 4;
}

let budget = 1 << 28;
let residentBytes = 0;
let newest: Slot | undefined;
let oldest: Slot | undefined;

const finalizers: FinalizationRegistry<Slot> = new FinalizationRegistry(vacate);

/** Bytes of tensors now in core memory. */
export function resident(): number {
  return residentBytes;
}

/** Sets how many bytes of tensors may stay in core memory between operations. */
export function setBudget(bytes: number): void {
  budget = bytes;
  makeRoom(0);
}

export function memoryBudget(): number {
  return budget;
}

function unlink(slot: Slot): void {
  const { newer, older } = slot;
  if (newer !== undefined) newer.older = older;
  else newest = older;
  if (older !== undefined) older.newer = newer;
  else oldest = newer;
  slot.newer = slot.older = undefined;
}

function link(slot: Slot): void {
  slot.older = newest;
  if (newest !== undefined) newest.newer = slot;
  else oldest = slot;
  newest = slot;
}

/** Gives the slot's block back without keeping its elements. */
export function vacate(slot: Slot): void {
  if (slot.chunk === undefined) return;
  unlink(slot);
  residentBytes -= slot.chunk.bytes;
  release(slot.chunk);
  slot.chunk = undefined;
}

/** Forgets the slot's elements for good, wherever they are. */
export function dispose(slot: Slot): void {
  finalizers.unregister(slot);
  vacate(slot);
  slot.data = undefined;
}

function evict(slot: Slot): void {
  slot.data = copyOut(slot.chunk!.ptr, slot.dtype, slot.size);
  finalizers.unregister(slot);
  vacate(slot);
}

/** Evicts least recently used slots until `bytes` more respect the budget, or only pinned ones are left. */
function makeRoom(bytes: number): void {
  let slot = oldest;
  while (slot !== undefined && residentBytes + bytes > budget) {
    const next: Slot | undefined = slot.newer;
    if (slot.pins === 0) evict(slot);
    slot = next;
  }
}

/** A block of core memory, if need be in place of every slot that no running operation uses. */
export function acquire(bytes: number, where: string): Chunk {
  countAllocation(bytes);
  if (bytes > MAX_BYTES) throw new OutOfMemoryError({ where, bytes });
  let chunk = allocate(bytes);
  for (let slot = oldest; chunk === undefined && slot !== undefined; ) {
    const next: Slot | undefined = slot.newer;
    if (slot.pins === 0) {
      evict(slot);
      chunk = allocate(bytes);
    }
    slot = next;
  }
  if (chunk === undefined) throw new OutOfMemoryError({ where, bytes });
  return chunk;
}

/** Gives the slot a block of core memory; what is in it is undefined. `owner` is the tensor whose death frees it. */
export function occupy(slot: Slot, owner: object): void {
  const bytes = slot.size * bytesOf(slot.dtype);
  makeRoom(bytes);
  slot.chunk = acquire(bytes, 'tensor');
  residentBytes += slot.chunk.bytes;
  link(slot);
  finalizers.register(owner, slot, slot);
}

/** Marks the slot as used just now. */
export function touch(slot: Slot): void {
  if (slot === newest) return;
  unlink(slot);
  link(slot);
}

/** Moves the slot's elements into core memory. */
export function enter(slot: Slot, owner: object): void {
  if (slot.chunk !== undefined) {
    touch(slot);
    return;
  }
  occupy(slot, owner);
  copyIn(slot.data!, slot.chunk!.ptr, slot.dtype);
  slot.data = undefined;
}

/** Copies elements to an address of core memory. */
export function copyIn(elements: Elements, ptr: number, dtype: DType): void {
  if (dtype === 'f64') {
    const at = ptr >>> 3;
    if (elements.length > 32) f64.set(elements, at);
    else for (let i = 0; i < elements.length; i++) f64[at + i] = elements[i]!;
  } else {
    const at = ptr >>> 2;
    if (elements.length > 32) f32.set(elements, at);
    else for (let i = 0; i < elements.length; i++) f32[at + i] = elements[i]!;
  }
}

const template: number[] = Array.from({ length: PLAIN }, () => 0.5);

/** Copies elements out of core memory. */
export function copyOut(ptr: number, dtype: DType, size: number): Elements {
  const view = dtype === 'f64' ? f64 : f32;
  const at = dtype === 'f64' ? ptr >>> 3 : ptr >>> 2;
  if (size > PLAIN) {
    countAllocation(size * bytesOf(dtype));
    try {
      return view.slice(at, at + size);
    } catch {
      throw new OutOfMemoryError({ where: 'JavaScript heap', bytes: size * bytesOf(dtype) });
    }
  }
  const elements = template.slice(0, size);
  for (let i = 0; i < size; i++) elements[i] = view[at + i]!;
  return elements;
}

/** A typed array of zeros outside the core. */
export function newArray(dtype: DType, size: number): Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
  countAllocation(size * bytesOf(dtype));
  try {
    return dtype === 'f64' ? new Float64Array(size) : new Float32Array(size);
  } catch {
    throw new OutOfMemoryError({ where: 'JavaScript heap', bytes: size * bytesOf(dtype) });
  }
}

/** The slot's elements for reading, valid until the next allocation. */
export function peek(slot: Slot): Elements {
  if (slot.chunk === undefined) return slot.data!;
  refreshViews();
  const { ptr } = slot.chunk;
  return slot.dtype === 'f64'
    ? f64.subarray(ptr >>> 3, (ptr >>> 3) + slot.size)
    : f32.subarray(ptr >>> 2, (ptr >>> 2) + slot.size);
}
