import brain from 'brain.js';
import type { SampleTrainer, SampleTraining } from '../cases/samples.js';

/** Its inner methods, since `train` also copies and measures. */
interface Brain {
  sizes: number[];
  weights: ArrayLike<number>[][];
  biases: ArrayLike<number>[];
  initialize(): void;
  trainOpts: { learningRate: number; momentum: number };
  trainPatterns(samples: readonly { input: Float64Array; output: Float64Array }[]): void;
  runInput(input: Float64Array): ArrayLike<number>;
}

export function brainSamples({ inputs, hidden, outputs, rate, X, T, W1, W2 }: SampleTraining): SampleTrainer {
  const data = X.map((input, s) => ({ input, output: T[s] }));
  const rows = (W: Float64Array, from: number, to: number): number[][] =>
    Array.from({ length: to }, (_, j) => Array.from({ length: from }, (_, i) => W[i * to + j]));
  const start = (): Brain => {
    const net = new brain.NeuralNetwork({ hiddenLayers: [hidden], activation: 'relu' }) as unknown as Brain;
    net.sizes = [inputs, hidden, outputs];
    net.initialize();
    net.weights = [[], rows(W1, inputs, hidden), rows(W2, hidden, outputs)];
    net.biases = [[], new Array<number>(hidden).fill(0), new Array<number>(outputs).fill(0)];
    net.trainOpts = { learningRate: rate, momentum: 0 };
    return net;
  };
  const net = start();
  return {
    pass: () => net.trainPatterns(data),
    async afterOne(probes) {
      const own = start();
      own.trainPatterns(data);
      return probes.flatMap((probe) => Array.from(own.runInput(probe)));
    },
  };
}
