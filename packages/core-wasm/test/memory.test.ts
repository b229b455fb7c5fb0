import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, type Chunk, f64, liveBytes, MAX_BYTES, memoryBytes, release, u8 } from '../src/memory.js';

/** The chunks around one lie side by side, know each other, and no two free ones are neighbours. */
function expectSound(chunk: Chunk): void {
  let first = chunk;
  while (first.before !== undefined) first = first.before;
  let end = first.ptr;
  for (let at: Chunk | undefined = first; at !== undefined; at = at.after) {
    if (at.ptr !== end) expect.fail(`a gap before ${at.ptr}`);
    if (at.after !== undefined && at.after.before !== at)
      expect.fail(`${at.after.ptr} does not know what is before it`);
    if (at.free && at.after?.free) expect.fail(`two free chunks at ${at.ptr}`);
    end += at.bytes;
  }
  expect(end).toBe(memoryBytes());
}

describe('the allocator', () => {
  test('gives aligned chunks that do not overlap, and joins what comes back', () => {
    const before = liveBytes();
    const step = fc.oneof(
      fc.record({ bytes: fc.oneof(fc.nat(200), fc.nat(10_000), fc.nat(1_000_000)) }),
      fc.record({ free: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const chunks: { chunk: Chunk; bytes: number; mark: number }[] = [];
        const drop = (at: number): void => {
          const { chunk, bytes, mark } = chunks.splice(at, 1)[0]!;
          for (let i = 0; i < bytes; i += 97) if (u8[chunk.ptr + i] !== mark) expect.fail('overwritten by another');
          release(chunk);
        };
        for (const [i, move] of steps.entries()) {
          if ('bytes' in move) {
            const chunk = allocate(move.bytes)!;
            expect(chunk.ptr % 64).toBe(0);
            u8.fill(i & 255, chunk.ptr, chunk.ptr + move.bytes);
            chunks.push({ chunk, bytes: move.bytes, mark: i & 255 });
            expectSound(chunk);
          } else if (chunks.length > 0) {
            drop(move.free % chunks.length);
          }
        }
        while (chunks.length > 0) drop(chunks.length - 1);
        expect(liveBytes()).toBe(before);
      }),
      { numRuns: 60, seed: 4 },
    );
    // Everything is one chunk again: almost all of the memory can be had at once, without growth. The rest is what lies
    // below the heap, which the checked run begins up to 1 MiB later, and what rounding up to a list of blocks takes.
    const size = memoryBytes();
    const all = allocate(size - 2 ** 22)!;
    expect(memoryBytes()).toBe(size);
    release(all);
  });

  test('grows when it must, keeps what is there, and shows it under the new views', () => {
    const first = allocate(64)!;
    f64[first.ptr >>> 3] = 42;
    const before = memoryBytes();
    const second = allocate(before)!;
    expect(memoryBytes()).toBeGreaterThan(before);
    expect(u8.length).toBe(memoryBytes());
    expect(f64[first.ptr >>> 3]).toBe(42);
    release(second);
    release(first);
  });

  test('says no to what cannot be', () => {
    expect(allocate(MAX_BYTES + 1)).toBeUndefined();
    expect(allocate(Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});
