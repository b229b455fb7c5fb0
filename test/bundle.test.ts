// What a bundler makes of the built packages: it drops modules that nothing imports by name, and must not drop any that
// act when imported. Each package is bundled alone and run; what the bundles weigh is for `npm run sizes`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Rollup } from 'vite';
import { describe, expect, it } from 'vitest';
import { PUBLISHED } from '../scripts/packages.mjs';
import { root } from './snippets.js';

const folder = join(root, 'test', 'generated');

/** Bundles a module of one exported `answer` with everything it imports, and returns the answer. */
async function answerOf(name: string, code: string): Promise<unknown> {
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
  return answer;
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
    const answer = await answerOf(name, code);
    if (Array.isArray(expected) && Array.isArray(answer)) {
      expected.forEach((part, index) => {
        if (part !== undefined) expect(answer[index]).toEqual(part);
      });
      expect(answer).toHaveLength(expected.length);
    } else expect(answer).toEqual(expected);
  });
});

describe.each(PUBLISHED)('every entry of @nablajs/%s', (name) => {
  const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

  it('has a budget of compressed bytes', async () => {
    const entries = Object.values<string | { default: string }>(json(`packages/${name}/package.json`).exports)
      .map((entry) => (typeof entry === 'string' ? entry : entry.default))
      .filter((path) => path.endsWith('.js'))
      .map((path) => join('packages', name, path));
    const { default: limits } = await import(/* @vite-ignore */ pathToFileURL(join(root, '.size-limit.mjs')).href);
    const budgets: string[] = limits.map(({ path }: { path: string }) => path);
    expect(entries.filter((path) => !budgets.includes(path))).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
  });
});
