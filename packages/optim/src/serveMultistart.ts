/**
 * The worker's side of a multistart: waits for starting points, minimizes from each and answers with the results.
 *
 * A message holds numbers and text only. Formulas are sent and compiled here; functions cannot be sent, so the module of
 * the worker names those that it serves. The same code on the same bits: a start ends where it would have ended in the page.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { objectiveOf, unpackExpression } from './expression.js';
import type { MinimizeOptions } from './minimization.js';
import { minimizeAsync } from './minimize.js';
import type { Objective, ObjectiveLike } from './objective.js';
import type { Result } from './result.js';

/** Hears an event in a page, the value itself in Node. */
// biome-ignore lint/suspicious/noExplicitAny: no type of event is common to all the ports
type Listener = (heard: any) => void;

/** One end of a channel: a `Worker` of the page or of `node:worker_threads`, a `MessagePort`, a worker's global scope. */
export interface WorkerPort {
  postMessage(message: unknown): void;
  addEventListener?(type: string, listener: Listener): void;
  removeEventListener?(type: string, listener: Listener): void;
  /** Of Node's workers, which are no event targets. */
  on?(type: string, listener: Listener): unknown;
  off?(type: string, listener: Listener): unknown;
  /** Of a MessagePort, which is silent until it is called. */
  start?(): void;
}

/** What a worker minimizes: the text of an expression, or the name of an objective it serves. */
export type SentObjective = { readonly formula: string } | { readonly objective: string };

/** The options of {@link minimize} that a message can hold. */
export type SentOptions = Omit<MinimizeOptions, 'onIteration' | 'signal' | 'learningRate'> & { learningRate?: number };

/** To the worker: minimize from a start, or stop what a run has begun. */
export type Order =
  | { nabla: 'minimize'; run: number; f: SentObjective; start: Float64Array; options: SentOptions }
  | { nabla: 'stop'; run: number };

/** From the worker. */
export type Answer =
  | { nabla: 'minimized'; run: number; result: Result }
  | { nabla: 'failed'; run: number; name: string; message: string };

/**
 * Serves {@link multistartInWorkers}. The whole of a worker's module may be this call.
 *
 * @param objectives functions by the names under which they are asked for; formulas need none.
 * @param port where orders come from; the worker's own channel by default, in a page as in Node.
 *
 * @example
 * ```ts
 * import { multistartInWorkers, serveMultistart } from '@nablajs/optim';
 *
 * const { port1, port2 } = new MessageChannel(); // in place of a worker and its page
 * serveMultistart({ bowl: (x) => (x[0]! - 1) ** 2 }, port1);
 * const { best } = await multistartInWorkers([port2], { objective: 'bowl' }, [[-5, 5]], { starts: 3 });
 * console.log(best.status); // converged
 * port1.close();
 * ```
 */
export function serveMultistart(
  objectives: Readonly<Record<string, Objective | ((x: Float64Array) => number)>> = {},
  port: WorkerPort = ownPort(),
): void {
  const stops = new Map<number, AbortController>();
  let compiled: { run: number; objective: Objective } | undefined;
  const find = ({ run, f, start, options: { variables, values } }: Extract<Order, { f: unknown }>): ObjectiveLike => {
    if ('formula' in f) {
      if (compiled?.run !== run) {
        const formula = unpackExpression(f.formula);
        compiled = { run, objective: objectiveOf(formula, start.length, variables, values, 'multistartInWorkers') };
      }
      return compiled.objective;
    }
    if (Object.hasOwn(objectives, f.objective)) return objectives[f.objective]!;
    throw new ArgumentError({
      where: 'multistartInWorkers: f',
      expected: `an objective that the worker serves (${Object.keys(objectives).join(', ') || 'it serves none'})`,
      got: `'${f.objective}'`,
    });
  };
  const controllerOf = (run: number): AbortController => {
    let controller = stops.get(run);
    if (!controller) {
      // Runs come one after the other on a port, as a rule; what an old one asked to stop is over.
      if (stops.size > 100) stops.clear();
      controller = new AbortController();
      stops.set(run, controller);
    }
    return controller;
  };
  const obey = async (order: Order): Promise<void> => {
    const { run } = order;
    const controller = controllerOf(run);
    if (order.nabla === 'stop') {
      controller.abort();
      return;
    }
    const { start, options } = order;
    let answer: Answer;
    try {
      const f = find(order);
      const { variables: _, values: __, ...rest } = options;
      answer = {
        nabla: 'minimized',
        run,
        result: await minimizeAsync(f, start, { ...rest, signal: controller.signal }),
      };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
      answer = { nabla: 'failed', run, name, message };
    }
    port.postMessage(answer);
  };
  listen(port, 'message', (data) => {
    const order = data as Order | undefined;
    if (order?.nabla === 'minimize' || order?.nabla === 'stop') void obey(order);
  });
  port.start?.();
}

/** Hears what arrives at a port, from a browser's event or from Node's value; returns how to stop listening. */
export function listen(port: WorkerPort, type: 'message' | 'error', heard: (value: unknown) => void): () => void {
  if (port.addEventListener && port.removeEventListener) {
    const listener = (event: { data?: unknown; error?: unknown; message?: string }): void =>
      heard(type === 'message' ? event.data : (event.error ?? event));
    port.addEventListener(type, listener);
    return () => port.removeEventListener!(type, listener);
  }
  port.on?.(type, heard);
  return () => void port.off?.(type, heard);
}

/** The channel of the worker this runs in. */
function ownPort(): WorkerPort {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: string): { parentPort: WorkerPort | null } | undefined };
  };
  return process?.getBuiltinModule?.('node:worker_threads')?.parentPort ?? (globalThis as unknown as WorkerPort);
}
