// What a page's files do where there is no page; the files themselves are tested in a browser.
import { ArgumentError } from '@nablajs/core-wasm';
import { loadFromOpfs, saveToOpfs, toBlob } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

describe('files of a page', () => {
  it('are Blobs of the bytes as they were', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const blob = toBlob(bytes.subarray(1), 'x/y');
    bytes.fill(0);
    expect(blob.type).toBe('x/y');
    expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([2, 3]);
  });

  it('are refused without a name or without a file system', async () => {
    for (const path of ['', 'a//b', '/a', 'a/'])
      await expect(saveToOpfs(path, Uint8Array.of(1)), path).rejects.toThrow(/saveToOpfs: path/);
    await expect(loadFromOpfs('a')).rejects.toThrow(ArgumentError);
  });
});
