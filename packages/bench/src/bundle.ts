// What a library costs before it computes: one small program that multiplies two matrices, bundled and minified as a page
// or a tool would ship it, its bytes after gzip, and the time from its start to the first result in a new process.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the program, which leaves its answer in `globalThis.answer`, as one module; gives its file. */
export async function bundle(program: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-bundle-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  // The entry's text is given to the bundler by a plugin, so that its imports resolve from this package.
  const entry = join(PACKAGE, 'bundled-program.js');
  await build({
    root: PACKAGE,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'program',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
    ssr: { noExternal: true, target: 'webworker' },
    build: { ssr: entry, target: 'es2022', minify: true, outDir: folder, emptyOutDir: false },
  });
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  if (files.length !== 1) throw new Error(`bundled into ${files.length} files`);
  const file = join(folder, `${files[0].slice(0, -3)}.mjs`);
  writeFileSync(file, readFileSync(join(folder, files[0])));
  return file;
}

/** Bytes of a file and of others that it loads, compressed one by one. */
export function compressedBytes(file: string, beside: readonly string[]): number {
  const require = createRequire(import.meta.url);
  return [file, ...beside.map((name) => require.resolve(name))]
    .map((path) => gzipSync(readFileSync(path), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** The seconds from importing the file to its answer in a process of its own, and the answer. */
export function start(file: string): Promise<{ seconds: number; answer: number[] }> {
  const script = `
    const start = performance.now();
    await import(process.argv[1]);
    const seconds = (performance.now() - start) / 1000;
    process.send({ seconds, answer: Array.from(globalThis.answer) }, () => process.exit());`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message) => resolve(message as { seconds: number; answer: number[] }));
    child.on('exit', () => reject(new Error('the bundled program ended without an answer')));
  });
}
