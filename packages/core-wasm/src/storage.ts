/**
 * Where a tensor's elements live: in exactly one place at a time, and nobody has to free them.
 *
 *     few elements     a JavaScript array, always; copied through the staging area when a kernel needs them
 *     many elements    a chunk of core memory, or a JavaScript typed array before the first use and after an eviction
 *
 * Cells in core memory form a list by last use. When their bytes exceed what may stay, the least recently used are
 * written back to JavaScript arrays, where the garbage collector knows them; a finalizer frees the chunk of a dead tensor
 * sooner, but nothing depends on it: no finalizer runs during a synchronous loop. No WeakRef is used, since one keeps
 * its target alive until the current job ends. An evicted cell is unregistered, so that a loop over a million
 * temporaries leaves nothing behind.
 *
 * What may stay begins modest and grows, up to the budget, by every cell that comes back after an eviction: a loop of
 * temporaries stays within the processor's caches, and a large working set soon fits.
 *
 * Operations do not use this module but `operation.ts`, which speaks of tensors.
 */
import { NablaError } from './errors.js';
import { allocationFails } from './faults.js';
import { allocate, type Chunk, f32, f64, MAX_BYTES, OutOfMemoryError, refreshViews, release } from './memory.js';

/** Element types: IEEE binary64 and binary32. */
export type DType = 'f64' | 'f32';

/** Elements in a typed array outside the core. */
export type TypedElements = Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** Elements outside the core. A plain array holds few of them: it is five times cheaper to make than a typed one. */
export type Elements = TypedElements | number[];

/** Tensors of at most so many bytes never own a chunk of core memory. */
export const SMALL_BYTES = 8192;

/** Up to so many elements a plain array holds them. */
const PLAIN_LENGTH = 1024;

/** Up to so many elements a loop copies faster than `set`. */
const LOOP_LENGTH = 32;

/** The elements of one tensor: in `data` outside the core, in `chunk`, or at `staged` while an operation computes them. */
export class Cell {
  readonly dtype: DType;
  readonly size: number;
  data: Elements | undefined;
  chunk: Chunk | undefined = undefined;
  /** Address in the staging area of a small result that its operation has not kept yet; 0 otherwise. */
  staged = 0;
  /** Whether the elements are a result that its operation has not kept yet. */
  fresh = false;
  /** Whether the elements were written back to `data` for want of room. */
  evicted = false;
  /** How many times running operations use the chunk: while any does, it stays where it is. */
  pins = 0;
  newer: Cell | undefined = undefined;
  older: Cell | undefined = undefined;

  constructor(dtype: DType, size: number, data: Elements | undefined) {
    this.dtype = dtype;
    this.size = size;
    this.data = data;
  }
}

/** Bytes of an element. */
export function bytesOf(dtype: DType): number {
  return dtype === 'f64' ? 8 : 4;
}

/** What may stay in core memory before anything shows that it is needed there. */
const MODEST = 1 << 23;

let budget = 1 << 28;
let working = MODEST;
let residentBytes = 0;
let newest: Cell | undefined;
let oldest: Cell | undefined;

const finalizers: FinalizationRegistry<Cell> = new FinalizationRegistry(vacate);

/** Bytes of tensors in core memory now. */
export function resident(): number {
  return residentBytes;
}

/** How many bytes of tensors may stay in core memory between operations. */
export function memoryBudget(): number {
  return budget;
}

export function setMemoryBudget(bytes: number): void {
  budget = bytes;
  working = Math.min(MODEST, bytes);
  makeRoom(0);
}

function unlink(cell: Cell): void {
  const { newer, older } = cell;
  if (newer !== undefined) newer.older = older;
  else newest = older;
  if (older !== undefined) older.newer = newer;
  else oldest = newer;
  cell.newer = undefined;
  cell.older = undefined;
}

function link(cell: Cell): void {
  cell.older = newest;
  if (newest !== undefined) newest.newer = cell;
  else oldest = cell;
  newest = cell;
}

/** Gives the chunk back without keeping the elements. */
function vacate(cell: Cell): void {
  if (cell.chunk === undefined) return;
  unlink(cell);
  residentBytes -= cell.chunk.bytes;
  release(cell.chunk);
  cell.chunk = undefined;
}

/** Forgets the elements for good, wherever they are. */
export function discard(cell: Cell): void {
  if (cell.chunk !== undefined) {
    finalizers.unregister(cell);
    vacate(cell);
  }
  cell.data = undefined;
  cell.staged = 0;
  cell.fresh = false;
}

function evict(cell: Cell): void {
  cell.data = copyOut(cell.chunk!.ptr, cell.dtype, cell.size);
  cell.evicted = true;
  finalizers.unregister(cell);
  vacate(cell);
}

/** Evicts least recently used cells until `bytes` more may stay, or only pinned ones are left. */
function makeRoom(bytes: number): void {
  let cell = oldest;
  while (cell !== undefined && residentBytes + bytes > working) {
    const next: Cell | undefined = cell.newer;
    if (cell.pins === 0) {
      try {
        evict(cell);
      } catch {
        // No room in JavaScript either; the core may still grow.
        return;
      }
    }
    cell = next;
  }
}

/** A chunk of core memory; when the memory is full, in place of cells that no running operation uses. */
export function acquire(bytes: number, where: string): Chunk {
  if (allocationFails() || bytes > MAX_BYTES) throw new OutOfMemoryError({ where, bytes });
  let chunk = allocate(bytes);
  let cell = oldest;
  while (chunk === undefined && cell !== undefined) {
    const next: Cell | undefined = cell.newer;
    if (cell.pins === 0) {
      evict(cell);
      chunk = allocate(bytes);
    }
    cell = next;
  }
  if (chunk === undefined) throw new OutOfMemoryError({ where, bytes });
  return chunk;
}

/** Gives the cell a chunk; what is in it is undefined. `owner` is the tensor whose death frees it. */
export function occupy(cell: Cell, owner: object): Chunk {
  const bytes = cell.size * bytesOf(cell.dtype);
  makeRoom(bytes);
  const chunk = acquire(bytes, 'tensor');
  cell.chunk = chunk;
  residentBytes += chunk.bytes;
  link(cell);
  finalizers.register(owner, cell, cell);
  return chunk;
}

/** Moves the cell's elements into core memory, or marks them as used just now when they are there. */
export function enter(cell: Cell, owner: object): Chunk {
  if (cell.chunk !== undefined) {
    if (cell !== newest) {
      unlink(cell);
      link(cell);
    }
    return cell.chunk;
  }
  if (cell.evicted) {
    working = Math.min(budget, working + cell.size * bytesOf(cell.dtype));
    cell.evicted = false;
  }
  const chunk = occupy(cell, owner);
  copyIn(cell.data!, chunk.ptr, cell.dtype);
  cell.data = undefined;
  return chunk;
}

/** Copies elements to an address of core memory. */
export function copyIn(elements: Elements, ptr: number, dtype: DType): void {
  const length = elements.length;
  if (dtype === 'f64') {
    const at = ptr >>> 3;
    if (length > LOOP_LENGTH) f64.set(elements, at);
    else for (let i = 0; i < length; i++) f64[at + i] = elements[i]!;
  } else {
    const at = ptr >>> 2;
    if (length > LOOP_LENGTH) f32.set(elements, at);
    else for (let i = 0; i < length; i++) f32[at + i] = elements[i]!;
  }
}

/** Copied for every small result, so that the new array starts out as one of doubles. */
const template: readonly number[] = Array.from({ length: PLAIN_LENGTH }, () => 0.5);

/** An array of up to PLAIN_LENGTH numbers, to be overwritten. */
export function plainArray(size: number): number[] {
  return template.slice(0, size);
}

/** Copies elements out of core memory. */
export function copyOut(ptr: number, dtype: DType, size: number): Elements {
  if (size > PLAIN_LENGTH) {
    const elements = newArray(dtype, size);
    elements.set(viewOf(ptr, dtype, size));
    return elements;
  }
  const elements = plainArray(size);
  if (dtype === 'f64') {
    const at = ptr >>> 3;
    for (let i = 0; i < size; i++) elements[i] = f64[at + i]!;
  } else {
    const at = ptr >>> 2;
    for (let i = 0; i < size; i++) elements[i] = f32[at + i]!;
  }
  return elements;
}

/** A typed array of zeros outside the core. */
export function newArray(dtype: DType, size: number): TypedElements {
  const bytes = size * bytesOf(dtype);
  if (allocationFails()) throw new OutOfMemoryError({ where: 'JavaScript heap', bytes });
  try {
    return dtype === 'f64' ? new Float64Array(size) : new Float32Array(size);
  } catch {
    throw new OutOfMemoryError({ where: 'JavaScript heap', bytes });
  }
}

function viewOf(ptr: number, dtype: DType, size: number): TypedElements {
  refreshViews();
  if (dtype === 'f64') return f64.subarray(ptr >>> 3, (ptr >>> 3) + size);
  return f32.subarray(ptr >>> 2, (ptr >>> 2) + size);
}

/** The elements where they are, for reading at once: any allocation may detach or reuse them. */
export function peek(cell: Cell): Elements | undefined {
  return cell.chunk === undefined ? cell.data : viewOf(cell.chunk.ptr, cell.dtype, cell.size);
}

/** The name of an element type, or the default when there is none. */
export function checkedDType(where: string, dtype: unknown, otherwise: DType = 'f64'): DType {
  if (dtype === undefined) return otherwise;
  if (dtype !== 'f64' && dtype !== 'f32') throw new DTypeError(where, "the dtype 'f64' or 'f32'", String(dtype));
  return dtype;
}

/** Element types that do not fit together, or a name that is none. */
export class DTypeError extends NablaError {
  readonly code: string = 'DTYPE';

  constructor(where: string, expected: string, got: string) {
    super(`${where}: expected ${expected}, got ${got}`, { where, expected, got });
  }
}
