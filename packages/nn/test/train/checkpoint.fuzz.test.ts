// A process that trains is killed again and again, at random moments; the last one's file is that of one never killed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('./trainToFile.mjs', import.meta.url));

/** Runs the script until it ends, or kills it a while after its first epoch. */
function train(path: string, lifetime?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve() : reject(new Error(`${code}`)),
    );
    child.stdout.once('data', () => lifetime !== undefined && setTimeout(() => child.kill('SIGKILL'), lifetime));
  });
}

it('a killed and resumed training ends in the same bytes as an uninterrupted one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nabla-resume-'));
  try {
    const [whole, broken] = [join(folder, 'whole'), join(folder, 'broken')];
    await train(whole);
    let deaths = 0;
    for (; deaths < 3 && !existsSync(`${broken}.done`); deaths++) await train(broken, 20 + 300 * Math.random());
    if (!existsSync(`${broken}.done`)) await train(broken);
    expect(await readFile(`${broken}.done`)).toEqual(await readFile(`${whole}.done`));
    expect(await readFile(broken)).toEqual(await readFile(whole));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
