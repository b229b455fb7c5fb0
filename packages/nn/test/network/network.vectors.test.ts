// Every layer in one chain against PyTorch: outputs, ten steps of Adam, and the state_dict before and after.
import { readFileSync } from 'node:fs';
import { type Tensor, tensor } from '@nablajs/core-wasm';
import { batchNorm, dense, gelu, leakyRelu, Network, sigmoid, softmax, tanh } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

interface Deep {
  readonly X: number[][];
  readonly T: number[][];
  readonly start: Record<string, number[] | number[][]>;
  readonly end: Record<string, number[] | number[][]>;
  readonly output: number[][];
  readonly trainedOutput: number[][];
  readonly losses: number[];
}

const file = new URL('../vectors/deep.json', import.meta.url);
const [deep] = (JSON.parse(readFileSync(file, 'utf8')) as { records: [Deep] }).records;

function close(ours: Tensor, right: number[] | number[][], tolerance: number): void {
  const expected = right.flat();
  const scale = Math.max(1, ...expected.map(Math.abs));
  ours.toTypedArray().forEach((value, i) => {
    expect(Math.abs(value - expected[i]!) / scale).toBeLessThanOrEqual(tolerance);
  });
}

describe.each([
  ['f64', 1e-9],
  ['f32', 2e-3],
] as const)('a network of every layer in %s', (dtype, tolerance) => {
  // biome-ignore format: a table
  const net = new Network(
    [
      batchNorm(4), dense(4, 6), gelu(), dense(6, 5, { bias: false }), batchNorm(5, { epsilon: 1e-3, momentum: 0.2 }),
      leakyRelu({ slope: 0.1 }), dense(5, 5), tanh(), dense(5, 4), sigmoid(), dense(4, 3), softmax(),
    ], // biome-ignore format: as in generate.py
    { loss: 'mse', dtype },
  );
  net.loadStateDict(new Map(Object.entries(deep.start).map(([name, values]) => [name, tensor(values)])));

  it('computes and learns as PyTorch does', async () => {
    close(net.forward(deep.X).output, deep.output, dtype === 'f64' ? 1e-14 : 1e-6);
    const { epochs } = await net.fit(deep.X, deep.T, {
      epochs: 10,
      optimizer: 'adam',
      learningRate: 0.05,
      shuffle: false,
    });
    epochs.forEach(({ loss }, step) => {
      expect(Math.abs(loss - deep.losses[step]!)).toBeLessThan(dtype === 'f64' ? 1e-12 : 1e-5);
    });
    close(net.forward(deep.X).output, deep.trainedOutput, tolerance);
    const state = net.stateDict();
    expect([...state.keys()]).toEqual(Object.keys(deep.end));
    for (const [name, values] of Object.entries(deep.end)) close(state.get(name)!, values, 10 * tolerance);
  });
});
