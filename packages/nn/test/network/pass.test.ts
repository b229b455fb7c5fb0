// Whatever allocation fails, the error is typed, nothing stays allocated, and the network is as it was.
import { OutOfMemoryError, random } from '@nablajs/core-wasm';
import { checkGradients, TwoLayerNet } from '@nablajs/nn';
import { afterAll, describe, expect, it } from 'vitest';
import { failAllocation, setRedZone } from '../../../core-wasm/src/faults.js';
import { liveBytes } from '../../../core-wasm/src/memory.js';

setRedZone(64);
afterAll(() => setRedZone(0));

const net = new TwoLayerNet({ inputs: 30, hidden: 40, outputs: 50, seed: 1 });
const X = random(1).normal([60, 30], { dtype: 'f32' });
const labels = Array.from({ length: 60 }, (_, i) => i % 50);

const calls: Record<string, () => unknown> = {
  forward: () => net.forward(X),
  backward: () => net.backward(X, labels),
  evaluate: () => net.evaluate(X, labels),
  predict: () => net.predict(X),
  checkGradients: () => checkGradients(net, X, labels, { entries: 1 }),
  fit: () => net.fit(X, labels, { epochs: 1, optimizer: 'adam', validation: { X, labels } }),
  'fit by L-BFGS': () => net.fit(X, labels, { epochs: 1, optimizer: 'l-bfgs' }),
  'parameters, save': () => [net.parameters, net.save()],
  load: () => TwoLayerNet.load(net.save()),
};

describe('the k-th allocation fails in', () => {
  it.each(Object.keys(calls))('%s', async (name) => {
    await calls[name]!();
    const before = liveBytes();
    let failures = 0;
    for (let k = 1; ; k++) {
      failAllocation(k);
      const outcome = await Promise.resolve().then(calls[name]).then(() => undefined, (error: unknown) => error); // biome-ignore format: one line
      if (failAllocation(0) && outcome === undefined) break;
      if (outcome === undefined) continue;
      failures++;
      expect(outcome).toBeInstanceOf(OutOfMemoryError);
      expect(liveBytes()).toBeLessThanOrEqual(before);
      await net.fit(X, labels, { epochs: 0 });
    }
    if (!['parameters, save', 'load'].includes(name)) expect(failures).toBeGreaterThan(0);
    await calls[name]!();
  });

  it('a batch that no memory holds is refused at once', () => {
    const wide = new TwoLayerNet({ inputs: 1, hidden: 20_000, outputs: 1 });
    const many = new Float32Array(60_000);
    expect(() => wide.forward(many)).toThrow(OutOfMemoryError);
  });
});
