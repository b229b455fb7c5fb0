// A registry on this machine (verdaccio) that holds the four packages as `npm publish` sends them.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

/** Where the consumers' own tools are installed. */
export const tools: string = join(here, 'tools', 'node_modules');

/** In the order of their dependencies. */
const PUBLISHED = ['core-wasm', 'calculus', 'optim', 'nn'];

declare module 'vitest' {
  export interface ProvidedContext {
    registry: string;
  }
}

/** Starts the registry, publishes into it, and tells the tests its address. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-registry-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const config = join(folder, 'config.yaml');
  writeFileSync(config, CONFIG);
  const server = spawn(process.execPath, [join(tools, 'verdaccio/bin/verdaccio'), '--config', config, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' }); // biome-ignore format: one line
  const close = (): void => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(address);
    const npmrc = join(folder, 'npmrc');
    writeFileSync(npmrc, `registry=${address}\n//127.0.0.1:${port}/:_authToken=anyone\nprovenance=false\n`);
    for (const name of PUBLISHED) {
      const { status, stderr } = spawnSync('npm', ['publish', '--userconfig', npmrc, '--registry', address, '--no-provenance'], { cwd: join(root, 'packages', name), encoding: 'utf8', env: plainEnvironment(), shell: process.platform === 'win32' }); // biome-ignore format: one line
      if (status !== 0) throw new Error(`npm publish ${name}: ${stderr}`);
    }
  } catch (error) {
    close();
    throw error;
  }
  project.provide('registry', address);
  return close;
}

/** Anyone may publish; nothing is asked of any other registry. */
const CONFIG = `storage: ./storage
packages:
  '@nablajs/*':
    access: $all
    publish: $all
log: { type: stdout, level: fatal }
max_body_size: 50mb
`;

/** The environment without what npm put there for the script that started the tests. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(config|lifecycle|package)/i.test(key)),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      if ((await fetch(`${address}-/ping`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the registry at ${address} does not answer`);
}
