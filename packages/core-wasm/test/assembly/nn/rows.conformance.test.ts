// Bias, column sums, softmax's passes and argmax against plain loops, over heights and widths around the vectors' length.
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';

const sizes = [[1, 1], [2, 3], [3, 4], [5, 5], [4, 8], [7, 9], [9, 16], [33, 10], [1, 37]] as const; // biome-ignore format: a table
const noise = (i: number): number => (((i * 7919 + 13) % 1009) - 504) / 128;

describe.each([
  ['f32', 4, 1e-6],
  ['f64', 8, 1e-14],
] as const)('in %s', (dtype, bytes, tolerance) => {
  // biome-ignore format: a table
  const k = kernels();
  const letter = dtype === 'f32' ? 's' : 'd';

  function withRows(
    m: number,
    n: number,
    work: (block: Block, x: number[], at: (row: number) => number) => void,
  ): void {
    const block = allocate(4 * (m * n + 64) * bytes);
    const x = Array.from({ length: m * n }, (_, i) => noise(i));
    view(block).fill(7).set(x);
    work(block, x, (part) => block.ptr + part * (m * n + 64) * bytes);
    block.free();
  }
  const view = (block: Block): Float32Array | Float64Array => (dtype === 'f32' ? block.f32() : block.f64());
  const part = (block: Block, m: number, n: number, index: number, length: number): number[] =>
    Array.from(view(block).subarray(index * (m * n + 64), index * (m * n + 64) + length));
  const close = (ours: number[], right: number[]): void =>
    ours.forEach((value, i) => {
      expect(Math.abs(value - right[i]!), `${i}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(right[i]!)));
    });

  it.each(sizes)('%i×%i: a row is added to every row, columns and rows are summed', (m, n) => {
    withRows(m, n, (block, x, at) => {
      const b = x.slice(0, n).map((v) => v / 2);
      view(block).set(b, m * n + 64);
      k[`${letter}columnSums`](m, n, at(0), at(2));
      k[`${letter}rowSums`](m, n, at(0), at(3));
      k[`${letter}addToRows`](m, n, at(1), at(0));
      expect(part(block, m, n, 0, m * n + 1)).toEqual([...x.map((v, i) => v + b[i % n]!), 7]);
      close(part(block, m, n, 2, n + 1), [...b.map((_, j) => sum(x.filter((_v, i) => i % n === j))), 7]);
      close(part(block, m, n, 3, m + 1), [...rowsOf(x, n).map(sum), 7]);
    });
  });

  it.each(sizes)('%i×%i: softmax’s passes, its derivative and the winners', (m, n) => {
    withRows(m, n, (block, x, at) => {
      k[`${letter}shiftRows`](m, n, at(0), at(1), at(2));
      const tops = rowsOf(x, n).map((row) => Math.max(...row));
      expect(part(block, m, n, 2, m + 1)).toEqual([...tops, 7]);
      expect(part(block, m, n, 1, m * n)).toEqual(x.map((v, i) => v - tops[Math.floor(i / n)]!));
      k[`${letter}argmaxRows`](m, n, at(0), at(3));
      const winners = block.i32(3 * (m * n + 64) * bytes, m);
      expect(Array.from(winners)).toEqual(rowsOf(x, n).map((row) => row.indexOf(Math.max(...row))));
      k[`${letter}softmaxBackward`](m, n, at(0), at(1), at(3));
      const dy = rowsOf(part(block, m, n, 1, m * n), n);
      const right = rowsOf(x, n).flatMap((y, i) =>
        y.map((v, j) => v * (dy[i]![j]! - sum(y.map((w, l) => w * dy[i]![l]!)))),
      );
      part(block, m, n, 3, m * n).forEach((value, i) => {
        expect(Math.abs(value - right[i]!)).toBeLessThanOrEqual(100 * n * tolerance);
      });
      k[`${letter}divideRows`](m, n, at(2), at(1));
      close(
        part(block, m, n, 1, m * n),
        dy.flatMap((row, i) => row.map((v) => v / tops[i]!)),
      );
    });
  });

  it('a NaN wins its row and makes the row’s largest NaN', () => {
    withRows(2, 5, (block, x, at) => {
      view(block).set([1, Number.NaN, 9, 1, 1], 5);
      k[`${letter}argmaxRows`](2, 5, at(0), at(1));
      expect(block.i32((10 + 64) * bytes, 2)[1]).toBe(1);
      k[`${letter}shiftRows`](2, 5, at(0), at(1), at(2));
      expect(part(block, 2, 5, 2, 2)).toEqual([Math.max(...x.slice(0, 5)), Number.NaN]);
    });
  });
});

function rowsOf(x: number[], n: number): number[][] {
  return Array.from({ length: x.length / n }, (_, i) => x.slice(i * n, (i + 1) * n));
}

function sum(x: number[]): number {
  return x.reduce((total, value) => total + value, 0);
}
