// Whatever a readme shows runs as shown.
import { describe, expect, it } from 'vitest';
import { run, snippetsOf } from './snippets.js';

const readmes = [
  'README.md',
  'README.zh-CN.md',
  ...['core-wasm', 'calculus', 'optim', 'nn'].map((name) => `packages/${name}/README.md`),
];

function matches(line: string, promised: string): boolean {
  const parts = promised.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(line);
}

describe.each(readmes)('%s', (readme) => {
  const snippets = snippetsOf(readme);

  it('shows some code', () => expect(snippets.length).toBeGreaterThan(0));

  it.each(snippets)('runs the code at $where, which prints what it says', async (snippet) => {
    const printed = await run(snippet);
    expect(printed.length).toBeGreaterThan(0);
    // `console.log(…); // → text`: the line printed there, in order, where … stands for anything.
    const promised = [...snippet.code.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text);
    let next = 0;
    for (const line of printed) if (next < promised.length && matches(line, promised[next])) next++;
    expect(promised.slice(next), `printed:\n${printed.join('\n')}`).toEqual([]);
  });
});
