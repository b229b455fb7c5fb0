// A training step takes no memory: whatever it needs is there from the first step on.
import { random } from '@nablajs/core-wasm';
import { memory } from '@nablajs/core-wasm/machine';
import { batchNorm, dense, dropout, gelu, Network } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

describe('memory', () => {
  const X = random(1).normal([64, 8]);
  const labels = Array.from({ length: 64 }, (_, i) => i % 4);
  const make = (): Network => new Network([dense(8, 16), gelu(), batchNorm(16), dropout(0.1), dense(16, 4)]);

  it('is flat over 10⁴ steps', async () => {
    const before = { core: 0, outside: 0 };
    await make().fit(X, labels, {
      epochs: 2500,
      batchSize: 16,
      optimizer: 'adam',
      onBatch({ step }) {
        const now = { core: memory().buffer.byteLength, outside: process.memoryUsage().arrayBuffers };
        if (step === 100) Object.assign(before, now);
        if (step % 1000 !== 0) return;
        expect(now.core).toBe(before.core);
        expect(now.outside - before.outside).toBeLessThan(1 << 20);
      },
    });
    expect(before.core).toBeGreaterThan(0);
  });

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
