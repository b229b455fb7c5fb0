// A Chromium for the browser tests: one that is there, or, on Debian as root, the distribution's own package.
// Nothing is downloaded from elsewhere. Without one the browser tests are left out with a line that says so, except
// in CI, where that is a failure.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fail, say } from './process.mjs';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const runnable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const found = () => candidates.find((path) => path && runnable(path));

function installFromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !runnable('/usr/bin/apt-get')) return;
  say('installing Debian’s chromium for the browser tests (apt-get), this happens once');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  if (apt('-qq', 'update')) apt('-qq', '-y', '--no-install-recommends', 'install', 'chromium');
}

/** The path of a Chromium to test in, or undefined when there is none and none may be installed. */
export async function findBrowser() {
  if (!found()) installFromDebian();
  const browser = found();
  if (!browser && process.env.CI) fail('no Chromium for the browser tests: install one or name it in CHROMIUM_PATH');
  if (!browser)
    say('no Chromium found, the browser tests are left out: install one or name it in CHROMIUM_PATH to run them');
  return browser;
}
