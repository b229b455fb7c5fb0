// Threads in a real browser: the same bits where the page may share memory, an error that says how where it may not.
import { afterEach, expect, it } from 'vitest';
import { info, matmul, random } from '../src/index.js';
import { setThreads, ThreadsError } from '../src/threads.js';

afterEach(() => setThreads(1));

it('threads need a page that is cross-origin isolated, and everything works without them', async () => {
  const a = random(1).normal([256, 256], { dtype: 'f32' });
  const expected = matmul(a, a).toTypedArray();
  if (globalThis.crossOriginIsolated) {
    await setThreads(2);
    expect(info().threads).toBe(2);
  } else {
    const refused = setThreads(2);
    await expect(refused).rejects.toThrow(ThreadsError);
    await expect(refused).rejects.toThrow(/Cross-Origin-Opener-Policy/);
    expect(info().threads).toBe(1);
  }
  expect(matmul(a, a).toTypedArray()).toEqual(expected);
});
