// Fifty steps of every optimizer against PyTorch's, the loss before each step and after the last.
import { readFileSync } from 'node:fs';
import { tensor } from '@nablajs/core-wasm';
import { type FitOptions, TwoLayerNet } from '@nablajs/nn';
import { adagrad, adam, adamw, momentum, nesterov, rmsprop, sgd, type UpdateRule } from '@nablajs/optim';
import { describe, expect, it } from 'vitest';

interface Hyper {
  readonly lr: number;
  readonly weight_decay?: number;
  readonly momentum?: number;
  readonly centered?: boolean;
  readonly amsgrad?: boolean;
}

interface Curve {
  readonly id: string;
  readonly optimizer: keyof typeof rules;
  readonly hyper: Hyper;
  readonly loss: 'ce' | 'mse';
  readonly bias: boolean;
  readonly dims: [number, number, number, number];
  readonly steps: number;
  readonly inputs: Record<'X' | 'T' | 'W1' | 'W2', number[][]> & Record<'b1' | 'b2' | 'labels', number[]>;
  readonly loss64: number[];
  readonly final64: Record<string, number[] | number[][]>;
}

const rules = { sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw };
const file = new URL('../vectors/two-layer-curves.json', import.meta.url);
const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: Curve[] };

function ruleOf({ optimizer, hyper }: Curve): UpdateRule {
  const { weight_decay: weightDecay = 0, momentum: mu, centered, amsgrad } = hyper;
  return rules[optimizer]({ weightDecay, ...(mu && { momentum: mu }), ...(centered && { centered }), ...(amsgrad && { amsgrad }) }); // biome-ignore format: one line
}

function start({ dims, bias, loss, inputs }: Curve, dtype: 'f32' | 'f64'): TwoLayerNet {
  const [, inputWidth, hidden, outputs] = dims;
  const name = loss === 'ce' ? 'softmax-cross-entropy' : 'mse';
  const net = new TwoLayerNet({ inputs: inputWidth, hidden, outputs, bias, loss: name, dtype });
  const { W1, W2, b1, b2 } = inputs;
  net.setParameters(bias ? { W1, b1, W2, b2 } : { W1, W2 });
  return net;
}

describe.each(['f64', 'f32'] as const)('fit in %s', (dtype) => {
  it.each(records.map((record) => [record.id, record] as const))('%s follows PyTorch', async (_, record) => {
    const net = start(record, dtype);
    const X = tensor(record.inputs.X, { dtype });
    const target = record.inputs.labels ?? tensor(record.inputs.T, { dtype });
    const losses: number[] = [];
    const options: FitOptions = {
      epochs: record.steps,
      batchSize: record.dims[0],
      optimizer: ruleOf(record),
      learningRate: record.hyper.lr,
      shuffle: false,
      onBatch: ({ loss }) => losses.push(loss),
    };
    const history = await net.fit(X, target, options);
    losses.push(net.loss(X, target));
    expect(history.epochs.map(({ loss }) => loss)).toEqual(losses.slice(0, -1));
    const tolerance = dtype === 'f64' ? 1e-8 : 1e-4;
    losses.forEach((loss, step) => {
      const reference = record.loss64[step]!;
      expect(Math.abs(loss - reference) / Math.max(Math.abs(reference), 1e-3), `step ${step}`).toBeLessThan(tolerance);
    });
    for (const [name, values] of Object.entries(record.final64)) {
      const ours = net.parameters[name]!.toTypedArray();
      values.flat().forEach((value, i) => {
        expect(Math.abs(ours[i]! - value), `${name}[${i}]`).toBeLessThan(dtype === 'f64' ? 1e-9 : 2e-4);
      });
    }
  });
});
