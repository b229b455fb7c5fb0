import { ArgumentError } from '@nablajs/core-wasm';
import { dense, Network, TwoLayerNet } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const X = [
  [0, 1],
  [1, 0],
];
const labels = [0, 1];
const net = (): TwoLayerNet => new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 2 });

describe('options of unknown names', () => {
  it('are refused by the networks', () => {
    const options = { inputs: 2, hidden: 3, outputs: 2, reluGradAtZero: 0 };
    expect(() => new TwoLayerNet(options as never)).toThrow(ArgumentError);
    expect(() => new TwoLayerNet(options as never)).toThrow(
      /^TwoLayerNet: expected options among inputs, .*, got 'reluGradAtZero'$/,
    );
    expect(() => new TwoLayerNet(undefined as never)).toThrow(ArgumentError);
    expect(() => new Network([dense(2, 2)], { lossFunction: 'mse' } as never)).toThrow("got 'lossFunction'");
    expect(() => new Network([dense(2, 2)], 'mse' as never)).toThrow('an object of options, got mse');
  });

  it('are refused by fit and fitBatches, and nothing is trained', async () => {
    const trained = net();
    const before = String(trained.save());
    await expect(trained.fit(X, labels, { epochs: 1, batch_size: 2 } as never)).rejects.toThrow("got 'batch_size'");
    const batches = (): { X: number[][]; target: number[] }[] => [{ X, target: labels }];
    await expect(trained.fitBatches(batches, { lr: 0.1 } as never)).rejects.toThrow("got 'lr'");
    expect(String(trained.save())).toBe(before);
  });

  it('stand for nothing when undefined', async () => {
    const history = await net().fit(X, labels, { epochs: 1, batch_size: undefined } as never);
    expect(history.status).toBe('completed');
  });
});

it('validation has to be samples with their target', async () => {
  for (const validation of [0.25, [X, labels], null]) {
    await expect(net().fit(X, labels, { epochs: 1, validation: validation as never })).rejects.toThrow(
      'fit: validation: expected { X, target }, got',
    );
  }
});
