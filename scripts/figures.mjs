// The times of the promises that speak of time, measured in the built packages: node scripts/figures.mjs [E1] [E3] [L5]. No test
// asserts them, since another machine is another time; `npm run promises` prints them beside what is aimed at.
import { join } from 'node:path';
import { compile, diff, parse } from '@nablajs/calculus';
import { eye, kron, matmul, NablaError, ones, random, zeros } from '@nablajs/core-wasm';
import { TwoLayerNet } from '@nablajs/nn';
import { runnerImport } from 'vite';
import { root } from './process.mjs';

/** Milliseconds of a call, the least of some rounds, each told its number, and what it threw; anything untyped goes through. */
function timed(call, rounds = 5) {
  let [least, error] = [Number.POSITIVE_INFINITY, ''];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    try {
      call(round);
    } catch (thrown) {
      if (!(thrown instanceof NablaError)) throw thrown;
      error = thrown.name;
    }
    least = Math.min(least, performance.now() - started);
  }
  return { least, error };
}

const show = (milliseconds) => `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;

async function hostileTexts() {
  const file = join(root, 'packages/calculus/test/parse/hostileTexts.ts');
  const { module } = await runnerImport(file, { configFile: false, logLevel: 'silent' });
  return module.hostileTexts;
}

/** Formulas, one for each round and in a variable of its own: the nodes of an earlier round must not help a later one. */
const rounds = 5;
const each = (text) => Array.from({ length: rounds }, (_, k) => parse(text(`x${k}`)));
const sines = each((x) => `${'sin('.repeat(200)}${x}${')'.repeat(200)}`);
const products = each((x) => Array.from({ length: 501 }, (_, k) => `(${x} + ${k})`).join('*'));
const mixtures = each((x) => `exp(${x})*sin(${x})/(1 + ${x}^2)`);

/** By promise: what is aimed at, and lines of [what, milliseconds, remark]. */
const promises = {
  E1: [
    'a text is answered within 100 ms',
    async function* () {
      const texts = await hostileTexts();
      const times = texts.map((text) => [timed(() => parse(text), 1).least, text]).sort(([a], [b]) => b - a);
      const [[slowest, text]] = times;
      yield [
        `the slowest of ${texts.length} hostile texts`,
        slowest,
        `${text.slice(0, 12)}…, ${text.length} characters`,
      ];
      yield ['the slowest but ten', times[10][0], ''];
      yield ['the median', times[times.length >> 1][0], ''];
    },
  ],
  E3: [
    '200 sines and 501 factors under 20 ms, a 10th derivative under 500 ms',
    function* () {
      yield ['derivative of 200 nested sines', timed((k) => diff(sines[k], `x${k}`)).least, ''];
      yield ['derivative of 501 factors', timed((k) => diff(products[k], `x${k}`)).least, ''];
      yield ['10th derivative of exp(x)*sin(x)/(1 + x^2)', timed((k) => diff(mixtures[k], [`x${k}`, 10])).least, ''];
      yield ['f, ∇f and H of 200 nested sines compiled', timed((k) => compile(sines[k], [`x${k}`])).least, ''];
    },
  ],
  L5: [
    'a size is refused within 10 ms',
    function* () {
      const [line, square] = [zeros([1_000_000]), zeros([600, 600])];
      const calls = {
        'zeros([1e9, 1e9])': () => zeros([1e9, 1e9]),
        'ones([65536, 65536])': () => ones([65536, 65536]),
        'eye(1e6)': () => eye(1e6),
        'random(1).normal([1e5, 1e5])': () => random(1).normal([1e5, 1e5]),
        'matmul of 10⁶×1 and 1×10⁶': () => matmul(line.reshape([1e6, 1]), line.reshape([1, 1e6])),
        'kron of 600×600 with itself': () => kron(square, square),
        'a network of 10⁶ by 10⁶': () => new TwoLayerNet({ inputs: 1e6, hidden: 1e6, outputs: 10 }),
      };
      for (const [name, call] of Object.entries(calls)) {
        const { least, error } = timed(call);
        yield [name, least, error || 'NOT REFUSED'];
      }
    },
  ],
};

const words = process.argv.slice(2);
for (const [name, [aim, measure]] of Object.entries(promises)) {
  if (words.length > 0 && !words.includes(name)) continue;
  console.log(`${name}: ${aim}`);
  for await (const [what, milliseconds, remark] of measure())
    console.log(`  ${show(milliseconds).padStart(10)}  ${what}${remark && `: ${remark}`}`);
}
