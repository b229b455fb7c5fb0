/**
 * Workers that multiply matrices in a memory of their own, which they share with this thread.
 *
 * Each has a row of control words there. This thread calls the worker, which sleeps on the first word, copies the operands
 * while it wakes up, writes the product's arguments and posts it; the worker takes it, computes and says so. A product that
 * no worker has taken yet can be taken back, so that nothing waits for a worker that the system does not run. All
 * agreement is by `Atomics` on the first word:
 *
 *     IDLE → CALLED → POSTED → RUNNING → IDLE or FAILED        POSTED → IDLE when taken back
 */
import { type Build, type Bytes, moduleBytes } from '../load.js';
import { type Chunk, release } from '../memory.js';
import { hasRelaxedSimd } from '../probe.js';
import { acquire } from '../storage.js';
import { withSharedMemory } from './sharedModule.js';
import { startWorker, ThreadsError, type WorkerHandle } from './worker.js';

const [IDLE, POSTED, RUNNING, CALLED] = [0, 1, 2, 4] as const;
/** How often a worker's state is looked at before this thread leaves its processor to others: some 0.1 ms. */
const LOOKS = 20_000;

/** Control words: the state and what `post` writes, then α and β. */
const WORDS = 16;
const ALPHA_BETA = 4 * WORDS;
const CONTROL_BYTES = 128;

const PAGE = 1 << 16;
/** 2 GiB: addresses stay positive as 32-bit integers. */
const MAX_PAGES = 1 << 15;
/** The builds' static data lies below, as in the core's own memory. */
const STATIC_END = 1 << 18;

/** A product C ← α·A·B + β·C in the order of the kernels' arguments, for one worker; its scratch is added here. */
export interface Job {
  readonly build: Build;
  readonly bytes: 4 | 8;
  /** m, n, k, then pointer, row stride and column stride of A, B and C. */
  readonly words: readonly number[];
  readonly alpha: number;
  readonly beta: number;
}

const BUILDS: readonly Build[] = ['simd', 'relaxed'];

export class Team {
  readonly threads: number;
  readonly #workers: WorkerHandle[];
  readonly #scratchBytes: number;
  readonly #scratch: Chunk;
  readonly #sleeps: boolean;
  #memory: WebAssembly.Memory | undefined;
  #words: Int32Array;
  #factors: Float64Array;
  #bytes: Uint8Array;

  private constructor(workers: WorkerHandle[], memory: WebAssembly.Memory, scratchBytes: number, scratch: Chunk) {
    this.threads = workers.length + 1;
    this.#workers = workers;
    this.#memory = memory;
    this.#scratchBytes = scratchBytes;
    this.#scratch = scratch;
    this.#words = new Int32Array(memory.buffer);
    this.#factors = new Float64Array(memory.buffer);
    this.#bytes = new Uint8Array(memory.buffer);
    this.#sleeps = maySleep(this.#words, controlAddress(0) / 4);
  }

  /** Starts `threads` − 1 workers. Each has `scratchBytes` for itself, and so has this thread in the core's memory. */
  static async start(threads: number, scratchBytes: number): Promise<Team> {
    if (typeof SharedArrayBuffer !== 'function') throw ThreadsError.notIsolated();
    const count = threads - 1;
    const aligned = Math.ceil(scratchBytes / CONTROL_BYTES) * CONTROL_BYTES;
    const memory = sharedMemory(STATIC_END + count * (CONTROL_BYTES + aligned));
    const builds = hasRelaxedSimd() ? BUILDS : BUILDS.slice(0, 1);
    const modules = await Promise.all(builds.map((name) => compileShared(moduleBytes(name))));
    const started = await Promise.allSettled(
      Array.from({ length: count }, (_, i) => startWorker({ memory, modules, at: controlAddress(i) })),
    );
    const workers = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    try {
      for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason;
      return new Team(workers, memory, aligned, acquire(scratchBytes, 'setThreads'));
    } catch (error) {
      await Promise.all(workers.map((worker) => worker.end()));
      throw error;
    }
  }

  /** Whether there still are workers. */
  get open(): boolean {
    return this.#memory !== undefined;
  }

  /** Address of this thread's scratch: a stripe of a product may need more than the whole product. */
  get scratch(): number {
    return this.#scratch.ptr;
  }

  /** The shared memory with room for `bytes` behind what the team needs: where the room begins, or 0 if there is none. */
  reserve(bytes: number): number {
    const memory = this.#memory!;
    const start = this.#scratchAddress(this.#workers.length);
    const missing = Math.ceil((start + bytes - this.#bytes.length) / PAGE);
    if (missing > 0) {
      try {
        memory.grow(missing);
      } catch {
        return 0;
      }
      this.#bytes = new Uint8Array(memory.buffer);
    }
    return start;
  }

  /** The shared memory, as it is after `reserve`. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Wakes the workers up; each must be given a job at once. */
  call(): void {
    for (let worker = 0; worker < this.#workers.length; worker++) {
      const at = controlAddress(worker) / 4;
      Atomics.store(this.#words, at, CALLED);
      Atomics.notify(this.#words, at, 1);
    }
  }

  /** Gives a job to a worker that was called. */
  post(worker: number, { build, bytes, words, alpha, beta }: Job): void {
    const at = controlAddress(worker);
    this.#words.set([BUILDS.indexOf(build), bytes, ...words, this.#scratchAddress(worker)], at / 4 + 1);
    this.#factors.set([alpha, beta], (at + ALPHA_BETA) / 8);
    Atomics.store(this.#words, at / 4, POSTED);
  }

  /**
   * Waits for a worker that is at its job, and says whether it did it; a job that it has not begun is taken back. The
   * stripes are alike, so it looks a while before it sleeps, and a browser's main thread, which must not sleep, looks on.
   */
  finished(worker: number): boolean {
    const at = controlAddress(worker) / 4;
    if (Atomics.compareExchange(this.#words, at, POSTED, IDLE) === POSTED) return false;
    let state = Atomics.load(this.#words, at);
    for (let looks = 0; state === RUNNING; looks++) {
      if (looks > LOOKS && this.#sleeps) Atomics.wait(this.#words, at, RUNNING);
      state = Atomics.load(this.#words, at);
    }
    Atomics.store(this.#words, at, IDLE);
    return state === IDLE;
  }

  /** Ends the workers and lets the memory go. */
  async stop(): Promise<void> {
    this.#memory = undefined;
    release(this.#scratch);
    this.#words = new Int32Array(0);
    this.#factors = new Float64Array(0);
    this.#bytes = new Uint8Array(0);
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }

  #scratchAddress(worker: number): number {
    return STATIC_END + this.#workers.length * CONTROL_BYTES + worker * this.#scratchBytes;
  }
}

function controlAddress(worker: number): number {
  return STATIC_END + worker * CONTROL_BYTES;
}

/** Whether this thread may wait asleep; asked by waiting for what is so already. */
function maySleep(words: Int32Array, idle: number): boolean {
  try {
    return Atomics.wait(words, idle, RUNNING) === 'not-equal';
  } catch {
    return false;
  }
}

function sharedMemory(bytes: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE), maximum: MAX_PAGES, shared: true });
  } catch (cause) {
    throw new ThreadsError('setThreads: no shared memory is to be had', cause);
  }
}

async function compileShared(module: Bytes): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(withSharedMemory(module, MAX_PAGES));
  } catch (cause) {
    throw new ThreadsError('setThreads: the core could not be compiled for shared memory', cause);
  }
}
