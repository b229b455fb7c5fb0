// What CI does, in order: lint and gates, types, the tests, the long forms of some promises, the sizes of bundles, the packed
// tarballs, the packages as strangers install them, the main job on a fresh clone, a short look for new failures by fuzzing. A
// failed step does not hide the later ones. The last line counts the tests of the runner's own JSON reports.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment, root, say } from './process.mjs';

const reports = join(root, 'reports');
/** The runner's reports, by the step that writes them. */
const report = { tests: join(reports, 'tests.json'), consumers: join(reports, 'consumers.json') };

const npm = (...args) => ['npm', ['--silent', ...args]];
const reporting = (file) => ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
const steps = [
  ['lint and gates', npm('run', 'lint')],
  ['types', npm('run', 'check')],
  ['tests', npm('test', ...reporting(report.tests))],
  ['promises', npm('run', 'promises', '--', 'E1', 'E3', 'L5', 'M3')],
  ['sizes', npm('run', 'sizes')],
  ['tarballs', ['node', ['scripts/tarballs.mjs']]],
  ['consumers', npm('run', 'consumers', ...reporting(report.consumers))],
  ['fresh clone', ['node', ['scripts/freshClone.mjs']]],
  // Last, since it keeps what it found in packages/fuzz/corpus, and a changed tree has no packages to compare.
  ['fuzzing', npm('run', 'fuzz', '--', '--minutes', '0.2')],
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const failed = [];
for (const [name, [command, args]] of steps) {
  const started = Date.now();
  say(`ci: ${name}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: cleanEnvironment(),
    shell: process.platform === 'win32',
  });
  say(`ci: ${name} ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (status !== 0) failed.push(name);
}

const tests = { passed: 0, failed: 0 };
for (const [step, file] of Object.entries(report)) {
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (!(found?.numPassedTests > 0)) failed.push(`no test of ${step} passed`);
  tests.passed += found?.numPassedTests ?? 0;
  tests.failed += found?.numFailedTests ?? 0;
}

if (failed.length > 0) say(`ci: FAILED: ${failed.join(', ')}`);
// A test file that does not even load has no tests to count, so a failed run never prints zero failures.
const failures = Math.max(tests.failed, failed.length > 0 ? 1 : 0);
console.log(`${tests.passed} passed, ${failures} failed`);
process.exitCode = failed.length > 0 || tests.failed > 0 ? 1 : 0;
