// The same bits everywhere: the installed packages compute the hashes of test/bits in every runtime and browser.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../snippets.js';
import { Pages } from './pages.js';
import { newProject, type Project } from './project.js';
import { tools } from './registry.js';

const expected = readFileSync(join(root, 'test/bits/bits.json'), 'utf8').trim();

/** A project that has the program as `bits.js`. */
function projectOfBits(): Project {
  const project = newProject('nn');
  copyFileSync(join(root, 'test/bits/bits.js'), join(project.folder, 'bits.js'));
  return project;
}

it('in Node 20, 22 and 24, Deno and Bun', () => {
  const project = projectOfBits();
  const main = project.write(
    'main.mjs',
    "import { bits } from './bits.js';\nconsole.log(JSON.stringify(await bits(), null, 2));\n",
  );
  const runtimes: Readonly<Record<string, readonly string[]>> = {
    'Node 20': [process.execPath],
    'Node 22': [join(tools, 'node-22/bin/node')],
    'Node 24': [join(tools, 'node-24/bin/node')],
    Bun: [join(tools, 'bun/bin/bun.exe')],
    Deno: [join(tools, 'deno/deno'), 'run', '--node-modules-dir=manual', '--no-prompt', '--allow-read', '--allow-env'],
  };
  for (const [label, [command, ...args]] of Object.entries(runtimes))
    expect(JSON.parse(project.run(command!, ...args, main)), label).toEqual(JSON.parse(expected));
});

const pages = new Pages();
beforeAll(() => pages.open());
afterAll(() => pages.close());

it('in browsers', async () => {
  const project = projectOfBits();
  const main =
    "import { bits } from './bits.js';\nbits().then((found) => { document.title = JSON.stringify(found); }, (error) => { document.title = String(error); });\n";
  project.write('main.js', main);
  project.run(join(tools, 'esbuild/bin/esbuild'), 'main.js', '--bundle', '--format=esm', '--outfile=out/out.js');
  project.write(
    'out/index.html',
    '<!doctype html><meta charset="utf-8"><script type="module" src="./out.js"></script>',
  );
  const shown = await pages.shown(join(project.folder, 'out'), undefined, 120_000);
  expect(Object.keys(shown)).toEqual(Object.keys(pages.everywhere('')));
  for (const [browser, title] of Object.entries(shown))
    expect(JSON.parse(title), browser).toEqual(JSON.parse(expected));
});
