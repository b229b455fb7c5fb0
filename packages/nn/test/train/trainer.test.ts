// A training step takes no memory: whatever it needs is there from the first step on. NABLA_STEPS=100000 makes the run a long one.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { random } from '@nablajs/core-wasm';
import { memory } from '@nablajs/core-wasm/machine';
import { batchNorm, dense, dropout, gelu, Network } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const steps = Number(process.env.NABLA_STEPS ?? 10_000);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes in use: the core's memory, typed arrays outside it, and objects that are still reachable. */
function inUse(): { core: number; outside: number; objects: number } {
  collectGarbage();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return { core: memory().buffer.byteLength, outside: arrayBuffers, objects: heapUsed };
}

describe('memory', () => {
  const X = random(1).normal([64, 8]);
  const labels = Array.from({ length: 64 }, (_, i) => i % 4);
  const make = (): Network => new Network([dense(8, 16), gelu(), batchNorm(16), dropout(0.1), dense(16, 4)]);

  it(`is flat over ${steps} steps`, async () => {
    let before = inUse();
    let checks = 0;
    await make().fit(X, labels, {
      epochs: Math.ceil(steps / 32),
      batchSize: 2,
      optimizer: 'adam',
      onBatch({ step }) {
        if (step === 100) before = inUse();
        if (step % 1000 !== 0) return;
        const now = inUse();
        expect(now.core).toBe(before.core);
        expect(now.outside - before.outside).toBeLessThan(1 << 16);
        // What may grow is the history, and the machine code of functions that turn out to be hot.
        expect(now.objects - before.objects).toBeLessThan(4 << 20);
        checks++;
      },
    });
    expect(checks).toBeGreaterThanOrEqual(Math.floor(steps / 1000));
  }, 600_000);

  it('is given back after each of many trainings, failed ones too', async () => {
    await make().fit(X, labels, { epochs: 1 });
    const before = memory().buffer.byteLength;
    const failing = (): never => {
      throw new Error('mine');
    };
    for (let k = 0; k < 300; k++) {
      const net = make();
      await net.fit(X, labels, { epochs: 1, ...(k % 2 && { onBatch: failing }) }).catch(() => undefined);
      net.evaluate(X, labels);
    }
    expect(memory().buffer.byteLength).toBe(before);
  });
});
