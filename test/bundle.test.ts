// What a bundler makes of the built packages: it drops modules that nothing imports by name, and must not drop any that
// act when imported. Each package is bundled alone and run, and each entry has a budget of compressed bytes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { describe, expect, it } from 'vitest';
import { root } from './snippets.js';

const folder = join(root, 'test', 'generated');

/** Bundles a module of one exported `answer` with everything it imports and returns the answer and the bundle's size after gzip. */
async function bundled(name: string, code: string): Promise<{ answer: unknown; bytes: number }> {
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, `bundle-${name}.js`);
  writeFileSync(entry, code);
  const output = (await build({
    root,
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: entry, write: false, minify: true, rollupOptions: { output: { codeSplitting: false } } },
  })) as Rollup.RollupOutput;
  const [chunk] = output.output;
  const file = join(folder, `bundled-${name}.mjs`);
  writeFileSync(file, chunk.code);
  const { answer } = (await import(/* @vite-ignore */ `${pathToFileURL(file).href}?${Date.now()}`)) as {
    answer: unknown;
  };
  return { answer, bytes: gzipSync(chunk.code).length };
}

describe('a bundle of', () => {
  it.each([
    [
      'core-wasm',
      "import { matmul, tensor } from '@nablajs/core-wasm'; export const answer = matmul(tensor([[1, 2]]), tensor([[3], [4]])).toArray();",
      [[11]],
    ],
    [
      'calculus',
      "import { diff, parse } from '@nablajs/calculus'; export const answer = ['exp(x)', 'tanh(x)', 'max(x, 2)', 'x*tr(eye(2))'].map((f) => String(diff(parse(f), 'x')));",
      ['exp(x)', '1 - tanh(x)^2', undefined, '2'],
    ],
    [
      'optim',
      "import { minimize } from '@nablajs/optim'; export const answer = minimize({ value: ([x]) => (x - 3) ** 2, gradient: ([x]) => Float64Array.of(2 * x - 6) }, [0]).status;",
      'converged',
    ],
    [
      'nn',
      "import { TwoLayerNet } from '@nablajs/nn'; export const answer = new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 1 }).parameters.W1.shape;",
      [2, 3],
    ],
  ])('@nablajs/%s works', async (name, code, expected) => {
    const { answer } = await bundled(name, code);
    if (Array.isArray(expected) && Array.isArray(answer)) {
      expected.forEach((part, index) => {
        if (part !== undefined) expect(answer[index]).toEqual(part);
      });
      expect(answer).toHaveLength(expected.length);
    } else expect(answer).toEqual(expected);
  });
});

describe('after gzip, all that it needs included,', () => {
  // Kilobytes of 1000 bytes: a little above what is there, so that growth is decided and not found out.
  it.each([
    ["import { matmul } from '@nablajs/core-wasm'", 'matmul', 54],
    ["import * as core from '@nablajs/core-wasm'", 'core', 73],
    ["import { diff, parse } from '@nablajs/calculus'", '[diff, parse]', 100],
    ["import * as calculus from '@nablajs/calculus'", 'calculus', 156],
    ["import { minimize } from '@nablajs/optim'", 'minimize', 120],
    ["import { adam } from '@nablajs/optim/rules'", 'adam', 50],
    ["import { TwoLayerNet } from '@nablajs/nn'", 'TwoLayerNet', 164],
    ["import * as nn from '@nablajs/nn'", 'nn', 170],
  ])('%s stays within its budget', async (statement, name, kilobytes) => {
    const { bytes } = await bundled(
      `budget-${statement.replace(/\W+/g, '-')}`,
      `${statement}; export const answer = ${name};`,
    );
    expect(bytes / 1000).toBeLessThanOrEqual(kilobytes);
  });
});
