/**
 * The core's memory: one WebAssembly.Memory that every build of the core imports, and its allocator.
 *
 * Two-level segregated fit: a free block of u units (1 unit = 64 bytes) waits in list (⌊log₂ u⌋, next 4 bits of u), two
 * bitmaps find the first list that fits, so allocating and freeing take constant time. The bookkeeping lives in
 * JavaScript objects, out of reach of a kernel that writes past its end.
 *
 * Source: M. Masmano, I. Ripoll, A. Crespo, J. Real, "TLSF: a new dynamic memory allocator for real-time systems",
 * ECRTS 2004.
 */
import { NablaError } from './errors.js';
import { heapOffset, paint, redZone, verify } from './faults.js';

/** The builds' static data lies below (scripts/build-wasm.mjs checks it). */
const STATIC_END = 1 << 18;
/** The staging area, between static data and heap: operands and results too small to own a block pass through it. */
export const STAGING_START: number = STATIC_END;
export const STAGING_BYTES: number = 1 << 17;
const HEAP_START = STATIC_END + STAGING_BYTES;
const PAGE = 1 << 16;
const MAX_PAGES = 1 << 16;
/** 32 MiB: only address space until it is used, and room for everything that small programs ever hold. */
const INITIAL_PAGES = 512;
/** Bytes of a unit: a cache line, so that no vector of a block straddles two lines. */
const UNIT = 64;

/** The largest block that could ever exist, in bytes. */
export const MAX_BYTES: number = MAX_PAGES * PAGE - HEAP_START;

/** WebAssembly.Memory where the consumer's libraries declare it, and what is used of it where they do not. */
export type CoreMemory = typeof globalThis extends { WebAssembly: { Memory: { prototype: infer Memory } } }
  ? Memory
  : { readonly buffer: ArrayBuffer; grow(pages: number): number };

let store: CoreMemory | undefined;

/** Views over the whole memory. Read them afresh after anything that may allocate: growth replaces them. */
export let f64: Float64Array<ArrayBuffer> = new Float64Array(0);
export let f32: Float32Array<ArrayBuffer> = new Float32Array(0);
export let i32: Int32Array<ArrayBuffer> = new Int32Array(0);
export let u8: Uint8Array<ArrayBuffer> = new Uint8Array(0);

/** The memory itself, created at first use. */
export function coreMemory(): CoreMemory {
  if (store === undefined) {
    store = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAX_PAGES });
    refreshViews();
    heapEnd = INITIAL_PAGES * PAGE;
    const start = HEAP_START + heapOffset;
    last = new Chunk(start, heapEnd - start, undefined);
    insert(last);
  }
  return store;
}

/** Makes the views current, if somebody else has grown the memory. */
export function refreshViews(): void {
  const buffer = coreMemory().buffer as ArrayBuffer;
  if (f64.buffer === buffer) return;
  f64 = new Float64Array(buffer);
  f32 = new Float32Array(buffer);
  i32 = new Int32Array(buffer);
  u8 = new Uint8Array(buffer);
}

/** A stretch of the memory, free or in use; its neighbours by address and, when free, in its list. */
export class Chunk {
  ptr: number;
  bytes: number;
  /** Bytes that were asked for; the rest up to `bytes` is nobody's. */
  used = 0;
  free = false;
  before: Chunk | undefined;
  after: Chunk | undefined = undefined;
  next: Chunk | undefined = undefined;
  previous: Chunk | undefined = undefined;

  constructor(ptr: number, bytes: number, before: Chunk | undefined) {
    this.ptr = ptr;
    this.bytes = bytes;
    this.before = before;
  }
}

let heapEnd = 0;
let last: Chunk | undefined;
let live = 0;

const SECOND = 16;
const heads: (Chunk | undefined)[] = new Array(28 * SECOND).fill(undefined);
const secondMaps = new Uint16Array(28);
let firstMap = 0;

/** Bytes of the whole memory; 0 before its first use. */
export function memoryBytes(): number {
  return heapEnd;
}

/** Bytes in use by chunks. */
export function liveBytes(): number {
  return live;
}

/** List of blocks of at least `units` units and less than the next list's. */
function listOf(units: number): number {
  if (units < SECOND) return units;
  const exponent = 31 - Math.clz32(units);
  return (exponent - 3) * SECOND + ((units >>> (exponent - 4)) & (SECOND - 1));
}

function insert(chunk: Chunk): void {
  const list = listOf(chunk.bytes / UNIT);
  const head = heads[list];
  chunk.free = true;
  chunk.previous = undefined;
  chunk.next = head;
  if (head !== undefined) head.previous = chunk;
  heads[list] = chunk;
  firstMap |= 1 << (list >>> 4);
  secondMaps[list >>> 4] |= 1 << (list & 15);
}

function remove(chunk: Chunk): void {
  const { next, previous } = chunk;
  chunk.free = false;
  if (next !== undefined) next.previous = previous;
  if (previous !== undefined) {
    previous.next = next;
  } else {
    const list = listOf(chunk.bytes / UNIT);
    heads[list] = next;
    if (next === undefined && (secondMaps[list >>> 4] &= ~(1 << (list & 15))) === 0) firstMap &= ~(1 << (list >>> 4));
  }
  chunk.next = undefined;
  chunk.previous = undefined;
}

/** A free chunk of at least `bytes`, or undefined. */
function find(bytes: number): Chunk | undefined {
  const units = bytes / UNIT;
  // Round up to the next list, whose every chunk is large enough.
  const exponent = 31 - Math.clz32(units);
  const list = listOf(units < SECOND ? units : units + (1 << (exponent - 4)) - 1);
  let first = list >>> 4;
  let second = secondMaps[first] & (-1 << (list & 15));
  if (second === 0) {
    const above = firstMap & (-1 << (first + 1));
    if (above === 0) return undefined;
    first = 31 - Math.clz32(above & -above);
    second = secondMaps[first];
  }
  return heads[first * SECOND + 31 - Math.clz32(second & -second)];
}

/** A free chunk of at least `bytes` in the list where larger and smaller ones are together; better than growing. */
function search(bytes: number): Chunk | undefined {
  let chunk = heads[listOf(bytes / UNIT)];
  while (chunk !== undefined && chunk.bytes < bytes) chunk = chunk.next;
  return chunk;
}

/** Adds at least `bytes` to the end of the heap; false when the memory cannot grow so far. */
function grow(bytes: number): boolean {
  const memory = coreMemory();
  const missing = bytes - (last?.free ? last.bytes : 0);
  const needed = Math.ceil(missing / PAGE);
  const generous = Math.min(Math.max(needed, (heapEnd / PAGE) >> 2), MAX_PAGES - heapEnd / PAGE);
  if (heapEnd / PAGE + needed > MAX_PAGES) return false;
  let pages = generous;
  try {
    memory.grow(pages);
  } catch {
    try {
      memory.grow((pages = needed));
    } catch {
      return false;
    }
  }
  refreshViews();
  const chunk = new Chunk(heapEnd, pages * PAGE, last);
  if (last !== undefined) last.after = chunk;
  last = chunk;
  heapEnd += pages * PAGE;
  chunk.used = chunk.bytes;
  live += chunk.bytes;
  release(chunk);
  return true;
}

/** A chunk of at least `bytes`, or undefined when the memory is full. */
export function allocate(bytes: number): Chunk | undefined {
  coreMemory();
  const size = Math.max(UNIT, Math.ceil((bytes + redZone) / UNIT) * UNIT);
  if (size > MAX_BYTES) return undefined;
  let chunk = find(size) ?? search(size);
  if (chunk === undefined) {
    if (!grow(size)) return undefined;
    chunk = find(size) ?? search(size)!;
  }
  remove(chunk);
  if (chunk.bytes > size) {
    const rest = new Chunk(chunk.ptr + size, chunk.bytes - size, chunk);
    rest.after = chunk.after;
    if (rest.after !== undefined) rest.after.before = rest;
    else last = rest;
    chunk.after = rest;
    chunk.bytes = size;
    insert(rest);
  }
  live += chunk.bytes;
  chunk.used = bytes;
  if (redZone > 0) paint(u8, chunk.ptr + bytes, chunk.ptr + chunk.bytes);
  return chunk;
}

/** Gives a chunk back, joined to its free neighbours. */
export function release(chunk: Chunk): void {
  if (redZone > 0) verify(u8, chunk.ptr + chunk.used, chunk.ptr + chunk.bytes);
  live -= chunk.bytes;
  const { before, after } = chunk;
  if (after?.free) {
    remove(after);
    chunk.bytes += after.bytes;
    chunk.after = after.after;
    if (chunk.after !== undefined) chunk.after.before = chunk;
    else last = chunk;
  }
  if (before?.free) {
    remove(before);
    before.bytes += chunk.bytes;
    before.after = chunk.after;
    if (before.after !== undefined) before.after.before = before;
    else last = before;
    insert(before);
    return;
  }
  insert(chunk);
}

/** Elements that do not fit in the memory that there is. */
export class OutOfMemoryError extends NablaError {
  readonly code: string = 'OUT_OF_MEMORY';

  constructor(facts: { where: string; bytes: number }) {
    super(`${facts.where}: ${facts.bytes} bytes do not fit; the core addresses at most ${MAX_BYTES}`, facts);
  }
}
