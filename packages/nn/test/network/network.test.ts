import { ArgumentError, random, ShapeError } from '@nablajs/core-wasm';
import { batchNorm, dense, dropout, type Layer, Network, relu, tanh } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

describe('Network', () => {
  it('gives the output of each layer, and the derivative by each', () => {
    const net = new Network([dense(3, 4), tanh(), dense(4, 2, { bias: false })], { loss: 'mse', dtype: 'f64' });
    const X = random(1).normal([5, 3]);
    const { activations, output } = net.forward(X);
    expect(activations.map(({ shape }) => shape)).toEqual([[5, 4], [5, 4], [5, 2]]); // biome-ignore format: one line
    expect(activations[2]).toBe(output);
    const { gradients, deltas, dX } = net.backward(X, random(2).normal([5, 2]));
    expect(Object.keys(gradients)).toEqual(['W1', 'b1', 'W2']);
    expect(deltas.map(({ shape }) => shape)).toEqual(activations.map(({ shape }) => shape));
    expect(dX.shape).toEqual([5, 3]);
  });

  it('leaves dropout out unless it trains', () => {
    const layers = [dense(3, 4), relu(), dense(4, 2)];
    const [plain, dropping] = [new Network(layers), new Network([layers[0]!, dropout(0.9), ...layers.slice(1)])];
    const X = random(1).normal([5, 3]);
    expect(dropping.forward(X).output.toArray()).toEqual(plain.forward(X).output.toArray());
    expect(dropping.loss(X, [0, 1, 0, 1, 0], { training: true })).not.toBe(plain.loss(X, [0, 1, 0, 1, 0]));
  });

  it('uses the batch’s statistics while it trains, and the running ones otherwise', async () => {
    const net = new Network([batchNorm(2, { momentum: 1 }), dense(2, 2)], { loss: 'mse', dtype: 'f64' });
    const X = [[1, 10], [3, 30], [5, 20]]; // biome-ignore format: one line
    expect(net.forward(X).activations[0]!.get(1, 1)).toBeCloseTo(30, 3);
    await net.fit(X, [[0, 0], [0, 0], [0, 0]], { epochs: 1, learningRate: 1e-300, shuffle: false }); // biome-ignore format: one line
    expect(net.parameters.mean1!.toArray()).toEqual([3, 20]);
    expect(net.parameters.variance1!.toArray()).toEqual([4, 100]);
    const [first] = net.forward(X).activations[0]!.toArray() as number[][];
    expect(first).toEqual([expect.closeTo(-1, 5), expect.closeTo(-1, 5)]);
  });

  it('finds the width of the samples, or is told', () => {
    expect(new Network([relu(), batchNorm(3)]).forward([[1, 2, 3]]).output.shape).toEqual([1, 3]);
    expect(new Network([relu()], { inputs: 2, loss: 'mse' }).predict([[-1, 2]]).toArray()).toEqual([[0, 2]]);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['no layers', () => new Network([]), /at least one layer, got none/],
    ['something else', () => new Network('dense' as never), /got string/],
    ['a layer that is none', () => new Network([dense(1, 2), undefined as never]), /such as dense/],
    ['layers that do not fit', () => new Network([dense(2, 3), dense(4, 1)]), /rows of width 4, got 3/],
    ['no width', () => new Network([relu()]), /width of the samples/],
    ['a width of 0', () => dense(0, 1), /positive integer/],
    ['a probability of 1', () => dropout(1), /below 1/],
    ['a width of batchNorm that does not fit', () => new Network([dense(2, 3), batchNorm(4)]), /width 4, got 3/],
    ['no deviation', () => batchNorm(3, { epsilon: 0 }), /epsilon/],
    ['a seed that is none', () => new Network([dense(1, 1)], { seed: 0.5 }), /seed/],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it('takes a layer that a user wrote', () => {
    const double: Layer = {
      ...relu(),
      kind: 'double',
      forward: (core, { rows, outputs, x, y }) => core.leakyReluForward(rows * outputs, 1, x, y),
      backward: (core, { rows, outputs, dx, dy }) => core.leakyReluForward(rows * outputs, 1, dy, dx),
    };
    expect(new Network([double], { inputs: 2, loss: 'mse' }).predict([[-1, 2]]).toArray()).toEqual([[-1, 2]]);
    expect(() => new Network([double], { inputs: 2 }).forward([[1]])).toThrow(ShapeError);
  });
});
