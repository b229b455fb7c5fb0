import { random } from '@nablajs/core-wasm';
import {
  batchNorm,
  checkGradients,
  dense,
  dropout,
  gelu,
  type Layer,
  leakyRelu,
  Network,
  relu,
  sigmoid,
  softmax,
  TwoLayerNet,
  tanh,
} from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const X = random(11).normal([6, 5]);
const T = random(12).normal([6, 3]);
const labels = [0, 1, 2, 2, 1, 0];

describe('backpropagation agrees with difference quotients', () => {
  const layers: Record<string, Layer[]> = {
    nothing: [],
    relu: [relu()],
    'leaky relu': [leakyRelu({ slope: 0.2 })],
    tanh: [tanh()],
    gelu: [gelu()],
    'batch normalisation': [batchNorm(7), tanh()],
    sigmoid: [sigmoid()],
    softmax: [softmax()],
    dropout: [dropout(0.4)],
    'three layers': [tanh(), dense(7, 7, { bias: false }), leakyRelu()],
  };
  it.each(Object.entries(layers))('through %s, whatever the loss', (_, between) => {
    for (const loss of ['softmax-cross-entropy', 'mse', 'sse', 'linear'] as const) {
      const net = new Network([dense(5, 7), ...between, dense(7, 3)], { loss, seed: 8 });
      const target = loss === 'softmax-cross-entropy' ? labels : T;
      for (const training of [false, true]) {
        const { maxRelError, compared, worst } = checkGradients(net, X, target, { training });
        expect(maxRelError, `${loss}, worst at ${worst.name}[${worst.index}]`).toBeLessThan(1e-6);
        expect(compared).toBeGreaterThanOrEqual(5 * 7 + 7 + 7 * 3 + 3 + 6 * 5);
      }
    }
  });

  it.each([1, 2, 3, 4, 5])('through %i dense layers, with biases that keep rows from being off as a whole', (depth) => {
    for (const dtype of ['f32', 'f64'] as const) {
      const hidden = Array.from({ length: depth - 1 }, () => [dense(5, 5), relu()]).flat();
      const net = new Network([...hidden, dense(5, 3)], { dtype, seed: depth });
      for (const { name, shape, base } of net.architecture.parameters)
        if (base === 'b') net.setParameters({ [name]: random(depth).normal(shape) });
      const { maxRelError, kinks } = checkGradients(net, X, labels);
      expect(kinks).toBe(0);
      expect(maxRelError).toBeLessThan(1e-6);
    }
  });

  it('for the course’s 100-512-10 network in f32, whose kinks lie close', () => {
    const net = new TwoLayerNet({ inputs: 100, hidden: 512, outputs: 10, seed: 1 });
    const { maxRelError } = checkGradients(
      net,
      random(1).normal([64, 100]),
      Array.from({ length: 64 }, (_, i) => i % 10),
    );
    expect(maxRelError).toBeLessThan(1e-6);
  });
});

describe('a wrong derivative', () => {
  it('is found, and its place named', () => {
    const wrong: Layer = { ...dense(5, 3), backward: (core, at) => {
      dense(5, 3).backward(core, at);
      core.scal(3, 1.001, at.gradients[1]!, 1);
    } }; // biome-ignore format: short
    const { maxRelError, worst } = checkGradients(new Network([wrong], { loss: 'mse', seed: 1 }), X, T);
    expect(maxRelError).toBeGreaterThan(5e-4);
    expect(worst.name).toBe('b1');
  });

  it('at a kink of relu is no agreement', () => {
    const net = new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1, bias: false, loss: 'linear' });
    net.setParameters({ W1: [[0]], W2: [[1]] });
    const { maxRelError, kinks } = checkGradients(net, [[1]], [[1]]);
    expect(maxRelError).toBeGreaterThan(0.1);
    expect(kinks).toBe(1);
  });
});
