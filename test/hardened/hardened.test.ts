// The built packages in a process that has been denied something: room on the stack, eval, objects that can be changed.
// NABLA_DEPTH=1000000 makes the first one the long run.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../snippets.js';

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

describe('on a tenth of the usual stack', () => {
  const depth = process.env.NABLA_DEPTH ?? '50000';
  it(`a formula nested ${depth} deep is read, printed, evaluated, simplified, derived and compiled`, () => {
    const lines = run('--stack-size=98', join(root, 'test/hardened/deep.mjs'), depth).split('\n');
    const uses = ['print', 'latex', 'evaluate', 'simplify', 'derive', 'compile'];
    expect(lines).toEqual(uses.map((use) => `${use}: done`));
  }, 900_000);
});

describe('without eval and with frozen intrinsics', () => {
  it('formulas are derived, compiled and minimized, networks trained', () => {
    const code = `
      import { compile, diff, parse } from '@nablajs/calculus';
      import { matmul, tensor } from '@nablajs/core-wasm';
      import { minimize } from '@nablajs/optim';
      import { TwoLayerNet } from '@nablajs/nn';
      const f = parse('(x - 3)^2 + exp(y^2)');
      const net = new TwoLayerNet({ inputs: 2, hidden: 4, outputs: 2, seed: 1 });
      const history = await net.fit([[0, 1], [1, 0]], [0, 1], { epochs: 5, optimizer: 'adam' });
      console.log(String(diff(f, 'y')), compile(f, ['x', 'y']).gradient([3, 0]).join(), minimize(f, [0, 1]).status,
        matmul(tensor([[1, 2]]), tensor([[3], [4]])).toArray().join(), history.epochs.length);`;
    const flags = ['--disallow-code-generation-from-strings', '--frozen-intrinsics', '--disable-proto=throw'];
    const printed = run(...flags, '--no-warnings', '--input-type=module', '--eval', code);
    expect(printed).toBe('2*y*exp(y^2) 0,0 converged 11 5');
  });
});
