// What a stranger gets: the committed files alone, cloned elsewhere, must install, build and run the main job.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, root, say } from './process.mjs';

const clone = join(mkdtempSync(join(tmpdir(), 'nabla-clone-')), 'nabla');

function run(command, args, cwd) {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: cleanEnvironment(),
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { status, stdout };
}

/** The lines that the main job ends with; a run without them did not do its work, whatever it returned. */
function judge({ status, stdout }) {
  const verified = /^verified (\d+)\/(\d+)$/m.exec(stdout);
  const accuracy = /^test accuracy (\d+\.\d+) %$/m.exec(stdout);
  if (status !== 0) return `npm start ended with ${status}`;
  if (!verified || verified[1] !== verified[2]) return `npm start verified ${verified?.[0] ?? 'nothing'}`;
  if (!accuracy || Number(accuracy[1]) < 97.5) return `npm start reached ${accuracy?.[0] ?? 'no accuracy'}`;
  if (stdout.includes('\u001b[')) return 'npm start coloured an output that is no terminal';
  return undefined;
}

try {
  if (run('git', ['clone', '--quiet', '--no-local', root, clone], root).status !== 0)
    throw new Error('git clone failed');
  say(`fresh clone: npm start`);
  const result = run('npm', ['--silent', 'start'], clone);
  const complaint = judge(result);
  say(
    complaint
      ? `fresh clone: FAILED: ${complaint}\n${result.stdout.slice(-4000)}`
      : `fresh clone: ${result.stdout.trim().split('\n').slice(-2).join(', ')}`,
  );
  process.exitCode = complaint ? 1 : 0;
} finally {
  rmSync(join(clone, '..'), { recursive: true, force: true });
}
