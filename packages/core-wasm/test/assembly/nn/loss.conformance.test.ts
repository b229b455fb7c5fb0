// The losses and their gradients against their definitions in plain TypeScript.
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import { describe, expect, it } from 'vitest';

const [m, n] = [5, 7];
const o = Array.from({ length: m * n }, (_, i) => (((i * 31) % 17) - 8) / 4);
const t = Array.from({ length: m * n }, (_, i) => ((i * 11) % 5) / 8);
const labels = [0, 6, 3, 3, 1];
const rows = Array.from({ length: m }, (_, i) => o.slice(i * n, (i + 1) * n));

describe.each([
  ['f32', 4, 6],
  ['f64', 8, 13],
] as const)('in %s', (dtype, bytes, digits) => {
  // biome-ignore format: a table
  const k = kernels();
  const letter = dtype === 'f32' ? 's' : 'd';
  const stride = 64 * bytes;
  const view = (block: Block, part: number): Float32Array | Float64Array =>
    dtype === 'f32' ? block.f32(part * stride, 64) : block.f64(part * stride, 64);

  function run(work: (at: (part: number) => number, block: Block) => number): { loss: number; gradient: number[] } {
    const block = allocate(8 * stride);
    view(block, 0).set(o);
    view(block, 1).set(t);
    const loss = work((part) => block.ptr + part * stride, block);
    const gradient = Array.from(view(block, 2).subarray(0, m * n));
    block.free();
    return { loss, gradient };
  }
  const close = (ours: number[], right: number[]): void => ours.forEach((g, i) => expect(g, `${i}`).toBeCloseTo(right[i]!, digits)); // biome-ignore format: one line

  it('squares', () => {
    const { loss, gradient } = run((at) => k[`${letter}squares`](m * n, 0.25, at(0), at(1), at(2)));
    expect(loss).toBeCloseTo(0.25 * o.reduce((sum, v, i) => sum + (v - t[i]!) ** 2, 0), digits);
    close(
      gradient,
      o.map((v, i) => 0.5 * (v - t[i]!)),
    );
  });

  it('linear', () => {
    const { loss, gradient } = run((at) => k[`${letter}linearLoss`](m * n, at(0), at(1), at(2)));
    expect(loss).toBeCloseTo(
      o.reduce((sum, v, i) => sum + v * t[i]!, 0),
      digits,
    );
    expect(gradient).toEqual(t);
  });

  const softmax = rows.map((row) => {
    const e = row.map(Math.exp);
    const total = e.reduce((a, b) => a + b);
    return e.map((v) => v / total);
  });
  const prepared = (at: (part: number) => number): void => {
    k[`${letter}shiftRows`](m, n, at(0), at(2), at(3));
    k[`v${letter}Exp`](m * n, at(2), at(2));
    k[`${letter}rowSums`](m, n, at(2), at(4));
    k[`v${letter}Log`](m, at(4), at(5));
  };

  it('cross-entropy of labels', () => {
    const { loss, gradient } = run((at, block) => {
      block.i32(6 * stride, m).set(labels);
      prepared(at);
      return k[`${letter}crossEntropyLabels`](m, n, at(0), at(3), at(4), at(5), at(6), at(2));
    });
    expect(loss).toBeCloseTo(-softmax.reduce((sum, p, i) => sum + Math.log(p[labels[i]!]!), 0) / m, digits);
    close(
      gradient,
      softmax.flatMap((p, i) => p.map((v, j) => (v - Number(j === labels[i])) / m)),
    );
  });

  it('cross-entropy of weights, whose rows need not have the sum 1', () => {
    const { loss, gradient } = run((at) => {
      prepared(at);
      return k[`${letter}crossEntropy`](m, n, at(0), at(3), at(4), at(5), at(1), at(2));
    });
    const weights = rows.map((_, i) => t.slice(i * n, (i + 1) * n));
    const expected =
      weights.reduce((sum, w, i) => sum - w.reduce((s, v, j) => s + v * Math.log(softmax[i]![j]!), 0), 0) / m;
    expect(loss).toBeCloseTo(expected, digits);
    close(gradient, weights.flatMap((w, i) => {
      const total = w.reduce((a, b) => a + b);
      return w.map((v, j) => (total * softmax[i]![j]! - v) / m);
    })); // biome-ignore format: one call
  });
});
