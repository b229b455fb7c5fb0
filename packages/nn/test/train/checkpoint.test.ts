// Training interrupted and resumed is the uninterrupted one, bit for bit.
import { ArgumentError, random, type Tensor } from '@nablajs/core-wasm';
import { dense, dropout, type FitOptions, FormatError, Network, readSafetensors, relu } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const X = random(31).normal([50, 4]);
const labels = Array.from({ length: 50 }, (_, i) => (i * i) % 3);
const make = (): Network => new Network([dense(4, 9), relu(), dropout(0.25), dense(9, 3)], { seed: 6 });
const bits = (net: { parameters: Readonly<Record<string, Tensor>> }): number[] =>
  Object.values(net.parameters).flatMap((p) => [...new Uint8Array(p.toTypedArray().buffer)]);
const base: FitOptions = {
  epochs: 4,
  batchSize: 16,
  optimizer: 'adam',
  learningRate: 0.01,
  schedule: (step) => 1 / (1 + step),
  validation: { X, target: labels },
  earlyStopping: { patience: 50 },
};

async function checkpoints(options: FitOptions): Promise<{ files: Uint8Array[]; net: Network; epochs: unknown }> {
  const files: Uint8Array[] = [];
  const net = make();
  const { epochs } = await net.fit(X, labels, {
    ...options,
    checkpoint: { every: 1, save: (bytes) => void files.push(bytes) },
  });
  return { files, net, epochs };
}

describe('a training resumed from a checkpoint', () => {
  it.each(['sgd', 'nesterov', 'rmsprop', 'adagrad', 'adam', 'adamw'] as const)(
    'at any step, with %s, ends in the same bits',
    async (optimizer) => {
      const { files, net, epochs } = await checkpoints({ ...base, optimizer });
      expect(files).toHaveLength(16);
      for (const file of files) {
        const resumed = make();
        const history = await resumed.fit(X, labels, { ...base, optimizer, resume: file });
        expect(bits(resumed)).toEqual(bits(net));
        expect(history.epochs).toEqual(epochs);
        expect(history.steps).toBe(16);
      }
    },
  );

  it('writes the same files as the uninterrupted one', async () => {
    const { files } = await checkpoints(base);
    const again: Uint8Array[] = [];
    const checkpoint = { every: 1, save: (bytes: Uint8Array) => void again.push(bytes) };
    await make().fit(X, labels, { ...base, checkpoint, resume: files[5]! });
    expect(again).toEqual(files.slice(6));
  });

  it('has the same records for a network of one output, which has no accuracy', async () => {
    const one = (): Network<'mse'> => new Network([dense(4, 1)], { loss: 'mse', seed: 1 });
    const target = labels.map((label) => [label]);
    const options: FitOptions = { epochs: 3, validation: { X, target } };
    const files: Uint8Array[] = [];
    const whole = await one().fit(X, target, { ...options, checkpoint: { save: (bytes) => void files.push(bytes) } });
    expect((await one().fit(X, target, { ...options, resume: files[1]! })).epochs).toEqual(whole.epochs);
    expect(whole.epochs[0]).not.toHaveProperty('validationAccuracy');
  });

  it('may go on for more epochs, and is itself a file of the network', async () => {
    const files: Uint8Array[] = [];
    const short = make();
    await short.fit(X, labels, { ...base, epochs: 2, checkpoint: { save: (bytes) => void files.push(bytes) } });
    expect(files).toHaveLength(2);
    expect(bits(Network.load(files[1]!))).toEqual(bits(short));
    const [long, resumed] = [make(), make()];
    await long.fit(X, labels, base);
    await resumed.fit(X, labels, { ...base, resume: files[1]! });
    expect(bits(resumed)).toEqual(bits(long));
  });
});

describe('a checkpoint that does not belong', () => {
  it.each<[string, FitOptions, RegExp]>([
    ['another optimizer', { optimizer: 'rmsprop' }, /optimizer/],
    ['another batch size', { batchSize: 15 }, /batchSize/],
    ['another seed', { seed: 7 }, /seed/],
    ['no shuffling', { shuffle: false }, /shuffle/],
    ['another learning rate', { learningRate: 0.02 }, /learningRate: expected 0.01, 0.0025, 0.002, got 0.02/],
    ['another schedule', { schedule: 'cosine' }, /learningRate/],
    ['other constants', { beta1: 0.8 }, /constants.*"beta1":0.9.*"beta1":0.8/],
    ['a weight decay', { weightDecay: 0.1 }, /constants/],
    ['a bound of the gradient', { gradientClip: 1 }, /gradientClip: expected none, got 1/],
  ])('because of %s is refused, and nothing changed', async (_, change, message) => {
    const { files } = await checkpoints(base);
    const net = make();
    const before = bits(net);
    const attempt = net.fit(X, labels, { ...base, ...change, resume: files[3]! });
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toBeInstanceOf(ArgumentError);
    expect(bits(net)).toEqual(before);
  });

  it('because it is another network’s, or none, or damaged, is refused', async () => {
    const { files } = await checkpoints(base);
    const other = new Network([dense(4, 8), relu(), dense(8, 3)]);
    await expect(other.fit(X, labels, { ...base, seed: 6, resume: files[0]! })).rejects.toThrow(/network/);
    await expect(make().fit(X, labels, { ...base, resume: make().save() })).rejects.toThrow(FormatError);
    for (let at = 0; at < files[0]!.length; at += 97) {
      const damaged = files[0]!.slice();
      damaged[at]! ^= 0x10;
      await expect(make().fit(X, labels, { ...base, resume: damaged })).rejects.toThrow(FormatError);
    }
  });

  it('holds the optimizer’s state under names, beside the parameters', async () => {
    const { files } = await checkpoints(base);
    const names = [...readSafetensors(files[0]!).keys()];
    expect(names).toEqual(
      ['W1', 'W2', 'b1', 'b2', 'best', 'optimizer.0', 'optimizer.1'].filter((name) => name !== 'best'),
    );
    expect(readSafetensors(files[8]!).has('best')).toBe(true);
  });
});
