import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { expect, test } from 'vitest';
import { special } from './specialValues.js';

type Kernel = (...args: number[]) => number;
const core = kernels() as unknown as Record<string, Kernel>;
const { NaN: nan, POSITIVE_INFINITY: inf, MIN_VALUE: tiny, MAX_VALUE: huge } = Number;
const halfPi = Math.PI / 2;

/** vdName and vsName over a list. */
function apply(name: string, xs: readonly number[], float = false): number[] {
  const block = allocate(16 * Math.max(1, xs.length));
  const x = float ? block.f32(0, xs.length) : block.f64(0, xs.length);
  x.set(xs);
  core[`${float ? 'vs' : 'vd'}${name}`]!(xs.length, block.ptr, block.ptr);
  const out = Array.from(x);
  block.free();
  return out;
}

for (const [name, table] of Object.entries(special)) {
  test(`${name} at special values`, () => {
    for (const [x, y] of table) {
      const [got] = apply(name, [x]);
      expect(
        Object.is(got, y),
        `${name}(${Object.is(x, -0) ? '-0' : x}) = ${y}, got ${Object.is(got, -0) ? '-0' : got}`,
      ).toBe(true);
      const rounded = Math.fround(x);
      if (!Object.is(rounded, x) || Object.is(Math.fround(y), y) === false) continue;
      const [single] = apply(name, [x], true);
      expect(Object.is(single, y), `${name}(${x}) = ${y} in f32, got ${single}`).toBe(true);
    }
    expect(apply(name, [nan])).toEqual([nan]);
    expect(apply(name, [nan], true)).toEqual([nan]);
  });

  test(`${name} gives a lane the same bits at every position and length, with NaN beside it`, () => {
    const xs = [0.3, 0.75, 5e-324, 1, 0.05, 3, 1e300, -0.5, 20, 1e-9, 0, -7, 700, 2.5, 1e9, -750];
    for (const float of [false, true]) {
      const alone = xs.map((x) => apply(name, [x], float)[0]!);
      for (let from = 0; from < 4; from++) {
        for (let to = from; to <= from + 9; to++) {
          expect(apply(name, xs.slice(from, to), float)).toEqual(alone.slice(from, to));
          for (let hole = from; hole < to; hole++) {
            const holed = xs.slice(from, to).map((x, i) => (i + from === hole ? nan : x));
            expect(apply(name, holed, float)).toEqual(
              alone.slice(from, to).map((y, i) => (i + from === hole ? nan : y)),
            );
          }
        }
      }
      expect(apply(name, xs, float)).toEqual(alone);
      if (!float && core[`d${name}`]) expect(xs.map((x) => core[`d${name}`]!(x))).toEqual(alone);
    }
  });
}

test('pow has the special cases of C99', () => {
  const cases: [number, number, number][] = [
    [0, 3, 0],
    [-0, 3, -0],
    [-0, 2, 0],
    [0, -1, inf],
    [-0, -1, -inf],
    [-0, -2, inf],
    [-0, -0.5, inf],
    [-1, inf, 1],
    [-1, -inf, 1],
    [1, nan, 1],
    [1, inf, 1],
    [nan, 0, 1],
    [inf, 0, 1],
    [-inf, -0, 1],
    [-2, 0.5, nan],
    [-8, 1 / 3, nan],
    [0.5, -inf, inf],
    [2, -inf, 0],
    [0.5, inf, 0],
    [-2, inf, inf],
    [-inf, -3, -0],
    [-inf, -2, 0],
    [-inf, 3, -inf],
    [-inf, 2, inf],
    [-inf, 0.5, inf],
    [inf, -1, 0],
    [inf, 2, inf],
    [nan, 1, nan],
    [2, nan, nan],
    [-2, 3, -8],
    [-2, -3, -0.125],
    [2, 1024, inf],
    [2, -1074, tiny],
    [2, -1076, 0],
    [-2, 1025, -inf],
    [-2, 2 ** 53, inf],
    [10, 2, 100],
    [huge, 1, huge],
  ];
  for (const [x, y, z] of cases) expect(core.dPow!(x, y), `pow(${x}, ${y})`).toBe(z);
});

test('atan2 has the special cases of C99', () => {
  const pi = Math.PI;
  const cases: [number, number, number][] = [
    [0, -0, pi],
    [-0, -0, -pi],
    [0, 0, 0],
    [-0, 0, -0],
    [0, -1, pi],
    [-0, -1, -pi],
    [0, 1, 0],
    [-0, 1, -0],
    [-1, 0, -halfPi],
    [1, -0, halfPi],
    [1, -inf, pi],
    [-1, -inf, -pi],
    [1, inf, 0],
    [-1, inf, -0],
    [inf, 1, halfPi],
    [-inf, -1, -halfPi],
    [inf, -inf, 0.75 * pi],
    [-inf, -inf, -0.75 * pi],
    [inf, inf, pi / 4],
    [-inf, inf, -pi / 4],
    [nan, 1, nan],
    [1, nan, nan],
    [tiny, huge, 0],
    [huge, tiny, halfPi],
    [tiny, -huge, pi],
    [tiny, tiny, pi / 4],
  ];
  for (const [y, x, angle] of cases) expect(core.dAtan2!(y, x), `atan2(${y}, ${x})`).toBe(angle);
});

test('hypot neither overflows nor underflows', () => {
  expect(core.dHypot!(3 * 2 ** 900, 4 * 2 ** 900)).toBe(5 * 2 ** 900);
  expect(core.dHypot!(3 * tiny, 4 * tiny)).toBe(5 * tiny);
  expect(core.dHypot!(nan, -inf)).toBe(inf);
  expect(core.dHypot!(nan, 1)).toBeNaN();
  expect(core.dHypot!(-0, 0)).toBe(0);
});
