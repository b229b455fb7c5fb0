/**
 * What tests do to the memory, all off otherwise: refuse the k-th allocation, keep red zones behind every chunk and every
 * piece of the staging area, in which a kernel that writes past its end leaves a trace, and begin the heap elsewhere, so
 * that nothing works by the luck of an address.
 */

/** Bytes of a red zone; 0 when there are none. */
export let redZone = 0;

/** Bytes that the heap begins later. */
export let heapOffset = 0;

const PAINT = 0xa5;

let countdown = 0;

/** Keeps a red zone of `bytes` behind whatever is allocated from now on; nothing may be allocated yet. */
export function setRedZone(bytes: number): void {
  redZone = bytes;
}

/** Begins the heap `bytes` later, a multiple of 64; nothing may be allocated yet. */
export function setHeapOffset(bytes: number): void {
  heapOffset = bytes;
}

/** Makes the k-th allocation from now fail, 1 being the next; 0 takes that back. Whether an earlier order was pending. */
export function failAllocation(k: number): boolean {
  const pending = countdown > 0;
  countdown = k;
  return pending;
}

/** Counts an allocation, and says whether it is the one to fail. */
export function allocationFails(): boolean {
  return countdown > 0 && --countdown === 0;
}

/** Fills a red zone. */
export function paint(memory: Uint8Array, from: number, to: number): void {
  memory.fill(PAINT, from, to);
}

/** Throws if somebody has written to a red zone. */
export function verify(memory: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    if (memory[i] !== PAINT) throw new Error(`core memory: a write ${i - from} bytes past the end, at address ${i}`);
  }
}
