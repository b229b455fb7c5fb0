// The subpath holds the rules of the index, and nothing it loads leads to the optimizers or to calculus.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as index from '../src/index.js';
import * as rules from '../src/rules.js';

/** What a module of the package loads when it runs: specifiers of imports that are not for types only. */
function loads(path: string): string[] {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/^(import|export) (?!type)[^;]*?from '([^']+)'/gm)].map((match) => match[2]!);
}

describe('@nablajs/optim/rules', () => {
  it('has the rules of the index', () => {
    expect(Object.keys(rules).sort()).toEqual([
      'adagrad',
      'adam',
      'adamw',
      'momentum',
      'nesterov',
      'rmsprop',
      'rules',
      'schedules',
      'sgd',
    ]);
    expect(index).toMatchObject(rules);
  });

  it('lists every rule under its own name, and minimize takes each', () => {
    expect(Object.values(rules.rules).map((rule) => rule().name)).toEqual(Object.keys(rules.rules));
    for (const method of Object.keys(rules.rules) as index.RuleName[]) {
      if (method === 'sgd') continue;
      const { status } = index.minimize((x) => x[0]! ** 2, [1e-3], { method, learningRate: 1e-3 });
      expect(status, method).toBe('converged');
    }
  });

  it('needs core-wasm alone', () => {
    const waiting = ['../src/rules.ts'];
    const outside = new Set<string>();
    for (const path of waiting) {
      for (const specifier of loads(path)) {
        const next = new URL(specifier.replace(/\.js$/, '.ts'), new URL(path, 'file:///package/test/')).pathname;
        const relative = `..${next.slice('/package'.length)}`;
        if (!specifier.startsWith('.')) outside.add(specifier);
        else if (!waiting.includes(relative)) waiting.push(relative);
      }
    }
    expect(waiting.length).toBeGreaterThan(8);
    expect([...outside].sort()).toEqual(['@nablajs/core-wasm', '@nablajs/core-wasm/machine']);
  });
});
