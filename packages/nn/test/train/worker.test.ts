import { ArgumentError, random, type Tensor, tensor } from '@nablajs/core-wasm';
import {
  dense,
  fitInWorker,
  Network,
  relu,
  serveFit,
  type TrainingPort,
  TwoLayerNet,
  WorkerError,
  type WorkerFitOptions,
} from '@nablajs/nn';
import { afterEach, describe, expect, it } from 'vitest';

const X = random(3).normal([60, 4]);
const labels = Array.from({ length: 60 }, (_, i) => i % 3);
const bits = (net: { parameters: Readonly<Record<string, Tensor>> }): number[] =>
  Object.values(net.parameters).flatMap((p) => [...new Uint8Array(p.toTypedArray().buffer)]);

let channel: MessageChannel | undefined;
afterEach(() => channel?.port1.close());

/** A page's end of a channel to a served port: messages are cloned as between threads. */
function served(): TrainingPort {
  channel = new MessageChannel();
  serveFit(channel.port1);
  return channel.port2;
}

describe('fitInWorker', () => {
  it.each<[string, WorkerFitOptions]>([
    ['Adam', { optimizer: 'adam', schedule: 'cosine', validation: { X, labels } }],
    ['L-BFGS', { optimizer: 'l-bfgs' }],
  ])('gives the bits and the history of fit, with %s', async (_, options) => {
    const [here, there] = [1, 1].map((seed) => new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3, seed })) as [TwoLayerNet, TwoLayerNet]; // biome-ignore format: one line
    const epochs: number[] = [];
    const all = { epochs: 4, ...options };
    const history = await fitInWorker(served(), there, X, labels, {
      ...all,
      onEpoch: ({ epoch }) => void epochs.push(epoch),
    });
    expect(history).toEqual(await here.fit(X, labels, all));
    expect(bits(there)).toEqual(bits(here));
    expect(epochs).toEqual(history.epochs.map(({ epoch }) => epoch));
  });

  it('takes values as targets, and one port for several trainings', async () => {
    const port = served();
    const net = new Network([dense(4, 5), relu(), dense(5, 2)], { loss: 'mse', seed: 2 });
    const twin = Network.load(net.save());
    const T = tensor(
      Array.from({ length: 120 }, (_, i) => Math.sin(i)),
      { shape: [60, 2], dtype: 'f32' },
    );
    for (let k = 0; k < 2; k++) {
      await fitInWorker(port, net, X, T, { epochs: 2 });
      await twin.fit(X, T, { epochs: 2 });
    }
    expect(bits(net)).toEqual(bits(twin));
  });

  it('hands checkpoints to the page, which a training in the page or in a worker goes on from to the same bits', async () => {
    const make = (): TwoLayerNet => new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3, seed: 1 });
    const options: WorkerFitOptions = { epochs: 3, batchSize: 16, optimizer: 'rmsprop', centered: true, momentum: 0.5 };
    const files: Uint8Array[] = [];
    const steps: number[] = [];
    const save = async (bytes: Uint8Array, step: number): Promise<void> => {
      await new Promise((done) => setTimeout(done, 20 - step));
      files.push(bytes);
      steps.push(step);
    };
    const [whole, here, there] = [make(), make(), make()];
    await fitInWorker(served(), whole, X, labels, { ...options, checkpoint: { every: 5, save } });
    expect(steps).toEqual([5, 10]);
    await here.fit(X, labels, { ...options, resume: files[0]! });
    await fitInWorker(served(), there, X, labels, { ...options, resume: files[1]! });
    expect(bits(here)).toEqual(bits(whole));
    expect(bits(there)).toEqual(bits(whole));
  });

  it('stops with the error of a checkpoint that cannot be saved', async () => {
    const net = new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3 });
    const save = async (): Promise<void> => {
      throw new Error('no room');
    };
    await expect(fitInWorker(served(), net, X, labels, { epochs: 1e6, checkpoint: { save } })).rejects.toThrow(
      'no room',
    );
  });

  it('stops by its signal, with what was learnt so far', async () => {
    const controller = new AbortController();
    const net = new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3 });
    const before = bits(net);
    const history = await fitInWorker(served(), net, X, labels, {
      epochs: 1e6,
      signal: controller.signal,
      onBatch: () => controller.abort(),
    });
    expect(history.status).toBe('stopped');
    expect(bits(net)).not.toEqual(before);
  });

  it('throws before anything is sent, or says what went wrong in the worker', async () => {
    const net = new TwoLayerNet({ inputs: 4, hidden: 8, outputs: 3 });
    await expect(fitInWorker(served(), net, X, labels.slice(1).concat(7))).rejects.toBeInstanceOf(ArgumentError);
    const attempt = fitInWorker(served(), net, X, labels, { epochs: -1 });
    await expect(attempt).rejects.toBeInstanceOf(WorkerError);
    await expect(attempt).rejects.toThrow(/ArgumentError.*epochs/);
  });
});
