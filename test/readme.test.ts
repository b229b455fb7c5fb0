// Whatever a readme shows runs as shown.
import { describe, expect, it } from 'vitest';
import { run, snippetsOf } from './snippets.js';

const readmes = [
  'README.md',
  'README.zh-CN.md',
  ...['core-wasm', 'calculus', 'optim', 'nn'].map((name) => `packages/${name}/README.md`),
];

describe.each(readmes)('%s', (readme) => {
  const snippets = snippetsOf(readme);

  it('shows some code', () => expect(snippets.length).toBeGreaterThan(0));

  it.each(snippets)('runs the code at $where', async (snippet) => {
    expect((await run(snippet)).length).toBeGreaterThan(0);
  });
});
