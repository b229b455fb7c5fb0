// The published packages, and what npm makes of them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from './process.mjs';

/** In the order of their dependencies. */
export const PUBLISHED = ['core-wasm', 'calculus', 'optim', 'nn'];

/** Runs npm in a folder and returns what it printed; throws with npm's complaint when it fails. */
export function npm(cwd, ...args) {
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: cleanEnvironment(),
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
  });
  if (error || status !== 0) throw new Error(`npm ${args.join(' ')}: ${error ?? stderr}`);
  return stdout;
}

/** Removes what tsc wrote for modules that are no more; it leaves its own old outputs where they are. */
function removeStale(folder) {
  for (const path of readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })) {
    const source = path.replace(/\.d\.ts$/, '.ts');
    if (source !== path && !existsSync(join(folder, 'src', source)))
      for (const extension of ['.js', '.js.map', '.d.ts'])
        rmSync(join(folder, 'dist', path.replace(/\.d\.ts$/, extension)), { force: true });
  }
}

/** Packs a package of a working tree into a folder: npm's listing, with the tarball's path and SHA-256. */
export function pack(tree, name, folder) {
  removeStale(join(tree, 'packages', name));
  const parsed = JSON.parse(npm(join(tree, 'packages', name), 'pack', '--json', '--pack-destination', folder));
  const listing = Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0];
  const tarball = join(folder, listing.filename.replace(/^.*[\\/]/, ''));
  return { ...listing, tarball, sha256: createHash('sha256').update(readFileSync(tarball)).digest('hex') };
}
