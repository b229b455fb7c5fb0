import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests run from source: the scope's names resolve to TypeScript, never to a build. */
const alias = [
  { find: '@nablajs/core-wasm/machine', replacement: source('./packages/core-wasm/src/machine.ts') },
  { find: '@nablajs/core-wasm', replacement: source('./packages/core-wasm/src/index.ts') },
  { find: '@nablajs/calculus', replacement: source('./packages/calculus/src/index.ts') },
  { find: '@nablajs/optim', replacement: source('./packages/optim/src/index.ts') },
  { find: '@nablajs/nn/node', replacement: source('./packages/nn/src/node.ts') },
  { find: '@nablajs/nn', replacement: source('./packages/nn/src/index.ts') },
  { find: '@nablajs/testing', replacement: source('./packages/testing/src/index.ts') },
];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
