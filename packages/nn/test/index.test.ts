import { ArgumentError } from '@nablajs/core-wasm';
import {
  batchNorm,
  checkGradients,
  dense,
  leakyRelu,
  Network,
  oneHot,
  readCsv,
  relu,
  TwoLayerNet,
  trainTestSplit,
} from '@nablajs/nn';
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
    expect(() => new Network([dense(2, 2)], 'mse' as never)).toThrow('got the text "mse"');
  });

  it('are refused by fit and fitBatches, and nothing is trained', async () => {
    const trained = net();
    const before = String(trained.save());
    await expect(trained.fit(X, labels, { epochs: 1, batch_size: 2 } as never)).rejects.toThrow("got 'batch_size'");
    const batches = (): { X: number[][]; target: number[] }[] => [{ X, target: labels }];
    await expect(trained.fitBatches(batches, { lr: 0.1 } as never)).rejects.toThrow("got 'lr'");
    expect(String(trained.save())).toBe(before);
  });

  it('are refused by layers, passes, readers and what is nested', async () => {
    const refused: [() => unknown, string][] = [
      [() => dense(2, 2, { useBias: false } as never), "dense: expected options among bias, got 'useBias'"],
      [() => relu({ gradAtZero: 0 } as never), "relu: expected options among gradientAtZero, got 'gradAtZero'"],
      [() => relu(0 as never), 'relu: expected options among gradientAtZero, got 0'],
      [() => leakyRelu({ alpha: 0.2 } as never), "leakyRelu: expected options among slope, got 'alpha'"],
      [() => batchNorm(2, { eps: 1e-3 } as never), "batchNorm: expected options among epsilon, momentum, got 'eps'"],
      [() => net().loss(X, labels, { train: true } as never), "loss: expected options among training, got 'train'"],
      [
        () => new Network([dense(2, 2)]).backward(X, labels, { train: true } as never),
        "backward: expected options among training, got 'train'",
      ],
      [() => checkGradients(net(), X, labels, { samples: 3 } as never), "got 'samples'"],
      [
        () => TwoLayerNet.load(net().save(), { dtype: 'f64' } as never),
        'TwoLayerNet.load: expected options among loss',
      ],
      [
        () => trainTestSplit(X, labels, { testSize: 0.5 } as never),
        'trainTestSplit: expected options among share, seed',
      ],
      [() => oneHot(labels, 2, { type: 'f32' } as never), "oneHot: expected options among dtype, got 'type'"],
      [() => readCsv('a', { delimiter: ';' } as never), 'readCsv: expected options among separator, header'],
    ];
    for (const [call, message] of refused) {
      expect(call).toThrow(ArgumentError);
      expect(call).toThrow(message);
    }
    const stopping = { epochs: 1, earlyStopping: { patience: 2, minDelta: 0.1 } } as never;
    await expect(net().fit(X, labels, stopping)).rejects.toThrow('fit: earlyStopping: expected options among patience');
    const saving = { epochs: 1, checkpoint: { interval: 2, save: () => undefined } } as never;
    await expect(net().fit(X, labels, saving)).rejects.toThrow('fit: checkpoint: expected options among every, save');
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
