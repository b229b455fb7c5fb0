/**
 * One worker, in Node or in a browser. Its program is a text that imports nothing and computes by the compiled core alone,
 * so that no bundler has to find a file: Node evaluates it, a browser loads it from a blob.
 */
import { NablaError } from '../errors.js';

/** What a worker is told at its start: the shared memory, the builds over it, and the address of its control words. */
export interface Orders {
  readonly memory: WebAssembly.Memory;
  readonly modules: readonly WebAssembly.Module[];
  readonly at: number;
}

/** A worker that is ready. */
export interface WorkerHandle {
  end(): Promise<void>;
}

/**
 * The states and the order of the control words are those of team.ts: 0 idle, 1 posted, 2 running, 3 failed, 4 called. Between
 * being called and being given its job a worker stays awake.
 */
const PROGRAM = `
port.onmessage = ({ data: { memory, modules, at } }) => {
  const words = new Int32Array(memory.buffer, at, 16);
  const factors = new Float64Array(memory.buffer, at + 64, 2);
  const cores = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }).exports);
  port.postMessage('ready');
  for (;;) {
    Atomics.wait(words, 0, 0);
    while (Atomics.load(words, 0) === 4);
    if (Atomics.compareExchange(words, 0, 1, 2) !== 1) continue;
    let state = 3;
    try {
      const [, build, bytes, m, n, k, a, ars, acs, b, brs, bcs, c, crs, ccs, scratch] = words;
      const [alpha, beta] = factors;
      const { dgemm, sgemm } = cores[build];
      (bytes === 8 ? dgemm : sgemm)(m, n, k, alpha, a, ars, acs, b, brs, bcs, beta, c, crs, ccs, scratch);
      state = 0;
    } finally {
      Atomics.store(words, 0, state);
      Atomics.notify(words, 0);
    }
  }
};`;

/** What is used of Node's worker_threads. */
interface NodeWorkers {
  readonly Worker: new (
    program: string,
    options: { eval: true; execArgv: string[]; name: string },
  ) => {
    postMessage(message: Orders): void;
    on(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): void;
    terminate(): Promise<unknown>;
    unref(): void;
  };
}

/** Starts a worker; the promise is kept when it waits for its first job. */
export function startWorker(orders: Orders): Promise<WorkerHandle> {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): NodeWorkers | undefined } };
  const node = process?.getBuiltinModule?.('node:worker_threads');
  return node === undefined ? startWebWorker(orders) : startNodeWorker(node, orders);
}

function startNodeWorker({ Worker }: NodeWorkers, orders: Orders): Promise<WorkerHandle> {
  return new Promise((resolve, reject) => {
    const program = `const port = require('node:worker_threads').parentPort;${PROGRAM}`;
    const worker = new Worker(program, { eval: true, execArgv: [], name: 'nabla' });
    const end = async (): Promise<void> => {
      await worker.terminate();
    };
    worker.on('message', () => {
      // From here on the program may end without asking the worker.
      worker.unref();
      resolve({ end });
    });
    worker.on('error', (cause) => reject(new ThreadsError('setThreads: a worker did not start', cause)));
    worker.on('exit', () => reject(new ThreadsError('setThreads: a worker ended before it was ready')));
    worker.postMessage(orders);
  });
}

async function startWebWorker(orders: Orders): Promise<WorkerHandle> {
  if (typeof Worker !== 'function' || typeof Blob !== 'function') {
    throw new ThreadsError('setThreads: this platform has no workers');
  }
  const url = URL.createObjectURL(new Blob([`const port = self;${PROGRAM}`], { type: 'text/javascript' }));
  let worker: Worker | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const started = new Worker(url);
      worker = started;
      started.onmessage = () => resolve({ end: async () => started.terminate() });
      started.onerror = (event) => {
        event.preventDefault();
        const hint = "under a Content Security Policy, worker-src must contain 'blob:'";
        reject(new ThreadsError(`setThreads: a worker did not start; ${hint}`, event.message));
      };
      started.postMessage(orders);
    });
  } catch (cause) {
    worker?.terminate();
    if (cause instanceof ThreadsError) throw cause;
    throw (cause as { name?: string } | null)?.name === 'DataCloneError'
      ? ThreadsError.notIsolated()
      : new ThreadsError('setThreads: a worker did not start', cause);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Threads that cannot be had here. The program goes on with those it has. */
export class ThreadsError extends NablaError {
  readonly code: string = 'THREADS';

  /** @param cause what the platform said, if it said something. */
  constructor(message: string, cause?: unknown) {
    const reason = cause instanceof Error ? cause.message : cause;
    super(reason === undefined ? message : `${message}: ${reason}`, { reason });
  }

  /** The error of a page that may not share memory. */
  static notIsolated(): ThreadsError {
    return new ThreadsError(
      'setThreads: memory cannot be shared here. A page must be cross-origin isolated, by the headers ' +
        'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp',
    );
  }
}
