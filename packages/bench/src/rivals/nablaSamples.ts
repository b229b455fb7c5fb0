import { tensor } from '@nablajs/core-wasm';
import { dense, Network, relu } from '@nablajs/nn';
import type { SampleTrainer, SampleTraining } from '../cases/samples.js';

/** `fit` with batches of one sample. */
export function nablaSamples({ inputs, hidden, outputs, rate, X, T, W1, W2 }: SampleTraining): SampleTrainer {
  const samples = tensor(X.map((row) => Array.from(row)));
  const targets = tensor(T.map((row) => Array.from(row)));
  // The loss is the mean of (o − t)², so its gradient is 2/outputs times that of ½|o − t|².
  const learningRate = (rate * outputs) / 2;
  const start = () => {
    const net = new Network([dense(inputs, hidden), relu(), dense(hidden, outputs), relu()], {
      loss: 'mse',
      dtype: 'f64',
    });
    net.setParameters({
      W1: tensor(W1, { shape: [inputs, hidden] }),
      W2: tensor(W2, { shape: [hidden, outputs] }),
    });
    return net;
  };
  const pass = async (net: ReturnType<typeof start>): Promise<void> => {
    await net.fit(samples, targets, { epochs: 1, batchSize: 1, optimizer: 'sgd', learningRate, shuffle: false });
  };
  const net = start();
  return {
    pass: () => pass(net),
    async afterOne(probes) {
      const own = start();
      await pass(own);
      return Array.from(own.forward(tensor(probes.map((row) => Array.from(row)))).output.toTypedArray());
    },
  };
}
