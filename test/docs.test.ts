// Whatever the site shows runs as shown: the blocks of its guides, and the cells of its tables side by side.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectPromised } from './promised.js';
import { filesBelow, root, run, type Snippet, snippetsOf } from './snippets.js';

const SIDE_BY_SIDE = 'apps/docs/guide/coming-from.md';
const guides = filesBelow('apps/docs/guide', '.md').filter(
  (path) => path !== SIDE_BY_SIDE && snippetsOf(path).length > 0,
);

describe.each(guides)('%s', (guide) => {
  it.each(snippetsOf(guide))('runs the code at $where, which prints what it says', async (snippet) => {
    const printed = await run(snippet);
    expect(snippet.code).toContain('// → ');
    expectPromised(snippet.code, printed);
  });
});

/** The block that prepares a table, followed by its middle cells, each of which prints what it gives. */
function tables(path: string): Snippet[] {
  const sections = readFileSync(join(root, path), 'utf8').split(/^## /m).slice(1);
  const blocks = snippetsOf(path);
  return sections.map((section, index): Snippet => {
    const cells = [...section.matchAll(/^\|.*\| `([^`]+)` \| `([^`]+)` \|$/gm)];
    const lines = cells.map(([, cell, gives]) => `print(${cell}); // → ${gives}`);
    const print = 'const print = (v: any) => console.log(v?.toArray ? JSON.stringify(v.toArray()) : String(v));';
    return { where: `${path}:${section.split('\n')[0]}`, code: [blocks[index]!.code, print, ...lines].join('\n') };
  });
}

describe(SIDE_BY_SIDE, () => {
  it.each(tables(SIDE_BY_SIDE))('runs every cell of $where', async (snippet) => {
    const printed = await run(snippet);
    expect(printed.length).toBeGreaterThan(5);
    const promised = [...snippet.code.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text);
    expect(printed).toEqual(promised);
  });
});
