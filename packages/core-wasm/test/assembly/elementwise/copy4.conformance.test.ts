import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { describe, expect, test } from 'vitest';

/** y[i·sy] := x[i·sx] as it is written. */
function copy(n: readonly number[], x: number[], sx: readonly number[], y: number[], sy: readonly number[]): void {
  for (let a = 0; a < n[0]!; a++) {
    for (let b = 0; b < n[1]!; b++) {
      for (let c = 0; c < n[2]!; c++) {
        for (let d = 0; d < n[3]!; d++) {
          const from = a * sx[0]! + b * sx[1]! + c * sx[2]! + d * sx[3]!;
          y[a * sy[0]! + b * sy[1]! + c * sy[2]! + d * sy[3]!] = x[from]!;
        }
      }
    }
  }
}

type Four = [number, number, number, number];

/** Lengths, strides of x, strides of y. */
const CASES: [string, Four, Four, Four][] = [
  ['rows', [1, 1, 5, 7], [0, 0, 7, 1], [0, 0, 7, 1]],
  ['rows of part of a matrix', [1, 1, 5, 3], [0, 0, 11, 1], [0, 0, 3, 1]],
  ['rows into part of a matrix', [1, 1, 5, 3], [0, 0, 3, 1], [0, 0, 13, 1]],
  ['one number repeated', [2, 1, 3, 5], [0, 0, 0, 0], [15, 0, 5, 1]],
  ['every second', [1, 2, 3, 5], [0, 40, 13, 2], [0, 15, 5, 1]],
  ['backwards in y', [1, 1, 2, 3], [0, 0, 3, 1], [0, 0, 1, 2]],
  ['nothing', [1, 1, 0, 5], [0, 0, 5, 1], [0, 0, 5, 1]],
];
// Transposes at sizes around the register squares (2, 4) and the blocks (16 rows, 8 or 16 columns).
for (const m of [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 65, 129]) {
  for (const n of [1, 2, 3, 5, 8, 9, 15, 16, 17, 70])
    CASES.push([`transpose to ${m}×${n}`, [1, 1, m, n], [0, 0, 1, m], [0, 0, n, 1]]);
}
CASES.push(['a stack of transposes', [3, 2, 9, 10], [200, 100, 1, 10], [180, 90, 10, 1]]);

describe.each([
  ['dcopy4', 8],
  ['scopy4', 4],
] as const)('%s', (name, bytes) => {
  test.each(CASES)('%s', (_, n, sx, sy) => {
    const reach = (strides: Four): number => strides.reduce((sum, s, k) => sum + s * Math.max(n[k]! - 1, 0), 1);
    const x = Array.from({ length: reach(sx) }, (_, i) => i + 1);
    const y = new Array<number>(reach(sy) + 4).fill(-1);
    // One element off, so that nothing is aligned to a vector.
    const [xs, ys] = [allocate((x.length + 1) * bytes), allocate((y.length + 1) * bytes)];
    const view = (block: typeof xs): Float64Array | Float32Array => (bytes === 8 ? block.f64(8) : block.f32(4));
    view(xs).set(x);
    view(ys).set(y);
    kernels()[name](...n, xs.ptr + bytes, ...sx, ys.ptr + bytes, ...sy);
    copy(n, x, sx, y, sy);
    expect(Array.from(view(ys))).toEqual(y);
    xs.free();
    ys.free();
  });
});
