// A network saved in the origin-private file system of a real browser, and read again.
import { describe, expect, it } from 'vitest';
import { loadFromOpfs, saveToOpfs, TwoLayerNet } from '../../src/index.js';

describe('the origin-private file system', () => {
  it('gives back the bytes, and the newer ones after another save', async () => {
    for (const hidden of [50, 3]) {
      const saved = new TwoLayerNet({ inputs: 4, hidden, outputs: 2, seed: hidden }).save();
      await saveToOpfs('nets/tests/net.safetensors', saved);
      const read = await loadFromOpfs('nets/tests/net.safetensors');
      expect(read).toEqual(saved);
      expect(TwoLayerNet.load(read).seed).toBe(hidden);
    }
  });

  it('keeps the old file when a save fails', async () => {
    await saveToOpfs('kept', Uint8Array.of(1, 2));
    await expect(saveToOpfs('kept', Symbol('no bytes') as never)).rejects.toThrow();
    expect([...(await loadFromOpfs('kept'))]).toEqual([1, 2]);
  });

  it('has the browser’s own error for a file that is not there', async () => {
    await expect(loadFromOpfs('nowhere/none')).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
