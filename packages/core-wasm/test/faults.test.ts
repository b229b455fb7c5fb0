import { afterAll, expect, test } from 'vitest';
import { heapOffset, setRedZone } from '../src/faults.js';
import { allocate, f64, release, STAGING_BYTES, STAGING_START } from '../src/memory.js';
import { begin, end, scratch } from '../src/operation.js';

afterAll(() => setRedZone(0));

test('a write past the end of a chunk or of scratch is found', () => {
  setRedZone(64);
  const chunk = allocate(80)!;
  f64[(chunk.ptr + 72) >>> 3] = 1;
  release(chunk);

  const spoilt = allocate(80)!;
  f64[(spoilt.ptr + 80) >>> 3] = 1;
  expect(() => release(spoilt)).toThrow(/0 bytes past the end/);

  begin();
  const ptr = scratch(24);
  f64[(ptr + 16) >>> 3] = 1;
  end();

  begin();
  f64[(scratch(24) + 32) >>> 3] = 1;
  expect(end).toThrow(/past the end/);
});

test('the heap begins where it was told to', () => {
  let first = allocate(64)!;
  while (first.before !== undefined) first = first.before;
  expect(first.ptr).toBe(STAGING_START + STAGING_BYTES + heapOffset);
  if (heapOffset > 0) expect(heapOffset % 64).toBe(0);
});
