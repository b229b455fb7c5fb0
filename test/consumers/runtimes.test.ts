// Each package alone, installed from a registry, in every runtime.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Program, printing, programs } from './programs.js';
import { newProject } from './project.js';
import { tools } from './registry.js';

const nodes = [
  [`Node ${process.versions.node}`, process.execPath],
  ['Node 22', join(tools, 'node-22/bin/node')],
  ['Node 24', join(tools, 'node-24/bin/node')],
] as const;

/** The same program for require(): the import becomes a destructured require. */
const required = ({ code }: Program): string =>
  `${code.replace(/^import (\{[^}]*\}) from '([^']+)';/, "const $1 = require('$2');")}\nconsole.log(answer);\n`;

describe.each(programs.map((program) => [program.name, program] as const))('@nablajs/%s', (name, program) => {
  it('runs by import and by require in Node 20, 22 and 24, Deno and Bun', () => {
    const project = newProject(name);
    const [esm, cjs] = [project.write('main.mjs', printing(program)), project.write('main.cjs', required(program))];
    for (const [label, node] of nodes) {
      expect(project.run(node, esm), label).toBe(program.answer);
      expect(project.run(node, '--disallow-code-generation-from-strings', esm), `${label}, no eval`).toBe(
        program.answer,
      );
      expect(project.run(node, cjs), `${label}, require`).toBe(program.answer);
    }
    expect(project.run(join(tools, 'bun/bin/bun.exe'), esm), 'Bun').toBe(program.answer);
    expect(project.run(join(tools, 'deno/deno'), 'run', '--node-modules-dir=manual', '--no-prompt', '--allow-read', '--allow-env', esm), 'Deno').toBe(program.answer); // biome-ignore format: one line
  });

  it('brings nothing but packages of the scope, and no install scripts', () => {
    const project = newProject(name);
    const installed = project.run('npm', 'ls', '--all', '--parseable').split('\n').slice(1);
    for (const path of installed) expect(path).toContain('@nablajs');
    const tree = JSON.parse(project.run('npm', 'query', '*')) as { name: string; scripts?: Record<string, string> }[];
    for (const { name: each, scripts = {} } of tree)
      expect([each, scripts.install, scripts.postinstall, scripts.preinstall].slice(1), each).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
  });
});
