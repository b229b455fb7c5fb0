import { allocate } from '@nablajs/core-wasm/machine';
import { expect, test } from 'vitest';
import { streams } from '../../src/rivals/streams.js';

test('the loops go through every number of both blocks', () => {
  const [x, y] = [allocate(24 * 8), allocate(24 * 8)];
  x.f64().set(Array.from({ length: 24 }, (_, i) => i));
  y.f64().set(Array.from({ length: 24 }, (_, i) => 100 * i));
  const loops = streams();
  // Lane 0 of the sums: the even numbers.
  expect(loops.read(x.ptr, y.ptr, 24 * 8)).toBe(101 * 132);
  loops.update(x.ptr, y.ptr, 24 * 8);
  expect([...y.f64()]).toEqual(Array.from({ length: 24 }, (_, i) => 101 * i));
  x.free();
  y.free();
});
