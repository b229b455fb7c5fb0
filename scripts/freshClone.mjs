// What a stranger gets: the committed files alone, cloned elsewhere, must install, build and run the main job. Their packages
// must be byte for byte those built here, when nothing here is uncommitted; and a release is rehearsed in the clone.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLISHED, pack } from './packages.mjs';
import { cleanEnvironment, root, say } from './process.mjs';
import { rehearseRelease } from './rehearsal.mjs';

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

/** The packages that two builds, here and in the clone, did not make alike. */
function differences() {
  const { stdout } = run('git', ['status', '--porcelain', '--', 'packages', 'tsconfig.base.json'], root);
  if (stdout !== '') {
    say('fresh clone: packages not compared with those built here, which have uncommitted changes');
    return [];
  }
  const [here, there] = [root, clone].map((tree) =>
    PUBLISHED.map((name) => pack(tree, name, mkdtempSync(join(clone, '..', 'pack-'))).sha256),
  );
  for (const [i, name] of PUBLISHED.entries()) say(`fresh clone: @nablajs/${name} ${there[i]}`);
  return PUBLISHED.filter((_, i) => here[i] !== there[i]).map((name) => `two builds of @nablajs/${name} differ`);
}

try {
  if (run('git', ['clone', '--quiet', '--no-local', root, clone], root).status !== 0)
    throw new Error('git clone failed');
  say(`fresh clone: npm start`);
  const result = run('npm', ['--silent', 'start'], clone);
  const failed = judge(result);
  const complaints = failed ? [failed] : [...differences(), ...rehearseRelease(clone)];
  for (const complaint of complaints) say(`fresh clone: FAILED: ${complaint}`);
  if (failed) say(result.stdout.slice(-4000));
  else say(`fresh clone: ${result.stdout.trim().split('\n').slice(-2).join(', ')}`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
} finally {
  rmSync(join(clone, '..'), { recursive: true, force: true });
}
