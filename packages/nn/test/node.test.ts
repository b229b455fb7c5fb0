// Files written so that a path names the old bytes or the new ones, whatever happens in between.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TwoLayerNet } from '@nablajs/nn';
import { loadFile, saveFile } from '@nablajs/nn/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nabla-nn-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('saveFile', () => {
  it('writes what loadFile reads, over an older file, and leaves nothing else', async () => {
    const path = join(folder, 'net.safetensors');
    const [first, second] = [1, 2].map((seed) => new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 2, seed }).save());
    await saveFile(path, first!);
    await saveFile(path, second!);
    expect(await loadFile(path)).toEqual(second);
    expect(await readdir(folder)).toEqual(['net.safetensors']);
  });

  it('that fails leaves the old file and no temporary one', async () => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'inside'), { recursive: true });
    await expect(saveFile(path, new Uint8Array(8))).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    await expect(saveFile(join(folder, 'nowhere', 'x'), new Uint8Array(8))).rejects.toThrow(/ENOENT/);
    expect((await stat(path)).isDirectory()).toBe(true);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  // A limit of the file size stands for the full disk: the system takes 64 kB and refuses the rest.
  it.skipIf(process.platform === 'win32')('on a full disk leaves the old file and no temporary one', async () => {
    const path = join(folder, 'full', 'net.safetensors');
    await mkdir(join(folder, 'full'));
    await saveFile(path, new Uint8Array(1000).fill(1));
    const script = join(folder, 'large.mjs');
    const save = `await saveFile(${JSON.stringify(path)}, new Uint8Array(1 << 20)).catch(({ code }) => console.log(code));`;
    await writeFile(script, `${await moduleText()}\n${save}`);
    const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" "$1"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', limited, process.execPath, script], { encoding: 'utf8' });
    expect(stdout.trim(), stderr).toMatch(/^(EFBIG|ENOSPC)$/);
    expect(await readFile(path)).toEqual(Buffer.alloc(1000, 1));
    expect(await readdir(join(folder, 'full'))).toEqual(['net.safetensors']);
  });

  it('makes the bytes durable before the path names them, and the renaming after', async () => {
    const path = join(folder, 'order', 'net.safetensors');
    await mkdir(join(folder, 'order'));
    const script = join(folder, 'order.mjs');
    await writeFile(script, tracedText(await moduleText(), path));
    const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    const beside = /\.net\.safetensors\.[0-9a-f]{12}\.tmp/g;
    expect(stdout.replaceAll(beside, 'temporary').trim().split('\n'), stderr).toEqual([
      'open temporary',
      'writeFile temporary',
      'sync temporary',
      'close temporary',
      'rename temporary net.safetensors',
      ...(process.platform === 'win32' ? [] : ['open order', 'sync order', 'close order']),
    ]);
  });

  it('killed at any moment leaves a whole file, old or new', async () => {
    const path = join(folder, 'victim');
    const size = 1 << 20;
    const script = join(folder, 'writer.mjs');
    await writeFile(script, await writerScript(path, size));
    await saveFile(path, new Uint8Array(size).fill(1));
    const found = new Set<number>();
    for (let k = 0; k < 12; k++) {
      const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 12 * Math.random()));
      await killed(child);
      const bytes = await readFile(path);
      expect(bytes.length).toBe(size);
      expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
      found.add(bytes[0]!);
    }
    // The killed had been at work.
    expect(found.size).toBeGreaterThan(1);
  }, 60_000);
});

/** node.ts as JavaScript, its types taken away. */
async function moduleText(): Promise<string> {
  const { transformWithOxc } = await import('vite');
  const source = fileURLToPath(new URL('../src/node.ts', import.meta.url));
  return (await transformWithOxc(await readFile(source, 'utf8'), source)).code;
}

/** node.ts and a call of it, with file operations that print what they do before doing it. */
function tracedText(module: string, path: string): string {
  const traced = `
    import * as fs from 'node:fs/promises';
    import { basename as nameOf } from 'node:path';
    const log = (...words) => console.log(...words.map((word) => nameOf(word)));
    const rename = (from, to) => (log('rename', from, to), fs.rename(from, to));
    const open = async (path, flags) => {
      log('open', path);
      const file = await fs.open(path, flags);
      const through = (name) => (...values) => (log(name, path), file[name](...values));
      return Object.fromEntries(['writeFile', 'sync', 'close'].map((name) => [name, through(name)]));
    };`;
  const own = module.replace(/import \{[^}]*\} from ["']node:fs\/promises["'];/, 'const { readFile, rm } = fs;');
  return `${traced}\n${own}\nawait saveFile(${JSON.stringify(path)}, new Uint8Array(8));`;
}

/** Writes the file over and over, each time with another byte. */
async function writerScript(path: string, size: number): Promise<string> {
  return `${await moduleText()}
    console.log('ready');
    for (let byte = 2; ; byte = (byte + 1) % 256) await saveFile(${JSON.stringify(path)}, new Uint8Array(${size}).fill(byte));`;
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
