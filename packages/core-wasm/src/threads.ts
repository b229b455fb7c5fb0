/**
 * Large products on several threads, by choice: import it as `@nablajs/core-wasm/threads`. Everything works identically
 * without it.
 */
import { ArgumentError } from './errors.js';
import { type Build, type Kernels, kernels, setCrew } from './load.js';
import { describe } from './shape.js';
import { sharedGemm } from './threads/sharedGemm.js';
import { Team } from './threads/team.js';

export { ThreadsError } from './threads/worker.js';

const MAX_THREADS = 64;

let team: Team | undefined;
let queue: Promise<void> = Promise.resolve();

/**
 * Spreads large matrix products (from about 128×128×128 on) over n threads: this one and n − 1 workers. `setThreads(1)`
 * ends the workers. Results have the same bits as on one thread. Tensors, and blocks of the machine, stay where they are.
 * The workers keep no program from ending. `info().threads` tells how many threads there are.
 *
 * The workers compute in a memory of their own, shared with this thread, to which operands are copied: it grows to the
 * size of the largest product's operands, plus 2 MB for each worker, and is let go with the workers. Other kernels, among
 * them factorizations, run on one thread. Kernels asked for by `kernels()` of the machine before go on as they were.
 *
 * In a page it takes cross-origin isolation (the headers `Cross-Origin-Opener-Policy: same-origin` and
 * `Cross-Origin-Embedder-Policy: require-corp`), and under a Content Security Policy `worker-src blob:`.
 *
 * @param n an integer from 1 to 64; more than the machine has processors gains nothing.
 * @throws ArgumentError (the promise is rejected) when n is none.
 * @throws ThreadsError (the promise is rejected) where memory cannot be shared or workers do not start. The threads there
 * were before go on.
 *
 * @example
 * ```ts
 * import { info, matmul, random } from '@nablajs/core-wasm';
 * import { setThreads } from '@nablajs/core-wasm/threads';
 *
 * await setThreads(2);
 * const a = random(1).normal([256, 256], { dtype: 'f32' });
 * console.log(info().threads, matmul(a, a).shape); // 2, [ 256, 256 ]
 * await setThreads(1);
 * ```
 */
export async function setThreads(n: number): Promise<void> {
  if (!(Number.isInteger(n) && n >= 1 && n <= MAX_THREADS)) {
    const expected = `a number of threads, an integer from 1 to ${MAX_THREADS}`;
    throw new ArgumentError({ where: 'setThreads', expected, got: describe(n) });
  }
  const turn = queue.then(() => change(n));
  queue = turn.catch(() => undefined);
  await turn;
}

async function change(n: number): Promise<void> {
  if (n === (team?.threads ?? 1)) return;
  const next = n === 1 ? undefined : await Team.start(n, kernels().gemmScratchBytes());
  const previous = team;
  team = next;
  setCrew(next && { threads: n, share: (core, name) => sharing(core, name, next) });
  await previous?.stop();
}

/** The kernels of a build with products shared. */
function sharing(core: Kernels, name: Build, crew: Team): Kernels {
  return Object.create(core, {
    dgemm: { value: sharedGemm(core.dgemm, 8, name, crew) },
    sgemm: { value: sharedGemm(core.sgemm, 4, name, crew) },
  }) as Kernels;
}
