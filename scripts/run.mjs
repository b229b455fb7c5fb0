// The commands of package.json's scripts: `node scripts/run.mjs <command> [arguments]`.
//
// Every command first makes sure that the machine can run it (Node's version, an installation that matches the
// lockfile), then builds what it needs through turbo's cache, then does its work. Only Node's own modules are
// imported at the top, because on a fresh clone nothing else exists yet.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { fail, node, root, say, turbo } from './process.mjs';

const MINIMUM_NODE = [20, 19];

const commands = {
  async start(args) {
    await turbo(['build', '--filter=@nablajs/course...']);
    return node([join(root, 'apps/course/dist/main.js'), ...args]);
  },
  async test(args) {
    await turbo(['build']);
    const { findBrowser } = await import('./browser.mjs');
    const browser = await findBrowser();
    say(
      browser
        ? `testing in Node ${process.versions.node} and in ${browser}`
        : `testing in Node ${process.versions.node}`,
    );
    return node([join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], { NABLA_BROWSER: browser ?? '' });
  },
  async bench(args) {
    await turbo(['build', '--filter=@nablajs/bench...']);
    return node([join(root, 'packages/bench/dist/main.js'), ...args]);
  },
  async fuzz(args) {
    await turbo(['build', '--filter=@nablajs/fuzz...']);
    return node([join(root, 'packages/fuzz/dist/main.js'), ...args]);
  },
  async consumers(args) {
    await turbo(['build']);
    ensureInstalled(join(root, 'test/consumers/tools'));
    const { findBrowser } = await import('./browser.mjs');
    const environment = { NABLA_SUITE: 'consumers', NABLA_BROWSER: (await findBrowser()) ?? '' };
    return node([join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], environment);
  },
  async promises(args) {
    await turbo(['build']);
    const { keepPromises } = await import('./promises.mjs');
    return keepPromises(args);
  },
  async lint(args) {
    const { runGates } = await import('./gates/index.mjs');
    const status = await node([join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', ...args]);
    return (await runGates()) ? status : 1;
  },
  async check(args) {
    // The build checks each package alone, with isolated declarations; the root project everything, tests included.
    await turbo(['build']);
    return node([join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json', ...args]);
  },
  async sizes(args) {
    await turbo(['build']);
    return node([join(root, 'node_modules/size-limit/bin.js'), ...args]);
  },
  async build(args) {
    await turbo(['build', ...args]);
    return 0;
  },
  async docs() {
    await turbo(['docs']);
    say(`the pages are in ${join(root, 'apps/docs/dist/site')}`);
    return 0;
  },
  async playground(args) {
    await turbo(['build', '--filter=@nablajs/playground^...']);
    return node([join(root, 'node_modules/vite/bin/vite.js'), join(root, 'apps/playground'), ...args]);
  },
};

const [name, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
  fail(
    `Node ${MINIMUM_NODE.join('.')} or newer is needed, this is ${process.versions.node}: install one from https://nodejs.org`,
  );
}
if (!Object.hasOwn(commands, name ?? '')) {
  fail(`unknown command ${JSON.stringify(name ?? '')}: one of ${Object.keys(commands).join(', ')}`);
}
if (!existsSync(join(root, 'package-lock.json'))) {
  fail('package-lock.json is missing: clone the repository again, or restore it with `git checkout package-lock.json`');
}
ensureInstalled();
process.exitCode = await commands[name](args);
