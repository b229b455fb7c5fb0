import { ArgumentError, random, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import { type Batch, dense, dropout, type FitOptions, Network, relu, TwoLayerNet } from '@nablajs/nn';
import { adam } from '@nablajs/optim';
import { describe, expect, it } from 'vitest';

const rows = 90;
const X = random(21).normal([rows, 4], { dtype: 'f32' });
const samples = X.toArray() as number[][];
const labels = samples.map(([a, b, c]) => (a! * b! > 0 ? 0 : c! > 0 ? 1 : 2));
const make = (seed = 1): TwoLayerNet => new TwoLayerNet({ inputs: 4, hidden: 24, outputs: 3, seed });
const bits = (net: { parameters: Readonly<Record<string, Tensor>> }): number[] =>
  Object.values(net.parameters).flatMap((p) => [...new Uint8Array(p.toTypedArray().buffer)]);

describe('fit', () => {
  it.each(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adagrad', 'adam', 'adamw'] as const)(
    'learns with %s',
    async (optimizer) => {
      const net = make();
      const learningRate = { sgd: 0.3, momentum: 0.05, nesterov: 0.05, adagrad: 0.1 }[optimizer as 'sgd'] ?? 0.01;
      const { epochs, status } = await net.fit(X, labels, { epochs: 80, batchSize: 16, optimizer, learningRate });
      expect(status).toBe('completed');
      expect(epochs).toHaveLength(80);
      expect(epochs[79]!.loss).toBeLessThan(0.35 * epochs[0]!.loss);
      expect(net.evaluate(X, labels).accuracy).toBeGreaterThan(0.9);
    },
  );

  it('learns with L-BFGS on all rows at once', async () => {
    const net = make();
    const before = net.loss(X, labels);
    const history = await net.fit(X, labels, { optimizer: 'l-bfgs', epochs: 60, weightDecay: 1e-4 });
    expect(history.epochs.at(-1)!.loss).toBeLessThan(0.1 * before);
    for (let i = 1; i < history.epochs.length; i++)
      expect(history.epochs[i]!.loss).toBeLessThanOrEqual(history.epochs[i - 1]!.loss);
    expect(net.evaluate(X, labels).accuracy).toBe(1);
  });

  it('gives the same bits for the same seed, and others for another', async () => {
    const options: FitOptions = { epochs: 3, batchSize: 16, optimizer: 'adam' };
    const run = async (seed: number): Promise<number[]> => {
      const net = new Network([dense(4, 8), relu(), dropout(0.3), dense(8, 3)], { seed: 5 });
      await net.fit(X, labels, { ...options, seed });
      return bits(net);
    };
    expect(await run(1)).toEqual(await run(1));
    expect(await run(1)).not.toEqual(await run(2));
  });

  it('sees every row once in an epoch, in another order each time', async () => {
    const net = new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1, loss: 'linear', bias: false, dtype: 'f64' });
    net.setParameters({ W1: [[1]], W2: [[1]] });
    const powers = Array.from({ length: 40 }, (_, i) => [2 ** i]);
    const seen: number[][] = [[], []];
    await net.fit(powers, powers.map(() => [1]), {
      epochs: 2,
      batchSize: 1,
      learningRate: Number.MIN_VALUE,
      onBatch: ({ epoch, loss }) => seen[epoch]!.push(Math.log2(loss)),
    }); // biome-ignore format: one call
    const sorted = (order: number[]): number[] => order.toSorted((a, b) => a - b);
    expect(sorted(seen[0]!)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(sorted(seen[1]!)).toEqual(sorted(seen[0]!));
    expect(seen[1]).not.toEqual(seen[0]);
    expect(seen[0]).not.toEqual(sorted(seen[0]!));
  });

  it('reports batches and epochs', async () => {
    const steps: number[] = [];
    const net = make();
    const { epochs, steps: total } = await net.fit(X, labels, {
      epochs: 2,
      batchSize: 40,
      shuffle: false,
      learningRate: 0.5,
      schedule: (step) => 1 / (step + 1),
      validation: { X, target: labels },
      onBatch: ({ step, batch, rows: size, learningRate }) => {
        steps.push(step);
        expect(size).toBe([40, 40, 10][batch]);
        expect(learningRate).toBe(0.5 / step);
      },
    });
    expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
    expect(total).toBe(6);
    expect(epochs.map(({ epoch, steps: done }) => [epoch, done])).toEqual([[0, 3], [1, 6]]); // biome-ignore format: one line
    expect(epochs[1]!.validationLoss).toBe(net.loss(X, labels));
    expect(structuredClone(epochs)).toEqual(epochs);
  });

  it('steps as the gradient, the rate and the clip say', async () => {
    const net = make();
    const { W1 } = net.parameters;
    const { dW1, db1, dW2, db2 } = net.backward(X, labels);
    const squares = [dW1, db1, dW2, db2].flatMap((g) => [...g.toTypedArray()]).reduce((sum, g) => sum + g * g, 0);
    await net.fit(X, labels, { epochs: 1, batchSize: rows, learningRate: 0.1, gradientClip: 0.01, shuffle: false });
    const after = net.parameters.W1.toTypedArray();
    const gradient = dW1.toTypedArray();
    W1.toTypedArray().forEach((w, i) => {
      expect(after[i]!).toBeCloseTo(w - (0.1 * 0.01 * gradient[i]!) / Math.sqrt(squares), 6);
    });
  });

  it('takes a rule of optim with other constants', async () => {
    const [named, ruled] = [make(), make()];
    await named.fit(X, labels, { epochs: 2, optimizer: 'adam', weightDecay: 0.1 });
    await ruled.fit(X, labels, { epochs: 2, optimizer: adam({ weightDecay: 0.1 }) });
    expect(bits(named)).toEqual(bits(ruled));
  });

  it('takes constants among its options, and the learning rate of a rule', async () => {
    const [named, ruled] = [make(), make()];
    await named.fit(X, labels, {
      epochs: 2,
      optimizer: 'adam',
      beta1: 0.8,
      epsilon: 1e-3,
      amsgrad: true,
      learningRate: 0.03,
    });
    const optimizer = adam({ lr: 0.03, betas: [0.8, 0.999], eps: 1e-3, amsgrad: true });
    const { epochs } = await ruled.fit(X, labels, { epochs: 2, optimizer });
    expect(bits(named)).toEqual(bits(ruled));
    expect(epochs[0]!.learningRate).toBe(0.03);
  });
});

describe('fit ends before its time', () => {
  it('by a signal, at a step, with what was learnt so far', async () => {
    const controller = new AbortController();
    const net = make();
    const history = await net.fit(X, labels, {
      epochs: 50,
      batchSize: 10,
      signal: controller.signal,
      onBatch: ({ step }) => step === 13 && controller.abort(),
    });
    expect(history).toMatchObject({ status: 'stopped', steps: 13 });
    expect(history.epochs).toHaveLength(1);
  });

  it('by a callback', async () => {
    expect((await make().fit(X, labels, { onBatch: () => 'stop' })).steps).toBe(1);
    expect((await make().fit(X, labels, { batchSize: 45, onEpoch: async () => 'stop' })).steps).toBe(2);
  });

  it('when the loss no longer falls, and gives the best parameters back', async () => {
    const net = make();
    const held = { X: random(5).normal([30, 4]), labels: Array.from({ length: 30 }, (_, i) => i % 3) };
    const history = await net.fit(X, labels, {
      epochs: 500,
      batchSize: 30,
      optimizer: 'adam',
      learningRate: 0.02,
      validation: held,
      earlyStopping: { patience: 5 },
    });
    expect(history.status).toBe('early-stopped');
    const losses = history.epochs.map(({ validationLoss }) => validationLoss!);
    expect(losses.indexOf(Math.min(...losses))).toBe(losses.length - 6);
    expect(net.loss(held.X, held.labels)).toBe(Math.min(...losses));
  });

  it('when the loss is not finite, before that step', async () => {
    const net = make();
    const history = await net.fit(X, labels, { epochs: 50, learningRate: 1e30, batchSize: rows });
    expect(history.status).toBe('diverged');
    expect(history.steps).toBeLessThan(50);
  });

  it('when a gradient is infinite though the loss is not: that is no success', async () => {
    const net = new Network([dense(1, 1)], { loss: 'linear', seed: 1 });
    const history = await net.fit([[1e20]], [[1e20]], { epochs: 1 });
    expect(Number.isFinite(history.epochs[0]!.loss)).toBe(true);
    expect(history.status).toBe('diverged');
    expect(history.message).toContain('a parameter is not finite');
  });

  it('when the learning rate of a step is not finite, with the parameters before it', async () => {
    const net = make();
    const before = net.parameters.W1.toArray();
    const learningRate = (step: number): number => (step < 2 ? 1e-9 : Number.NaN);
    await expect(net.fit(X, labels, { learningRate, batchSize: rows })).rejects.toThrow(
      /learningRate of step 2.*got NaN/,
    );
    expect(net.parameters.W1.toArray()).not.toEqual(before);
    expect(net.loss(X, labels)).toBeGreaterThan(0);
  });

  it('when a callback throws: the error comes through, and the network is at rest', async () => {
    const net = make();
    await expect(net.fit(X, labels, { onBatch: () => { throw new TypeError('mine'); } })).rejects.toThrow('mine'); // biome-ignore format: one line
    await net.fit(X, labels, { epochs: 1 });
  });
});

describe('fit and the event loop', () => {
  it('leaves turns to others, and answers questions while it lasts', async () => {
    const net = make();
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const training = net.fit(X, labels, { epochs: 3000, batchSize: rows });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const during = net.loss(X, labels);
    await expect(net.fit(X, labels)).rejects.toThrow(/at rest/);
    expect(() => net.setParameters({})).toThrow(/in training/);
    await training;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
    expect(net.loss(X, labels)).toBeLessThan(during);
  });
});

describe('fitBatches', () => {
  it('takes the same steps as fit on the same batches, from an async iterable', async () => {
    async function* batches(): AsyncGenerator<Batch> {
      for (let from = 0; from < rows; from += 32) {
        await Promise.resolve();
        yield { X: samples.slice(from, from + 32), target: labels.slice(from, from + 32) };
      }
    }
    const [whole, streamed] = [make(), make()];
    const options: FitOptions = { epochs: 3, batchSize: 32, optimizer: 'adam' };
    const history = await whole.fit(X, labels, { ...options, shuffle: false });
    expect((await streamed.fitBatches(batches, options)).epochs).toEqual(history.epochs);
    expect(bits(streamed)).toEqual(bits(whole));
  });

  it('refuses an epoch without batches, such as that of a generator that is used up', async () => {
    const once = [{ X: samples, target: labels }][Symbol.iterator]();
    await expect(make().fitBatches(() => once, { epochs: 2 })).rejects.toThrow(/epoch 1: expected at least one batch/);
    await expect(make().fitBatches(once as never)).rejects.toThrow(/a function that gives the batches/);
  });

  it('names the batch that does not fit', async () => {
    const bad = (): Batch[] => [
      { X: [[1, 2, 3, 4]], target: [0] },
      { X: [[1, 2, Number.NaN, 4]], target: [0] },
    ];
    await expect(make().fitBatches(bad)).rejects.toThrow(/epoch 0, batch 1: row 0, column 2/);
    const large = (): Batch[] => [{ X: samples, target: labels }];
    await expect(make().fitBatches(large, { batchSize: 8 })).rejects.toThrow(/batchSize = 8/);
  });
});

describe('a wrong call of fit', () => {
  const bad = X.toTypedArray();
  bad[4 * 17 + 3] = Number.NaN;
  const holed = tensor(bad, { shape: [rows, 4] });

  it.each<[string, () => Promise<unknown>, RegExp, typeof ArgumentError | typeof ShapeError]>([
    ['NaN in X', () => make().fit(holed, labels), /row 17, column 3.*got NaN/, ArgumentError],
    ['a number beyond f32', () => make().fit([[1, 2, 3, 1e39]], [0]), /row 0, column 3.*f32, got 1e\+39/, ArgumentError], // biome-ignore format: a table
    ['an infinite target', () => new Network([dense(4, 1)], { loss: 'mse' }).fit(X, [...labels.slice(1), Number.POSITIVE_INFINITY]), /row 89/, ArgumentError], // biome-ignore format: a table
    ['a label out of range', () => make().fit(X, [...labels.slice(1), 3]), /row 89/, ArgumentError],
    ['another number of labels', () => make().fit(X, labels.slice(1)), /90 class numbers/, ShapeError],
    ['a bad validation set', () => make().fit(X, labels, { validation: { X: [[1]], target: [0] } }), /validation/, ShapeError], // biome-ignore format: a table
    [
      'an unknown optimizer',
      () => make().fit(X, labels, { optimizer: 'constructor' as never }),
      /adamw/,
      ArgumentError,
    ],
    ['a learning rate of 0', () => make().fit(X, labels, { learningRate: 0 }), /learningRate/, ArgumentError],
    ['half an epoch', () => make().fit(X, labels, { epochs: 0.5 }), /epochs/, ArgumentError],
    ['an empty batch', () => make().fit(X, labels, { batchSize: 0 }), /batchSize/, ArgumentError],
    ['a negative decay', () => make().fit(X, labels, { weightDecay: -1 }), /weightDecay/, ArgumentError],
    [
      'a negative decay with L-BFGS',
      () => make().fit(X, labels, { optimizer: 'l-bfgs', weightDecay: -1 }),
      /weightDecay/,
      ArgumentError,
    ],
    [
      'a constant the optimizer does not have',
      () => make().fit(X, labels, { optimizer: 'adam', momentum: 0.9 }),
      /adam: expected constants among beta1.*got momentum/,
      ArgumentError,
    ],
    [
      'a constant beside a rule',
      () => make().fit(X, labels, { optimizer: adam(), amsgrad: true }),
      /amsgrad.*adam\(\{ … \}\)/,
      ArgumentError,
    ],
    [
      'a constant with L-BFGS',
      () => make().fit(X, labels, { optimizer: 'l-bfgs', alpha: 0.9 }),
      /alpha/,
      ArgumentError,
    ],
    ['two decays', () => make().fit(X, labels, { optimizer: adam(), weightDecay: 1 }), /weightDecay/, ArgumentError],
    ['batches for L-BFGS', () => make().fit(X, labels, { optimizer: 'l-bfgs', batchSize: 3 }), /l-bfgs/, ArgumentError],
  ])('with %s is a typed error', async (_, call, message, kind) => {
    await expect(call()).rejects.toThrow(message);
    await expect(call()).rejects.toBeInstanceOf(kind);
  });
});

describe('a schedule by name', () => {
  it('falls from the whole rate to none over all steps', async () => {
    const rates = { cosine: [] as number[], linear: [] as number[] };
    for (const schedule of ['cosine', 'linear'] as const) {
      const onBatch = ({ learningRate }: { learningRate: number }): void => void rates[schedule].push(learningRate);
      await make().fit(X, labels, { epochs: 2, batchSize: 45, learningRate: 8, schedule, onBatch });
    }
    expect(rates.linear).toEqual([8, 6, 4, 2]);
    expect(rates.cosine.map((rate) => Math.round(rate * 1e3))).toEqual([8000, 6828, 4000, 1172]);
    await expect(make().fit(X, labels, { schedule: 'step' as never })).rejects.toThrow(/cosine, linear.*step/);
    await expect(make().fitBatches(() => [], { schedule: 'cosine' })).rejects.toThrow(/unknown number/);
  });
});
