// Forward and backward passes against PyTorch's autograd; the records say which loss, and how close float32 and float64 must come.
import { readFileSync } from 'node:fs';
import { type Tensor, tensor } from '@nablajs/core-wasm';
import { type LossName, TwoLayerNet } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

type Matrix = number[][];
type Arrays = Record<'X' | 'W1' | 'W2' | 'T' | 'G', Matrix> & Record<'b1' | 'b2' | 'labels', number[]>;
type Expected = Record<string, Matrix | number[]> & { loss: number };

interface GradientRecord {
  readonly id: string;
  readonly kind: 'gradients' | 'relu-at-zero';
  readonly loss: 'mse' | 'ce' | 'sse' | 'linear';
  readonly bias: boolean;
  readonly dims: [number, number, number, number];
  readonly inputs: Arrays;
  readonly float64: Expected;
  readonly float32: Expected;
  readonly rtol64: number;
  readonly rtol32: number;
  readonly reluPrimeAtZero0: Expected;
  readonly reluPrimeAtZero1: Expected;
}

const file = new URL('../vectors/two-layer-gradients.json', import.meta.url);
const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: GradientRecord[] };

const lossNames: Record<GradientRecord['loss'], LossName> = { mse: 'mse', ce: 'softmax-cross-entropy', sse: 'sse', linear: 'linear' }; // biome-ignore format: a table

function run(record: GradientRecord, dtype: 'f32' | 'f64', reluGradientAtZero: 0 | 1): Record<string, Tensor | number> {
  const [, inputs, hidden, outputs] = record.dims;
  const { X, W1, W2, b1, b2, T, G, labels } = record.inputs;
  const net = new TwoLayerNet({ inputs, hidden, outputs, bias: record.bias, loss: lossNames[record.loss], dtype, reluGradientAtZero }); // biome-ignore format: one line
  net.setParameters(record.bias ? { W1, b1, W2, b2 } : { W1, W2 });
  const x = tensor(X, { dtype });
  const wanted = labels ?? tensor(G ?? T, { dtype });
  return { ...net.forward(x), ...net.backward(x, wanted) };
}

const flat = (value: unknown): number[] => [value].flat(3) as number[];

describe('TwoLayerNet agrees with PyTorch', () => {
  const gradients = records.filter(({ kind }) => kind === 'gradients');
  it.each(gradients.flatMap((record) => (['f64', 'f32'] as const).map((dtype) => [record.id, dtype, record] as const)))(
    '%s in %s',
    (_, dtype, record) => {
      const expected = dtype === 'f64' ? record.float64 : record.float32;
      const tolerance = dtype === 'f64' ? record.rtol64 : record.rtol32;
      const got = run(record, dtype, 0);
      for (const [name, value] of Object.entries(expected)) {
        const right = flat(value);
        const ours = typeof got[name] === 'number' ? [got[name]] : Array.from(got[name]!.toTypedArray());
        const scale = Math.max(...right.map(Math.abs));
        expect(ours, name).toHaveLength(right.length);
        const worst = Math.max(...right.map((entry, i) => Math.abs(entry - ours[i]!)));
        expect(worst / scale, name).toBeLessThanOrEqual(tolerance);
      }
    },
  );

  it.each(
    records
      .filter(({ kind }) => kind === 'relu-at-zero')
      .flatMap((record) => ([0, 1] as const).map((rule) => [record.id, rule, record] as const)),
  )('%s exactly, with relu′(0) = %i', (_, rule, record) => {
    const expected = rule === 0 ? record.reluPrimeAtZero0 : record.reluPrimeAtZero1;
    for (const dtype of ['f32', 'f64'] as const) {
      const got = run(record, dtype, rule);
      for (const [name, value] of Object.entries(expected)) {
        const ours = typeof got[name] === 'number' ? [got[name]] : Array.from(got[name]!.toTypedArray());
        expect(ours.map((entry) => entry + 0), `${name} ${dtype}`).toEqual(flat(value).map((entry) => entry + 0)); // biome-ignore format: one line
      }
    }
  });
});
