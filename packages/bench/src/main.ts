// `npm run bench [-- words…]`: every pair whose group or name has all the words, one process per pair:
// `npm run bench -- core`, `npm run bench -- linalg 256`, `npm run bench -- gemm f32 tfjs`.
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from './case.js';
import { cases } from './cases/index.js';
import type { PairResult } from './pair.js';
import { selected } from './selected.js';
import { header, row } from './table.js';

const PAIR = fileURLToPath(new URL('./pair.js', import.meta.url));
const LIMIT_MS = 180_000;

function measure(subject: BenchCase, rival: string): Promise<PairResult> {
  return new Promise((resolve) => {
    const child = fork(PAIR, [subject.name, rival], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    let result: PairResult = { failed: 'the process ended without a result' };
    child.on('message', (message) => {
      result = message as PairResult;
    });
    child.on('exit', () => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}

/** Whom a reader will miss, by the words that select where they would stand. */
const ABSENT: readonly (readonly [group: string, note: string])[] = [
  ['optim', 'optimization-js is left out: installing it brings 1,100 packages.'],
  ['nn', 'brain.js trains on whole batches in no version; its row is the training sample by sample.'],
];

const words = process.argv.slice(2);
const chosen = cases.flatMap((subject) =>
  Object.keys(subject.contenders)
    .filter((rival) => rival !== 'nabla' && selected(`${subject.group} ${subject.name} ${rival}`, words))
    .map((rival) => ({ subject, rival })),
);

if (chosen.length === 0) {
  console.error(
    `no case matches ${words.join(' ')}; the cases are:\n${cases.map((subject) => `  ${subject.group}: ${subject.name}`).join('\n')}`,
  );
  process.exitCode = 1;
} else {
  console.log(
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, one thread used`,
  );
  console.log(
    'medians of 15 turns each, taken alternately; the ratio is the median of the turns’ ratios (above 1 Nabla is faster)\n',
  );
  console.log(header());
  for (const { subject, rival } of chosen) console.log(row(subject, rival, await measure(subject, rival)));
  const shown = new Set<string>(chosen.map(({ subject }) => subject.group));
  for (const [group, note] of ABSENT) if (shown.has(group)) console.log(`\n${note}`);
}
