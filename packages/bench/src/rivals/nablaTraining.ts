import { performance } from 'node:perf_hooks';
import { tensor } from '@nablajs/core-wasm';
import { TwoLayerNet } from '@nablajs/nn';
import type { PrepareTraining } from '../cases/training.js';

/** `fit` over the one batch, an epoch being a step: a turn is one training, its beginning and end counted, as users run it. */
export const nablaTraining: PrepareTraining = async (training) => {
  const { batch, inputs, hidden, outputs, learningRate, labels } = training;
  const X = tensor(training.X, { shape: [batch, inputs], dtype: 'f32' });
  const start = (): TwoLayerNet => {
    const net = new TwoLayerNet({ inputs, hidden, outputs, dtype: 'f32' });
    net.setParameters({
      W1: tensor(training.W1, { shape: [inputs, hidden], dtype: 'f32' }),
      W2: tensor(training.W2, { shape: [hidden, outputs], dtype: 'f32' }),
    });
    return net;
  };
  const advance = (net: TwoLayerNet, epochs: number) =>
    net.fit(X, labels, { epochs, batchSize: batch, optimizer: 'sgd', learningRate, shuffle: false });

  const net = start();
  return {
    step: async () => void (await advance(net, 1)),
    async time(steps) {
      const began = performance.now();
      await advance(net, steps);
      return (performance.now() - began) / 1000;
    },
    async losses(count) {
      const own = start();
      const losses: number[] = [];
      for (let k = 0; k < count; k++) {
        losses.push(own.loss(X, labels));
        await advance(own, 1);
      }
      return losses;
    },
  };
};

/** The same with the products on that many threads. */
export const nablaTrainingOnThreads =
  (threads: number): PrepareTraining =>
  async (training) => {
    const { setThreads } = await import('@nablajs/core-wasm/threads');
    await setThreads(threads);
    return nablaTraining(training);
  };
