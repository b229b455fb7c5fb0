import { allocate, kernels } from '@nablajs/core-wasm/machine';
import { indexIn, layouts, seededUniform } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

// Sizes on both sides of the tile (32).
const shapes = [
  [0, 3],
  [3, 0],
  [1, 1],
  [2, 65],
  [65, 5],
  [31, 33],
  [32, 32],
  [33, 64],
] as const;

describe.each(['f64', 'f32'] as const)('lacpy %s', (dtype) => {
  const bytes = dtype === 'f64' ? 8 : 4;

  it('B = α·A between any two layouts, and nothing else is written', () => {
    const core = kernels();
    const lacpy = dtype === 'f64' ? core.dlacpy : core.slacpy;
    const random = seededUniform(7);
    for (const [m, n] of shapes) {
      for (const from of layouts(m, n)) {
        for (const to of layouts(m, n)) {
          for (const alpha of [1, -0.5]) {
            const [a, b] = [allocate(from.length * bytes), allocate(to.length * bytes)];
            const x = a[dtype](0, from.length);
            const y = b[dtype](0, to.length);
            for (let i = 0; i < x.length; i++) x[i] = random();
            const expected = y.fill(0.25).slice();
            for (let i = 0; i < m; i++) {
              for (let j = 0; j < n; j++) expected[indexIn(to, i, j)] = alpha * x[indexIn(from, i, j)]!;
            }
            const [p, q] = [a.ptr + from.first * bytes, b.ptr + to.first * bytes];
            lacpy(m, n, alpha, p, from.rowStride, from.colStride, q, to.rowStride, to.colStride);
            expect(y.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
            a.free();
            b.free();
          }
        }
      }
    }
  });

  it('langeMax and lange1: the largest entry and column sum, NaN if there is one', () => {
    const core = kernels();
    const [max, sum] = dtype === 'f64' ? [core.dlangeMax, core.dlange1] : [core.slangeMax, core.slange1];
    const block = allocate(6 * bytes);
    const a = block[dtype](0, 6);
    a.set([1, -7, 3, 4, -5, 6]);
    expect([max(2, 3, block.ptr, 3, 1), sum(2, 3, block.ptr, 3, 1), sum(3, 2, block.ptr, 1, 3)]).toEqual([7, 12, 15]);
    expect(max(0, 3, block.ptr, 3, 1)).toBe(0);
    a[4] = Number.NaN;
    expect(max(2, 3, block.ptr, 3, 1)).toBeNaN();
    expect(sum(2, 3, block.ptr, 3, 1)).toBeNaN();
    block.free();
  });
});

it('symmetrize: (A + Aᵀ)/2, the largest gap and its place', () => {
  const core = kernels();
  for (const n of [0, 1, 2, 9, 40]) {
    const stride = n + 3;
    const block = allocate(Math.max(1, n * stride) * 8);
    const place = allocate(8);
    const a = block.f64(0, n * stride);
    const random = seededUniform(n);
    for (let i = 0; i < a.length; i++) a[i] = random();
    const before = a.slice();
    const gap = core.dsymmetrize(n, block.ptr, stride, place.ptr);
    let largest = 0;
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        const [x, y] = [before[i + j * stride]!, before[j + i * stride]!];
        const mean = x === y ? x : x * 0.5 + y * 0.5;
        expect(a[i + j * stride]).toBe(mean);
        largest = Math.max(largest, Math.abs(x - y));
      }
    }
    expect(gap).toBe(largest);
    if (n > 1) {
      const [i, j] = place.i32(0, 2) as unknown as [number, number];
      expect(Math.abs(before[i + j * stride]! - before[j + i * stride]!)).toBeCloseTo(largest, 6);
    }
    block.free();
    place.free();
  }
});
