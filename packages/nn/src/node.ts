/// <reference types="node" />
/**
 * Files for networks, in Node: written so that at every moment, whatever fails, the path names either the old file or the
 * whole new one.
 *
 *     write a temporary file beside it → fsync → rename over the path → fsync the directory
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file, atomically and durably: when the promise resolves the bytes are on the disk under the path; before that
 * the path names the old file. After a failure the temporary file is removed; a killed process may leave it behind, as
 * `.name.….tmp`, which nothing reads.
 *
 * @param bytes Unchanged; must not change before the promise resolves.
 * @throws The file system's own errors, such as ENOSPC and EACCES.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { TwoLayerNet } from '@nablajs/nn';
 * import { loadFile, saveFile } from '@nablajs/nn/node';
 *
 * const path = join(await mkdtemp(join(tmpdir(), 'nabla-')), 'net.safetensors');
 * const net = new TwoLayerNet({ inputs: 2, hidden: 4, outputs: 2, seed: 1 });
 * await saveFile(path, net.save());
 * console.log(TwoLayerNet.load(await loadFile(path)).seed); // 1
 * ```
 */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/**
 * Reads a whole file.
 *
 * @throws The file system's own errors, such as ENOENT.
 *
 * @example
 * ```ts
 * import { loadFile } from '@nablajs/nn/node';
 *
 * console.log((await loadFile(process.execPath)).length > 0); // true
 * ```
 */
export async function loadFile(path: string): Promise<Uint8Array> {
  const buffer = await readFile(path);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** Makes the renaming itself durable. Windows cannot open a directory, and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
