// The long forms of the tests behind the promises: `npm run promises` lists them, `npm run promises -- E2 M1` runs those of two.
// What `npm test` runs of each promise is in README.md's table; long fuzzing is `npm run fuzz -- <target> --minutes 60`.
import { join } from 'node:path';
import { node, root, say } from './process.mjs';

const runner = join(root, 'node_modules/vitest/vitest.mjs');
const script = (path, ...args) => ({ args: [...path.split(' '), ...args] });
const figures = (name) => ({ args: ['--max-old-space-size=64', 'scripts/figures.mjs', name] });
const tests = (file, environment) => ({ args: [runner, 'run', '--project', 'node', file], environment });
const suite = (name) => ({ args: [runner, 'run'], environment: { NABLA_SUITE: name } });

/** By promise: what the long form is, how long it takes here, and the runs it consists of. */
export const promises = {
  A1: ['a million points of every function against 200 bits', '20 min', script('packages/core-wasm/bench/ulp.mjs')],
  A2: [
    'every f32 function at all 2³² floats (with --stride=257: at every 257th)',
    '4 h',
    script('packages/core-wasm/bench/exhaustive.mjs', '--stride=1'),
  ],
  D1: [
    'the same bits in Node 20, 22, 24, Deno, Bun, Chromium and Firefox',
    '3 min',
    script('scripts/run.mjs consumers', 'test/consumers/bits.test.ts'),
  ],
  E1: ['the slowest of the hostile texts, in a heap of 64 MB', '1 s', figures('E1')],
  E2: [
    'all tests of calculus on 80 kB of stack, and formulas nested a million deep',
    '3 min',
    suite('small stack'),
    tests('test/hardened', { NABLA_DEPTH: '1000000' }),
  ],
  E3: ['the times of derivatives', '1 s', figures('E3')],
  E4: [
    'simplify, expand and factor on 100,000 random formulas',
    '15 min',
    tests('packages/calculus/test/simplify/simplify.fuzz', { NABLA_FUZZ_TREES: '100000' }),
  ],
  L5: ['the time in which sizes are refused', '1 s', figures('L5')],
  M1: [
    'a million operations, and 100,000 steps of training',
    '5 min',
    tests('packages/core-wasm/test/operation.test', { NABLA_OPERATIONS: '1000000' }),
    tests('packages/nn/test/train/trainer.test', { NABLA_STEPS: '100000' }),
  ],
  M3: [
    'red zones under compiled formulas, matrix formulas, optimizers and training',
    '2 min',
    suite('red zones above'),
  ],
  S1: [
    'strict policies in Chromium and Firefox, from every bundler',
    '3 min',
    script('scripts/run.mjs consumers', 'test/consumers/policy.test.ts', 'test/consumers/bundlers.test.ts'),
  ],
  S3: [
    'the tarballs, and two builds compared',
    '3 min',
    script('scripts/tarballs.mjs'),
    script('scripts/freshClone.mjs'),
  ],
};

/** Runs the long forms of some promises one after another, or lists all; resolves to the exit code. */
export async function keepPromises(names) {
  const unknown = names.filter((name) => !Object.hasOwn(promises, name));
  if (unknown.length > 0) {
    say(`promises: expected names among ${Object.keys(promises).join(', ')}, got ${unknown.join(', ')}`);
    return 1;
  }
  if (names.length === 0) {
    for (const [name, [what, duration]] of Object.entries(promises))
      console.log(`  npm run promises -- ${name}  ${duration.padStart(6)}  ${what}`);
    return 0;
  }
  let broken = 0;
  for (const name of names) {
    const [what, duration, ...runs] = promises[name];
    say(`${name}: ${what} (about ${duration})`);
    for (const { args, environment } of runs) if ((await node(args, environment)) !== 0) broken++;
  }
  return broken === 0 ? 0 : 1;
}
