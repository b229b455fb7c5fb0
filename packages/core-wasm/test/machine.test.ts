import { ArgumentError, configure, OutOfMemoryError } from '@nablajs/core-wasm';
import { allocate, kernels, memory } from '@nablajs/core-wasm/machine';
import { afterEach, describe, expect, test } from 'vitest';
import { memoryBytes } from '../src/memory.js';

afterEach(() => configure({ reproducible: false }));

describe('blocks', () => {
  test('are aligned, hold what is written, and survive growth at their address', () => {
    const a = allocate(3 * 8);
    expect(a.ptr % 16).toBe(0);
    const address = a.ptr;
    const view = a.f64();
    view.set([1, 2, 3]);
    const large = allocate(memoryBytes());
    expect(a.ptr).toBe(address);
    expect(view.length).toBe(0);
    expect([...a.f64()]).toEqual([1, 2, 3]);
    large.free();
    a.free();
  });

  test('show themselves as f64, f32 and i32, whole or in part', () => {
    const a = allocate(32);
    a.f64(8, 2).fill(1);
    expect([...a.f32(8, 2)]).toEqual([0, 1.875]);
    expect([...a.i32(12, 1)]).toEqual([0x3ff00000]);
    expect([a.f64().length, a.f32().length, a.i32(4).length]).toEqual([4, 8, 7]);
    a.free();
  });

  test.each([
    ['a view past the end', () => allocate(16).f64(8, 2)],
    ['a view before the start', () => allocate(16).f64(-8)],
    ['a view off its alignment', () => allocate(16).f64(4, 1)],
    ['a negative size', () => allocate(-1)],
    ['a size that is not whole', () => allocate(1.5)],
    ['a size that is a text', () => allocate('8' as never)],
  ])('%s is refused', (_, call) => {
    expect(call).toThrow(ArgumentError);
  });

  test('freed ones are refused, and freeing twice does no harm', () => {
    const a = allocate(64);
    a.free();
    a.free();
    expect(() => a.f64()).toThrow(/freed/);
  });

  test('what does not fit is an OutOfMemoryError', () => {
    expect(() => allocate(2 ** 40)).toThrow(OutOfMemoryError);
  });
});

test('kernels work on the memory, and on that of modules made at run time', () => {
  const x = allocate(16);
  x.f64().set([0, 1]);
  kernels().vdExp(2, x.ptr, x.ptr);
  expect(x.f64()[0]).toBe(1);
  expect(x.f64()[1]).toBeCloseTo(Math.E, 15);
  // (module (import "env" "memory" (memory 1)) (func (export "get") (param i32) (result f64) (f64.load (local.get 0))))
  const module = new WebAssembly.Module(
    Uint8Array.from([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 124, 2, 15, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114,
      121, 2, 0, 1, 3, 2, 1, 0, 7, 7, 1, 3, 103, 101, 116, 0, 0, 10, 9, 1, 7, 0, 32, 0, 43, 3, 0, 11,
    ]),
  );
  const { exports } = new WebAssembly.Instance(module, { env: { memory: memory() } });
  expect((exports.get as (ptr: number) => number)(x.ptr + 8)).toBe(x.f64()[1]);
  x.free();
});

test('the reproducible build works on the same memory, and kernels got before go on working', () => {
  const before = kernels();
  configure({ reproducible: true });
  const after = kernels();
  expect(kernels()).toBe(after);
  expect(before.dExp(1.25)).toBe(after.dExp(1.25));
  const x = allocate(8);
  x.f64()[0] = 2;
  after.vdLog(1, x.ptr, x.ptr);
  expect(x.f64()[0]).toBe(before.dLog(2));
  x.free();
});
