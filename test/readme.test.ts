// Whatever a readme shows runs as shown.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { promises } from '../scripts/promises.mjs';
import { expectPromised } from './promised.js';
import { filesBelow, root, run, snippetsOf } from './snippets.js';

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

describe('the promises', () => {
  const commands = (readme: string): string[][] =>
    [...readFileSync(join(root, readme), 'utf8').matchAll(/^\| ([A-Z]\d) \| .*/gm)].map(([row, name]) => [
      name!,
      ...[...row.matchAll(/`npm (.*?)`/g)].map(([, command]) => command!),
    ]);
  const rows = commands('README.md');
  const tests = ['packages', 'apps', 'test'].flatMap((folder) => filesBelow(folder, '.test.ts'));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  it('are the same in both languages', () => {
    expect(commands('README.zh-CN.md')).toEqual(rows);
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('%s names tests and commands that exist', (name, ...named) => {
    for (const command of named) {
      const [verb, second, ...words] = command.split(' ').filter((word) => word !== '--');
      const filters = verb === 'test' ? [second!, ...words] : [];
      for (const filter of filters)
        expect(
          tests.filter((path) => path.includes(filter)),
          filter,
        ).not.toEqual([]);
      if (verb === 'run') expect(scripts).toHaveProperty(second!);
      if (second === 'promises') expect([words, Object.hasOwn(promises, name)]).toEqual([[name], true]);
    }
  });
});
