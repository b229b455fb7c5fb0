// Training in a real Web Worker: progress arrives while it lasts, the page goes on, and the bits are those of fit.
import { random } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { fitInWorker, TwoLayerNet } from '../../src/index.js';

const X = random(5).normal([2000, 100], { dtype: 'f32' });
const labels = Array.from({ length: 2000 }, (_, i) => i % 10);
const make = (): TwoLayerNet => new TwoLayerNet({ inputs: 100, hidden: 512, outputs: 10, seed: 1 });

describe('fitInWorker in a browser', () => {
  it('trains in a worker to the bits of fit, with progress, while the page goes on', async () => {
    const worker = new Worker(new URL('./fitWorker.ts', import.meta.url), { type: 'module' });
    const [net, twin] = [make(), make()];
    const steps: number[] = [];
    const epochs: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const history = await fitInWorker(worker, net, X, labels, {
      epochs: 20,
      optimizer: 'adam',
      amsgrad: true,
      onBatch: ({ step }) => void steps.push(step),
      onEpoch: ({ epoch }) => void epochs.push(epoch),
    });
    clearInterval(timer);
    expect(history.status).toBe('completed');
    expect(epochs).toEqual(Array.from({ length: 20 }, (_, epoch) => epoch));
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(turns).toBeGreaterThan(3);
    await twin.fit(X, labels, { epochs: 20, optimizer: 'adam', amsgrad: true });
    expect(net.save()).toEqual(twin.save());
    worker.terminate();
  });

  it('stops by its signal', async () => {
    const worker = new Worker(new URL('./fitWorker.ts', import.meta.url), { type: 'module' });
    const controller = new AbortController();
    const history = await fitInWorker(worker, make(), X, labels, {
      epochs: 1e6,
      signal: controller.signal,
      onEpoch: () => controller.abort(),
    });
    expect(history.status).toBe('stopped');
    worker.terminate();
  });
});
