import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests run from source: the scope's names resolve to TypeScript, never to a build. */
const alias = [
  { find: '@nablajs/core-wasm/machine', replacement: source('./packages/core-wasm/src/machine.ts') },
  { find: '@nablajs/core-wasm/threads', replacement: source('./packages/core-wasm/src/threads.ts') },
  { find: '@nablajs/core-wasm', replacement: source('./packages/core-wasm/src/index.ts') },
  { find: '@nablajs/calculus/mathml', replacement: source('./packages/calculus/src/mathml.ts') },
  { find: '@nablajs/calculus', replacement: source('./packages/calculus/src/index.ts') },
  { find: '@nablajs/optim/rules', replacement: source('./packages/optim/src/rules.ts') },
  { find: '@nablajs/optim', replacement: source('./packages/optim/src/index.ts') },
  { find: '@nablajs/nn/node', replacement: source('./packages/nn/src/node.ts') },
  { find: '@nablajs/nn', replacement: source('./packages/nn/src/index.ts') },
  { find: '@nablajs/testing', replacement: source('./packages/testing/src/index.ts') },
];

const node: TestProjectInlineConfiguration = {
  resolve: { alias },
  test: {
    name: 'node',
    include: ['{packages,apps}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts', '**/node_modules/**', 'test/consumers/**'],
    testTimeout: 60_000,
  },
};

/** The packages as strangers get them: from a registry, into projects, runtimes, bundlers and browsers. */
const consumers: TestProjectInlineConfiguration = {
  test: {
    name: 'consumers',
    include: ['test/consumers/*.test.ts'],
    globalSetup: [source('./test/consumers/registry.ts')],
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
};

/** Formulas of any depth on as little stack as Node and the runner themselves can do with, a twelfth of the usual. */
const smallStack: TestProjectInlineConfiguration = {
  resolve: { alias },
  test: {
    name: 'small stack',
    include: ['packages/calculus/test/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts'],
    execArgv: ['--stack-size=80'],
    testTimeout: 120_000,
  },
};

/** The core once more with red zones in its memory; the kernels' own tests bring theirs. */
const redZones: TestProjectInlineConfiguration = {
  resolve: { alias },
  test: {
    name: 'red zones',
    include: ['packages/core-wasm/test/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts', 'packages/core-wasm/test/assembly/**'],
    setupFiles: [source('./packages/core-wasm/test/redZones.ts')],
    testTimeout: 60_000,
  },
};

/** What works in the core's memory from above, with the same red zones: compiled formulas, matrix formulas, training. */
const redZonesAbove: TestProjectInlineConfiguration = {
  resolve: { alias },
  test: {
    ...redZones.test,
    name: 'red zones above',
    include: ['packages/calculus/test/{compile,matrix,ops}/**/*.test.ts', 'packages/{optim,nn}/test/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts'],
  },
};

/** The same packages in a real browser; scripts/browser.mjs finds it or has Debian install it. */
const browser = (executablePath: string): TestProjectInlineConfiguration => ({
  resolve: { alias },
  test: {
    name: 'chromium',
    include: ['{packages,apps}/*/test/**/*.browser.test.ts'],
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath,
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

const everyday = process.env.NABLA_BROWSER ? [node, redZones, browser(process.env.NABLA_BROWSER)] : [node, redZones];

/** The projects to run; all but the everyday ones take minutes, and scripts/promises.mjs and scripts/run.mjs ask for them. */
const suites: Readonly<Record<string, TestProjectInlineConfiguration[]>> = {
  everyday,
  consumers: [consumers],
  'small stack': [smallStack],
  'red zones above': [redZonesAbove],
};

export default defineConfig({ test: { projects: suites[process.env.NABLA_SUITE ?? 'everyday']! } });
