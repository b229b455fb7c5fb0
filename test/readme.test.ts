// Whatever a readme shows runs as shown.
import { describe, expect, it } from 'vitest';
import { expectPromised } from './promised.js';
import { run, snippetsOf } from './snippets.js';

const readmes = [
  'README.md',
  'README.zh-CN.md',
  ...['core-wasm', 'calculus', 'optim', 'nn'].map((name) => `packages/${name}/README.md`),
];

describe.each(readmes)('%s', (readme) => {
  const snippets = snippetsOf(readme);

  it('shows some code', () => expect(snippets.length).toBeGreaterThan(0));

  it.each(snippets)('runs the code at $where, which prints what it says', async (snippet) => {
    const printed = await run(snippet);
    expect(printed.length).toBeGreaterThan(0);
    expectPromised(snippet.code, printed);
  });
});
