/**
 * Files for networks, in a page: a Blob, to be downloaded or sent, and the origin-private file system.
 *
 * A file of the origin-private file system is written through a stream onto a copy, which takes the file's place when the
 * stream is closed: after a failure the name holds what it held before.
 *
 * Source: WHATWG, File System (FileSystemWritableFileStream).
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { bytesOf } from './bytes.js';

/**
 * The bytes as a Blob, copied: for `URL.createObjectURL` and the link of a download, for `fetch` and for forms.
 *
 * @example
 * ```ts
 * import { toBlob, TwoLayerNet } from '@nablajs/nn';
 *
 * const net = new TwoLayerNet({ inputs: 2, hidden: 4, outputs: 2, seed: 1 });
 * const blob = toBlob(net.save());
 * console.log(TwoLayerNet.load(await blob.arrayBuffer()).seed); // 1
 * ```
 */
export function toBlob(bytes: Uint8Array, type: string = 'application/octet-stream'): Blob {
  return new Blob([new Uint8Array(bytesOf('toBlob', bytes))], { type });
}

/**
 * Writes a file of the page's origin-private file system; folders in the path are made where they are missing. When the promise
 * resolves the name holds all of the bytes; when it rejects, what it held before.
 *
 * @param path Names with `/` between them, such as `'nets/digits.safetensors'`.
 * @throws ArgumentError for an empty name, or where there is no such file system, as in Node. @throws The browser's own errors,
 *   such as QuotaExceededError.
 *
 * @example
 * ```ts
 * import { loadFromOpfs, saveToOpfs, TwoLayerNet } from '@nablajs/nn';
 *
 * const net = new TwoLayerNet({ inputs: 2, hidden: 4, outputs: 2, seed: 1 });
 * if (globalThis.navigator?.storage) {
 *   await saveToOpfs('nets/digits.safetensors', net.save());
 *   console.log(TwoLayerNet.load(await loadFromOpfs('nets/digits.safetensors')).seed); // 1
 * }
 * ```
 */
export async function saveToOpfs(path: string, bytes: Uint8Array): Promise<void> {
  const content = new Uint8Array(bytesOf('saveToOpfs', bytes));
  const file = await fileHandle('saveToOpfs', path, true);
  const stream = await file.createWritable();
  try {
    await stream.write(content);
  } catch (error) {
    await stream.abort();
    throw error;
  }
  await stream.close();
}

/**
 * Reads a whole file of the page's origin-private file system.
 *
 * @throws ArgumentError for an empty name, or where there is no such file system. @throws The browser's own errors, such as
 *   NotFoundError.
 *
 * @example
 * ```ts
 * import { loadFromOpfs } from '@nablajs/nn';
 *
 * await loadFromOpfs('').catch((error) => console.log(error.code)); // ARGUMENT
 * ```
 */
export async function loadFromOpfs(path: string): Promise<Uint8Array> {
  const file = await (await fileHandle('loadFromOpfs', path, false)).getFile();
  return new Uint8Array(await file.arrayBuffer());
}

async function fileHandle(where: string, path: string, create: boolean): Promise<FileSystemFileHandle> {
  const names = String(path).split('/');
  if (names.includes(''))
    throw new ArgumentError({ where: `${where}: path`, expected: 'names with / between them', got: `'${path}'` });
  const storage = globalThis.navigator?.storage;
  if (typeof storage?.getDirectory !== 'function')
    throw new ArgumentError({ where, expected: 'a page with an origin-private file system', got: 'none' });
  let folder = await storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create });
  return folder.getFileHandle(names.at(-1)!, { create });
}
