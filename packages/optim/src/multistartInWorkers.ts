/**
 * {@link multistart} on several threads: each worker is handed one start after the other until none is left.
 *
 * The starts are drawn here and the results ranked here, in their order, so the answer has the bits of `multistart` however
 * many workers there are. The workers are the caller's: bundlers find them by `new Worker(new URL('./worker.js',
 * import.meta.url))` in the caller's code, which a library cannot write for them, and objectives that are functions have
 * to be in the worker's module anyway.
 */
import { ArgumentError, type Facts, NablaError } from '@nablajs/core-wasm';
import { Expr, packExpression } from './expression.js';
import { drawStarts, type MultistartOptions, type MultistartResult, ranked } from './multistart.js';
import type { Result } from './result.js';
import {
  type Answer,
  listen,
  type Order,
  type SentObjective,
  type SentOptions,
  type WorkerPort,
} from './serveMultistart.js';

/** Options of {@link multistartInWorkers}: those of {@link multistart} that a message can hold, and a signal. */
export interface WorkerMultistartOptions extends Omit<MultistartOptions, 'onIteration' | 'learningRate'> {
  learningRate?: number;
}

/** Numbers the runs of this thread, so that a port can serve several. */
let runs = 0;

/**
 * Searches a box for the lowest of several minima, with workers that call {@link serveMultistart}.
 *
 * @param workers one or more; `Worker` of a page or of `node:worker_threads`, or MessagePorts to them. They are left
 *   running, and can be asked again when the promise has settled.
 * @param f an expression, or the name of an objective that the workers serve. A function cannot be sent.
 * @param box for each variable [lower, upper], finite: where the starts are drawn from.
 * @returns what {@link multistart} returns, bit for bit; starts that a signal has stopped count as failures.
 * @throws ArgumentError as {@link multistart} does, and for an f or an option that cannot be sent; WorkerError for an
 *   error thrown in a worker, the other workers' starts are stopped then.
 *
 * @example
 * ```ts
 * import { parse } from '@nablajs/calculus';
 * import { multistartInWorkers, serveMultistart } from '@nablajs/optim';
 *
 * // worker.js: import { serveMultistart } from '@nablajs/optim'; serveMultistart();
 * // in a page: const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
 * const channels = [new MessageChannel(), new MessageChannel()]; // in place of two workers
 * for (const { port1 } of channels) serveMultistart({}, port1);
 * const workers = channels.map(({ port2 }) => port2);
 * const { best, minima } = await multistartInWorkers(workers, parse('10 + x^2 - 10*cos(2*pi*x)'), [[-5, 5]], { starts: 30, seed: 1 });
 * console.log(best.value.toFixed(6), minima.length > 3); // 0.000000 true
 * for (const { port1 } of channels) port1.close();
 * ```
 */
export async function multistartInWorkers(
  workers: readonly WorkerPort[],
  f: Expr | { readonly objective: string },
  box: readonly (readonly [number, number])[],
  opts: WorkerMultistartOptions = {},
): Promise<MultistartResult> {
  const where = 'multistartInWorkers';
  if (!Array.isArray(workers) || workers.length === 0) {
    throw new ArgumentError({ where: `${where}: workers`, expected: 'one worker or more', got: 'none' });
  }
  const { starts, seed, signal, ...options } = opts;
  const unsendable = Object.entries(options).find(([, value]) => typeof value === 'function');
  if (unsendable) {
    throw new ArgumentError({
      where: `${where}: ${unsendable[0]}`,
      expected: 'plain data, which can be sent to a worker',
      got: 'a function',
    });
  }
  const sent = sentObjective(f, where);
  const points = drawStarts(box, starts, seed, where);
  const results: Result[] = new Array(points.length);
  const run = ++runs;
  let next = 0;
  const closers: (() => void)[] = [];
  const stop = (): void => {
    for (const worker of workers) worker.postMessage({ nabla: 'stop', run } satisfies Order);
  };
  const serve = (worker: WorkerPort): Promise<void> =>
    new Promise((resolve, reject) => {
      let asked = -1;
      const ask = (): void => {
        asked = next++;
        if (asked >= points.length) resolve();
        else {
          const order: Order = {
            nabla: 'minimize',
            run,
            f: sent,
            start: points[asked]!,
            options: options as SentOptions,
          };
          worker.postMessage(order);
        }
      };
      const hear = (data: unknown): void => {
        const answer = data as Answer | undefined;
        if (answer?.run !== run) return;
        if (answer.nabla === 'failed') reject(new WorkerError({ name: answer.name, message: answer.message }));
        else if (answer.nabla === 'minimized') {
          results[asked] = answer.result;
          ask();
        }
      };
      const fail = (error: unknown): void => {
        const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
        reject(new WorkerError({ name, message }));
      };
      closers.push(listen(worker, 'message', hear), listen(worker, 'error', fail));
      worker.start?.();
      ask();
    });
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    await Promise.all(workers.map(serve));
  } catch (error) {
    next = points.length;
    stop();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    for (const close of closers) close();
  }
  return ranked(results);
}

function sentObjective(f: unknown, where: string): SentObjective {
  if (f instanceof Expr) return { formula: packExpression(f) };
  const name = (f as { objective?: unknown } | null | undefined)?.objective;
  if (typeof name === 'string') return { objective: name };
  throw new ArgumentError({
    where: `${where}: f`,
    expected: 'an expression, or { objective: name } of a function that the workers serve',
    got: typeof f === 'function' ? 'a function, which cannot be sent' : f === null ? 'null' : typeof f,
  });
}

/** An error that was thrown in a worker. */
export class WorkerError extends NablaError {
  readonly code: string = 'WORKER';

  /** @param facts name and message of the error there. */
  constructor(facts: { name: string; message: string } & Facts) {
    super(`multistartInWorkers: expected a result, got ${facts.name} in a worker: ${facts.message}`, facts);
  }
}
