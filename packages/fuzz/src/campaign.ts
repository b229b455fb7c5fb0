// The fuzzing loop, in a worker: input → mutate → run → keep what reached new code. The input being run is always in
// shared memory, so that the watching thread still has it when this one hangs or dies.
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { keep, readCorpus, writeCorpus } from './corpus.js';
import { Coverage } from './coverage.js';
import { MAX_LENGTH, mutate } from './mutate.js';
import { seededRandom } from './random.js';
import { bytes } from './target.js';
import { findTarget } from './targets/index.js';

/** What a campaign is given. */
export interface CampaignOptions {
  readonly target: string;
  readonly milliseconds: number;
  readonly seed: number;
  /** [inputs run, length of the current one], then the current input itself. */
  readonly shared: SharedArrayBuffer;
}

/** What a campaign reports as it goes; `failure` ends it. */
export interface CampaignReport {
  readonly runs: number;
  readonly corpus: number;
  readonly features: number;
  readonly done: boolean;
  readonly failure?: string;
}

/** Room for the counters and the current input. */
export const SHARED_BYTES: number = 8 + MAX_LENGTH;

const REPORT_MS = 5_000;
/** A WeakRef keeps its target alive until the task ends, so the loop gives way now and then, as any program does. */
const RUNS_PER_TASK = 256;

async function campaign({ target: name, milliseconds, seed, shared }: CampaignOptions): Promise<void> {
  const target = findTarget(name);
  const random = seededRandom(seed);
  const words = (target.dictionary ?? []).map(bytes);
  const counters = new Int32Array(shared, 0, 2);
  const current = new Uint8Array(shared, 8);
  const coverage = new Coverage((url) => /\/packages\/(?!fuzz\/)[^/]+\/dist\//.test(url));
  const corpus: Uint8Array[] = [];

  /** Runs one input; whether it reached code that none before it reached. */
  const attempt = (input: Uint8Array): boolean => {
    current.set(input);
    counters[1] = input.length;
    target.run(input);
    Atomics.add(counters, 0, 1);
    return coverage.fresh() > 0;
  };
  const report = (extra: Partial<CampaignReport> = {}): void => {
    const runs = counters[0]!;
    const message: CampaignReport = { runs, corpus: corpus.length, features: coverage.size, done: false, ...extra };
    parentPort!.postMessage(message);
  };

  try {
    // Shortest first, so that of two that reach the same code the shorter stays.
    const known = [...readCorpus(name), ...target.seeds].sort((a, b) => a.length - b.length);
    for (const input of known) if (attempt(input)) corpus.push(input);
    writeCorpus(name, corpus);
    if (corpus.length === 0) corpus.push(new Uint8Array());
    const end = Date.now() + milliseconds;
    for (let reported = Date.now(); Date.now() < end; await pause(0)) {
      for (let k = 0; k < RUNS_PER_TASK; k++) {
        const input = mutate(chosen(corpus, random), corpus[random(corpus.length)]!, words, random);
        if (!attempt(input)) continue;
        corpus.push(input);
        keep(name, input);
      }
      if (Date.now() - reported > REPORT_MS) {
        reported = Date.now();
        report();
      }
    }
    report({ done: true });
  } catch (error) {
    keep(name, current.slice(0, counters[1]));
    report({ done: true, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  coverage.stop();
}

/** Half the time one of the inputs found last, since what they reached has been explored least. */
function chosen(corpus: readonly Uint8Array[], random: (n: number) => number): Uint8Array {
  const recent = Math.min(corpus.length, 16);
  return random(2) === 0 ? corpus[corpus.length - 1 - random(recent)]! : corpus[random(corpus.length)]!;
}

if (parentPort) await campaign(workerData as CampaignOptions);
