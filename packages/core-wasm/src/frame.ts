/**
 * Operations in progress: what they hold in core memory, and how it is let go. Frames nest like calls, and each is closed
 * by `end` whatever happened in between, which releases its pins, its scratch and every result it did not keep.
 * `operation.ts` says how an operation is written with this.
 */
import { ArgumentError } from './errors.js';
import { paint, redZone, verify } from './faults.js';
import { type Kernels, kernels } from './load.js';
import { type Chunk, f64, refreshViews, release, STAGING_BYTES, STAGING_START, u8 } from './memory.js';
import { acquire, bytesOf, type Cell, copyIn, copyOut, discard, enter, occupy, SMALL_BYTES } from './storage.js';

const STAGING_END = STAGING_START + STAGING_BYTES;

/** Cells that open frames hold, and chunks that are their scratch. */
const held: Cell[] = [];
const scratches: Chunk[] = [];
/** Three numbers for each open frame: the staging area's top and the lengths of the two lists at its beginning. */
const marks: number[] = [];
let top = STAGING_START;
/** Beginnings and ends of the red zones in the staging area. */
const zones: number[] = [];

/** Opens a frame and gives the kernels. */
export function begin(): Kernels {
  const core = kernels();
  if (f64.length === 0) refreshViews();
  marks.push(top, held.length, scratches.length);
  return core;
}

/** Closes the innermost frame. */
export function end(): void {
  const scratchMark = marks.pop()!;
  const heldMark = marks.pop()!;
  const topMark = marks.pop()!;
  if (redZone > 0) verifyZones(topMark);
  top = topMark;
  while (held.length > heldMark) {
    const cell = held.pop()!;
    if (cell.pins > 0) cell.pins--;
    if (cell.fresh) discard(cell);
  }
  while (scratches.length > scratchMark) release(scratches.pop()!);
}

function verifyZones(from: number): void {
  while (zones.length > 0 && zones[zones.length - 1]! > from) {
    const to = zones.pop()!;
    verify(u8, zones.pop()!, to);
  }
}

/** An address with room for `bytes` until the frame ends, aligned to 64 bytes. */
export function scratch(bytes: number): number {
  const ptr = top;
  if (bytes + redZone <= STAGING_END - ptr) {
    top = ptr + ((bytes + redZone + 63) & -64);
    if (redZone > 0) {
      paint(u8, ptr + bytes, top);
      zones.push(ptr + bytes, top);
    }
    return ptr;
  }
  const chunk = acquire(bytes, 'scratch');
  scratches.push(chunk);
  return chunk.ptr;
}

/** The address of the cell's elements, fixed until the frame ends. */
export function pinCell(cell: Cell, owner: object): number {
  if (cell.staged !== 0) return cell.staged;
  const { data } = cell;
  if (data !== undefined && cell.size * bytesOf(cell.dtype) <= SMALL_BYTES) {
    const ptr = scratch(cell.size * bytesOf(cell.dtype));
    copyIn(data, ptr, cell.dtype);
    return ptr;
  }
  if (data === undefined && cell.chunk === undefined) throw disposed();
  const chunk = enter(cell, owner);
  cell.pins++;
  held.push(cell);
  return chunk.ptr;
}

/** Gives an empty cell its place in core memory, as a result of the innermost frame. */
export function openResult(cell: Cell, owner: object): void {
  const bytes = cell.size * bytesOf(cell.dtype);
  if (bytes <= SMALL_BYTES) {
    cell.staged = scratch(bytes);
  } else {
    occupy(cell, owner);
    cell.pins++;
  }
  cell.fresh = true;
  held.push(cell);
}

/** Makes a result outlive its frame. */
export function keepCell(cell: Cell): void {
  if (cell.staged !== 0) {
    cell.data = copyOut(cell.staged, cell.dtype, cell.size);
    cell.staged = 0;
  }
  cell.fresh = false;
}

/** The error of using a tensor after its end. */
export function disposed(): ArgumentError {
  return new ArgumentError({ where: 'tensor', expected: 'one that has its elements', got: 'one that was disposed of' });
}
