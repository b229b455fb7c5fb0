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

/** The network of the course's size: entry k of an array is scale·((factor·k² + k) mod modulus − ⌊modulus/2⌋)/1024. */
interface BigRecord extends Pick<GradientRecord, 'id' | 'loss' | 'bias' | 'dims'> {
  readonly formulas: Record<string, [shape: [number, number], factor: number, modulus: number, scale: number]>;
  readonly labels: number[] | null;
  readonly loss64: number;
  readonly arrays: Record<string, Checks>;
}

interface Checks {
  readonly shape: number[];
  readonly sum: number;
  readonly sumAbs: number;
  readonly sumSq: number;
  readonly flatIndex: number[];
  readonly flatValue: number[];
}

function recordsOf<R>(name: string): R[] {
  const file = new URL(`../vectors/${name}`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { records: R[] }).records;
}

const records = recordsOf<GradientRecord>('two-layer-gradients.json');

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

function spread([rows, columns]: [number, number], factor: number, modulus: number, scale: number): Tensor {
  const entry = (k: number): number => (scale * (((factor * k * k + k) % modulus) - Math.floor(modulus / 2))) / 1024;
  return tensor(
    Float64Array.from({ length: rows * columns }, (_, k) => entry(k)),
    { shape: [rows, columns] },
  );
}

/** Sums are compared relative to the sum of sizes, entries to the root of the mean square. */
function deviation(ours: Tensor, { shape, sum, sumAbs, sumSq, flatIndex, flatValue }: Checks): number {
  const data = Array.from(ours.toTypedArray());
  const total = (f: (x: number) => number): number => data.reduce((whole, x) => whole + f(x), 0);
  expect(data.length).toBe(shape.reduce((product, length) => product * length, 1));
  const typical = Math.sqrt(sumSq / data.length) || 1;
  return Math.max(
    Math.abs(total((x) => x) - sum) / (sumAbs || 1),
    Math.abs(total(Math.abs) - sumAbs) / (sumAbs || 1),
    Math.abs(total((x) => x * x) - sumSq) / (sumSq || 1),
    ...flatIndex.map((index, i) => Math.abs(data[index]! - flatValue[i]!) / typical),
  );
}

describe('the course’s 100-512-10 network agrees with PyTorch', () => {
  const big = recordsOf<BigRecord>('two-layer-big.json');
  it.each(big.flatMap((record) => (['f64', 'f32'] as const).map((dtype) => [record.id, dtype, record] as const)))(
    '%s in %s',
    (_, dtype, { dims: [, inputs, hidden, outputs], loss, bias, formulas, labels, loss64, arrays }) => {
      const { X, W1, W2, b1, b2, T } = Object.fromEntries(
        Object.entries(formulas).map(([name, formula]) => [name, spread(...formula)]),
      ) as Record<string, Tensor>;
      const net = new TwoLayerNet({
        inputs,
        hidden,
        outputs,
        bias,
        loss: lossNames[loss],
        dtype,
        reluGradientAtZero: 0,
      });
      net.setParameters({ W1, W2, ...(bias && { b1: b1!.reshape([hidden]), b2: b2!.reshape([outputs]) }) });
      const got: Record<string, Tensor | number> = { ...net.forward(X!), ...net.backward(X!, labels ?? T!) };
      const tolerance = dtype === 'f64' ? 1e-12 : 1e-5;
      expect(Math.abs((got.loss as number) - loss64) / loss64).toBeLessThan(tolerance);
      for (const [name, right] of Object.entries(arrays))
        expect(deviation(got[name] as Tensor, right), name).toBeLessThan(tolerance);
    },
  );
});
