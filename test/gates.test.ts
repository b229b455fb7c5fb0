// The gates see what they are there to see: each is shown a small tree with one fault in it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gates } from '../scripts/gates/index.mjs';
import { root } from './snippets.js';

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'nabla-gates-'));
  for (const folder of ['packages', 'apps']) mkdirSync(join(tree, folder));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

describe('gates', () => {
  it.each(Object.keys(gates))('%s finds nothing wrong in this repository', async (name) => {
    expect(await gates[name as keyof typeof gates].check(root)).toEqual([]);
  });

  it('floors sees an import that goes up, between packages and inside one', () => {
    write('packages/core-wasm/src/index.ts', "import { parse } from '@nablajs/calculus';\n");
    write('packages/calculus/src/expr/node.ts', "import { compile } from '../compile/compile.js';\n");
    write('packages/calculus/src/compile/compile.ts', 'export const compile = 1;\n');
    write('packages/optim/src/methods/newton.ts', "import type { Expr } from '@nablajs/calculus';\n");
    expect(gates.floors.check(tree)).toEqual([
      'packages/calculus/src/expr/node.ts imports packages/calculus/src/compile/compile.ts, a floor above it',
      'packages/core-wasm/src/index.ts imports @nablajs/calculus, which is not below it',
      'packages/optim/src/methods/newton.ts imports @nablajs/calculus, which is not below it',
    ]);
  });

  it('floors sees a circle, across several lines of import', () => {
    write('packages/optim/src/a.ts', "import {\n  b,\n} from './b.js';\nexport const a = b;\n");
    write('packages/optim/src/b.ts', "export { a as b } from './a.js';\n");
    expect(gates.floors.check(tree).join()).toMatch(
      /^cycle: packages\/optim\/src\/a\.ts → packages\/optim\/src\/b\.ts → /,
    );
  });

  it('floors sees a folder that is on none, and a file beside the index', () => {
    write('packages/calculus/src/solve/solve.ts', '');
    write('packages/calculus/src/loose.ts', '');
    write('packages/core-wasm/assembly/fft/fft.ts', '');
    write('packages/nn/src/layers/dense.ts', '');
    expect(gates.floors.check(tree)).toEqual([
      'packages/calculus/src/loose.ts is on no floor: name its folder in HEIGHTS',
      'packages/calculus/src/solve/solve.ts is on no floor: name its folder in HEIGHTS',
      'packages/core-wasm/assembly/fft/fft.ts is on no floor: name its folder in HEIGHTS',
    ]);
  });

  it('mirror sees a test without a source', () => {
    write('packages/nn/src/layers/dense.ts', '');
    write('packages/nn/test/layers/dense.test.ts', '');
    write('packages/nn/test/layers.test.ts', '');
    write('packages/nn/test/layers/sparse.vectors.test.ts', '');
    expect(gates.mirror.check(tree)).toHaveLength(1);
    expect(gates.mirror.check(tree)[0]).toContain('sparse.vectors.test.ts mirrors no source');
  });

  it('sizes sees a long file and a vague name', () => {
    write('packages/nn/src/long.ts', '\n'.repeat(351));
    write('packages/nn/src/utils.ts', '');
    expect(gates.sizes.check(tree)).toEqual([
      'packages/nn/src/long.ts: 351 lines, the limit is 350',
      'packages/nn/src/utils.ts: name it for what it holds',
    ]);
  });

  it('assemblyMath sees AssemblyScript’s own functions, but not their mention', () => {
    write(
      'packages/core-wasm/assembly/a.ts',
      '// never Math.sin\nconst y = NativeMath.sin(x);\nconst z = Mathf.exp(x);\n',
    );
    expect(gates.assemblyMath.check(tree)).toHaveLength(2);
  });

  it('lockfile sees a platform that was left out', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/turbo': { optionalDependencies: { '@turbo/linux-64': '2', '@turbo/darwin-64': '2' } },
        'node_modules/@turbo/linux-64': {},
      },
    };
    write('package-lock.json', JSON.stringify(lock));
    expect(gates.lockfile.check(tree)).toEqual([
      'node_modules/turbo wants @turbo/darwin-64, which the lock does not hold',
    ]);
  });
});
