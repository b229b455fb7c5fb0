// What CI does, in order: lint and gates, types, the tests, the packed tarballs, the main job on a fresh clone.
// A failed step does not hide the later ones. The last line counts the tests of the runner's own JSON report.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment, root, say } from './process.mjs';

const report = join(root, 'reports', 'vitest.json');

const npm = (...args) => ['npm', ['--silent', ...args]];
const steps = [
  ['lint and gates', npm('run', 'lint')],
  ['types', npm('run', 'check')],
  ['tests', npm('test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`)],
  ['tarballs', ['node', ['scripts/tarballs.mjs']]],
  ['fresh clone', ['node', ['scripts/freshClone.mjs']]],
];

rmSync(report, { force: true });
mkdirSync(join(root, 'reports'), { recursive: true });

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

let tests = { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0 };
if (existsSync(report)) tests = JSON.parse(readFileSync(report, 'utf8'));
else failed.push('no test report was written');
if (tests.numPassedTests === 0) failed.push('no test passed');

if (failed.length > 0) say(`ci: FAILED: ${failed.join(', ')}`);
// A test file that does not even load has no tests to count, so a failed run never prints zero failures.
const failures = Math.max(tests.numFailedTests, failed.length > 0 ? 1 : 0);
console.log(`${tests.numPassedTests} passed, ${failures} failed`);
process.exitCode = failed.length > 0 || tests.numFailedTests > 0 ? 1 : 0;
