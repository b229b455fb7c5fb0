// The page's side of the worker: one request at a time, each with a time limit; the newest wins while someone types.
//
// A synchronous computation cannot be interrupted, so the limit is kept by ending the worker and starting another. A request
// of a channel that has a newer one waiting is dropped if it has not begun, and ended if it holds the worker up.
import { proxy, type Remote as Remoted, wrap } from 'comlink';
import type { EngineFace, PlainError, Progress, Reply } from './protocol.js';

/** How long a request may take, in milliseconds. */
export const TIME_LIMIT = 5000;

/** After this long a request that nobody waits for any more is ended, not waited for. */
const PATIENCE = 300;

/** What the engine answered instead of a result. */
export class EngineError extends Error implements PlainError {
  readonly code: string;
  readonly position?: number;

  constructor(facts: PlainError) {
    super(facts.message);
    this.name = facts.name;
    this.code = facts.code;
    if (facts.position !== undefined) this.position = facts.position;
  }
}

/** A request's limit and channel. */
export interface CallOptions {
  /** Milliseconds; default `TIME_LIMIT`. */
  readonly limit?: number;
  /** Requests of one channel replace each other: a replaced one rejects with the code `SUPERSEDED`. */
  readonly channel?: string;
}

interface Job {
  readonly page: string;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly options: CallOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: EngineError) => void;
}

interface Running extends Job {
  readonly begun: number;
  end(error: EngineError): void;
}

interface Connection {
  readonly worker: Worker;
  readonly remote: Remoted<EngineFace>;
  /** Rejects when the worker cannot run. */
  readonly lost: Promise<never>;
}

let connection: Connection | undefined;
let running: Running | undefined;
const waiting: Job[] = [];

const failure = (code: string, message: string): EngineError => new EngineError({ name: 'EngineError', code, message });

function connect(): Connection {
  if (connection !== undefined) return connection;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const lost = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      disconnect(worker);
      reject(failure('ENGINE_LOST', event.message || 'the worker could not be started'));
    });
  });
  lost.catch(() => undefined);
  connection = { worker, remote: wrap<EngineFace>(worker), lost };
  return connection;
}

function disconnect(worker: Worker | undefined = connection?.worker): void {
  worker?.terminate();
  if (connection?.worker === worker) connection = undefined;
}

/** Asks for one result; resolves with plain data, rejects with an `EngineError`. */
export function call(
  page: string,
  name: string,
  args: readonly unknown[],
  options: CallOptions = {},
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { channel } = options;
    if (channel !== undefined) supersede(channel);
    waiting.push({ page, name, args, options, resolve, reject });
    void next();
  });
}

function supersede(channel: string): void {
  for (let i = waiting.length - 1; i >= 0; i--) {
    if (waiting[i]!.options.channel === channel) {
      const [dropped] = waiting.splice(i, 1);
      dropped!.reject(failure('SUPERSEDED', 'a newer request took its place'));
    }
  }
  const current = running;
  if (current?.options.channel !== channel) return;
  const left = Math.max(0, PATIENCE - (performance.now() - current.begun));
  setTimeout(() => {
    if (running === current) current.end(failure('SUPERSEDED', 'a newer request took its place'));
  }, left);
}

/** Tells tests and style sheets how many requests there are: `<html data-busy="0">`. */
function announce(): void {
  document.documentElement.dataset.busy = String(waiting.length + (running === undefined ? 0 : 1));
}

async function next(): Promise<void> {
  if (running !== undefined) return;
  const job = waiting.shift();
  if (job === undefined) {
    announce();
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end!: (error: EngineError) => void;
  const ended = new Promise<never>((_, reject) => {
    end = (error) => {
      disconnect();
      reject(error);
    };
  });
  running = { ...job, begun: performance.now(), end };
  announce();
  try {
    const { remote, lost } = connect();
    const within = (work: Promise<Reply>): Promise<Reply> => Promise.race([work, ended, lost]);
    unwrapped(await within(remote.load(job.page)));
    const limit = job.options.limit ?? TIME_LIMIT;
    timer = setTimeout(() => end(failure('TIME_LIMIT', `no result within ${limit / 1000} s`)), limit);
    job.resolve(unwrapped(await within(remote.run(job.page, job.name, job.args))));
  } catch (caught) {
    job.reject(caught instanceof EngineError ? caught : failure('UNEXPECTED', String(caught)));
  } finally {
    clearTimeout(timer);
    running = undefined;
    void next();
  }
}

function unwrapped(reply: Reply): unknown {
  if (reply.ok) return reply.value;
  throw new EngineError(reply.error);
}

/**
 * Starts long work that reports as it goes and gives way to other requests while it waits for the answer: it ends when
 * `progress` answers false. It has no time limit; a request that runs into its own ends this work too (`ENGINE_LOST`).
 */
export async function start(
  page: string,
  name: string,
  args: readonly unknown[],
  progress: (state: never) => boolean | Promise<boolean>,
): Promise<unknown> {
  const { worker, remote, lost } = connect();
  const gone = new Promise<never>((_, reject) => {
    const watch = setInterval(() => {
      if (settled) clearInterval(watch);
      else if (connection?.worker !== worker) {
        clearInterval(watch);
        reject(failure('ENGINE_LOST', 'the engine was restarted'));
      }
    }, 250);
  });
  gone.catch(() => undefined);
  let settled = false;
  try {
    const answer = remote.run(page, name, args, proxy(progress as unknown as Progress<unknown>));
    return unwrapped(await Promise.race([answer, lost, gone]));
  } finally {
    settled = true;
  }
}
