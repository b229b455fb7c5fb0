// `npm ci`, once per lockfile and platform: a stamp in node_modules, written after success, says what was installed.
// In the root for everything; in test/consumers/tools, which pins its versions without a lockfile, for what only the tests of
// installed packages need.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cleanEnvironment, fail, root, say } from './process.mjs';

const stampFile = (folder) => join(folder, 'node_modules', '.install-stamp');

/** The file that says what belongs into a folder. */
function listOf(folder) {
  const lockfile = join(folder, 'package-lock.json');
  return existsSync(lockfile) ? lockfile : join(folder, 'package.json');
}

/** What the present installation ought to be: that file, on this platform and major version of Node. */
function wanted(folder) {
  const platform = `${process.platform}-${process.arch}-node${process.versions.node.split('.')[0]}`;
  return createHash('sha256')
    .update(readFileSync(listOf(folder)))
    .update(platform)
    .digest('hex');
}

/** The stamp of what is installed; none when a package that npm put there is gone. */
function installed(folder) {
  const list = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(stampFile(folder)) || !existsSync(list)) return '';
  const { packages } = JSON.parse(readFileSync(list, 'utf8'));
  const complete = Object.entries(packages).every(
    ([path, { optional }]) => optional || existsSync(join(folder, path, 'package.json')),
  );
  return complete ? readFileSync(stampFile(folder), 'utf8') : '';
}

/** Installs what the lockfile names, or package.json without one, unless that is there already; ends the process when it cannot. */
export function ensureInstalled(folder = root) {
  const stamp = wanted(folder);
  if (installed(folder) === stamp) return;
  const command = existsSync(join(folder, 'package-lock.json')) ? ['ci'] : ['install', '--no-package-lock'];
  say(`installing the packages of ${basename(listOf(folder))} (npm ${command[0]}), this happens once`);
  const options = [...command, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  // npm names the script that runs it; without npm (`node scripts/run.mjs …`) the one on the PATH is asked.
  const npm = process.env.npm_execpath;
  const [program, args] = npm ? [process.execPath, [npm, ...options]] : ['npm', options];
  const { status, error } = spawnSync(program, args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: cleanEnvironment(),
    shell: !npm && process.platform === 'win32',
  });
  if (error || status !== 0) {
    fail(
      'npm failed, see above: check the network and the free disk space, delete node_modules and run the command again',
    );
  }
  writeFileSync(stampFile(folder), stamp);
}
