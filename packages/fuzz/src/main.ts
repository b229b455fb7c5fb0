// `npm run fuzz -- <target> [--minutes N] [--seed N]`: looks for inputs that break a promise, guided by the code they
// reach, and keeps the ones that reached new code in corpus/<target>.txt. Without a target: every target in turn.
import { parseArgs } from 'node:util';
import { findTarget, targets } from './targets/index.js';
import { watch } from './watch.js';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run fuzz -- [target] [--minutes N] [--seed N]');
  process.exit(1);
}
const unknown = positionals.filter((name) => !targets.some((target) => target.name === name));
if (unknown.length > 0) {
  console.error(`unknown target ${unknown.join(', ')}: one of ${targets.map((target) => target.name).join(', ')}`);
  process.exit(1);
}

const names = positionals.length > 0 ? positionals : targets.map((target) => target.name);
for (const name of names) {
  console.log(`${name}: ${findTarget(name).promise}\n  ${minutes} min, seed ${seed}`);
  const result = await watch({ target: name, milliseconds: minutes * 60_000, seed }, ({ runs, corpus, features }) =>
    console.log(`  ${runs} inputs, ${features} features of the code reached, ${corpus} kept`),
  );
  if (!result.failure) continue;
  console.log(
    `  BROKEN after ${result.runs} inputs: ${result.failure}\n  the input is the last line of corpus/${name}.txt`,
  );
  process.exitCode = 1;
}
