// What a stranger sees when something is not as it should be: one line with the remedy, and an exit code.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './snippets.js';

function run(args: string[], nodeOptions: string[] = []): { status: number | null; lines: string[] } {
  const { status, stderr } = spawnSync(process.execPath, [...nodeOptions, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, lines: stderr.trim().split('\n') };
}

const script = join(root, 'scripts', 'run.mjs');

describe('the commands', () => {
  it('refuse one that does not exist', () => {
    const { status, lines } = run([script, 'strat']);
    expect(status).toBe(1);
    expect(lines).toEqual([
      'nabla: unknown command "strat": one of start, test, bench, fuzz, consumers, promises, lint, check, sizes, build, docs, playground',
    ]);
  });

  it('refuse a Node that is too old, before anything is installed or built', () => {
    const old =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.8"}})';
    const { status, lines } = run([script, 'start'], ['--import', old]);
    expect(status).toBe(1);
    expect(lines).toEqual([
      'nabla: Node 20.19 or newer is needed, this is 18.20.8: install one from https://nodejs.org',
    ]);
  });
});

describe('the course', () => {
  const course = join(root, 'apps', 'course', 'dist', 'main.js');

  it.each([
    [
      ['--chapter', 'integral'],
      /^nabla: --chapter: expected one of partial, chain, gradient, taylor, matrix, network, rules, mnist, got "integral"$/,
    ],
    [['--lang', 'fr'], /^nabla: --lang: expected en or zh, got "fr"$/],
  ])('refuses %j', (args, message) => {
    const { status, lines } = run([course, ...args]);
    expect(status).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(message);
  });
});
