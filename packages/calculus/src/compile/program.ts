import { allocate, type Block, memory } from '@nablajs/core-wasm/machine';
import { coreKernels } from '../expr/kernels.js';
import { run, type Tape } from '../expr/tape.js';
import { emitModule, LINE_LIMIT } from './emit.js';

/** Points of a batch that are in core memory at a time. */
const CHUNK = 512;

type PointFunction = (x: number, out: number) => void;
type BatchFunction = (columns: number, out: number, stride: number, pairs: number) => void;

/**
 * Tapes ready to run: one WebAssembly module for all of them, or the interpreter where modules cannot be compiled. One
 * block of core memory holds the inputs, the outputs and the columns of a batch during a call; all programs share it, so
 * that any number of them may be made in a loop and nothing has to be given back.
 */
export class Program {
  readonly #tapes: ReadonlyMap<string, Tape>;
  readonly #exports: Readonly<Record<string, unknown>> | undefined;

  /** @param interpret true runs the interpreter even where WebAssembly works. */
  constructor(tapes: ReadonlyMap<string, Tape>, interpret: boolean) {
    this.#tapes = tapes;
    this.#exports = interpret ? undefined : instantiate(tapes);
  }

  /** Whether the tapes run as WebAssembly. */
  get compiled(): boolean {
    return this.#exports !== undefined;
  }

  /** One of the tapes, ready to be called many times. */
  routine(name: string): Routine {
    const tape = this.#tapes.get(name)!;
    if (this.#exports === undefined) return new InterpretedRoutine(tape);
    const point = this.#exports[name] as PointFunction;
    return new CompiledRoutine(tape, point, this.#exports[`${name}_batch`] as BatchFunction);
  }
}

/** Where the outputs of straight-line code belong: output `source[k]` is entry `target[k]` of the result. */
export interface Places {
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Whether every entry has an output; else the others are zero. */
  readonly full: boolean;
}

/** Straight-line code at a point, or at many. */
export interface Routine {
  /** Runs at the point x and leaves the outputs at their places in `out`. */
  point(x: ArrayLike<number>, out: Float64Array, places: Places): void;
  /** Runs at `count` points given by columns; entry k of point p goes to `out[k·count + p]`. */
  batch(columns: readonly Float64Array[], count: number, out: Float64Array, places: Places): void;
}

class InterpretedRoutine implements Routine {
  readonly #tape: Tape;
  readonly #outputs: Float64Array;

  constructor(tape: Tape) {
    this.#tape = tape;
    this.#outputs = new Float64Array(tape.outputs.length);
  }

  point(x: ArrayLike<number>, out: Float64Array, { source, target, full }: Places): void {
    run(this.#tape, x, this.#outputs);
    if (!full) out.fill(0);
    for (let k = 0; k < source.length; k++) out[target[k]!] = this.#outputs[source[k]!]!;
  }

  batch(columns: readonly Float64Array[], count: number, out: Float64Array, { source, target, full }: Places): void {
    if (!full) out.fill(0);
    const x = new Float64Array(columns.length);
    for (let p = 0; p < count; p++) {
      for (let i = 0; i < x.length; i++) x[i] = columns[i]![p]!;
      run(this.#tape, x, this.#outputs);
      for (let k = 0; k < source.length; k++) out[target[k]! * count + p] = this.#outputs[source[k]!]!;
    }
  }
}

class CompiledRoutine implements Routine {
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #point: PointFunction;
  readonly #batch: BatchFunction;

  constructor(tape: Tape, point: PointFunction, batch: BatchFunction) {
    this.#inputs = tape.inputs.length;
    this.#outputs = tape.outputs.length;
    this.#point = point;
    this.#batch = batch;
  }

  point(x: ArrayLike<number>, out: Float64Array, { source, target, full }: Places): void {
    const n = this.#inputs;
    const view = scratch.view(n + this.#outputs);
    const { ptr } = scratch;
    for (let i = 0; i < n; i++) view[i] = x[i]!;
    this.#point(ptr, ptr + 8 * n);
    if (!full) out.fill(0);
    for (let k = 0; k < source.length; k++) out[target[k]!] = view[n + source[k]!]!;
  }

  batch(columns: readonly Float64Array[], count: number, out: Float64Array, { source, target, full }: Places): void {
    const n = this.#inputs;
    const first = 2 * Math.ceil(n / 4);
    // Making room may grow the memory, which detaches the views of it that were given.
    const homes = columns.map(addressInCore);
    const home = addressInCore(out);
    const view = scratch.view(first + (n + this.#outputs) * CHUNK);
    const result = home === undefined ? out : new Float64Array(memory().buffer, home, out.length);
    if (!full) result.fill(0);
    const { ptr } = scratch;
    const addresses = new Int32Array(view.buffer, view.byteOffset, n);
    for (let from = 0; from < count; from += CHUNK) {
      const size = Math.min(CHUNK, count - from);
      for (let i = 0; i < n; i++) {
        const at = first + CHUNK * i;
        addresses[i] = homes[i] === undefined ? ptr + 8 * at : homes[i]! + 8 * from;
        if (homes[i] === undefined) view.set(columns[i]!.subarray(from, from + size), at);
        else if (size % 2 === 1) {
          view.set(new Float64Array(view.buffer, addresses[i], size), at);
          addresses[i] = ptr + 8 * at;
        }
        if (size % 2 === 1) view[at + size] = view[at + size - 1]!;
      }
      this.#batch(ptr, ptr + 8 * (first + CHUNK * n), 8 * CHUNK, Math.ceil(size / 2));
      for (let k = 0; k < source.length; k++) {
        const at = first + CHUNK * (n + source[k]!);
        result.set(view.subarray(at, at + size), target[k]! * count + from);
      }
    }
  }
}

/** Where in core memory an array is, if it is a view of it: then its numbers are used where they are. */
function addressInCore(array: Float64Array): number | undefined {
  return array.buffer === memory().buffer ? array.byteOffset : undefined;
}

/** A block of core memory that grows on demand. */
class Scratch {
  ptr = 0;
  #block: Block | undefined;
  #view: Float64Array<ArrayBuffer> = new Float64Array(0);

  /** At least `length` numbers; a grown core memory has detached the last view, which then has none. */
  view(length: number): Float64Array<ArrayBuffer> {
    if (this.#view.length >= length) return this.#view;
    if (this.#block === undefined || this.#block.bytes < 8 * length) {
      const block = allocate(8 * length);
      this.#block?.free();
      this.#block = block;
      this.ptr = block.ptr;
    }
    this.#view = this.#block.f64();
    return this.#view;
  }
}

const scratch = new Scratch();

function instantiate(tapes: ReadonlyMap<string, Tape>): Readonly<Record<string, unknown>> | undefined {
  if (coreKernels() === undefined || [...tapes.values()].some((tape) => tape.lines.length > LINE_LIMIT))
    return undefined;
  const { bytes, imports } = emitModule(tapes);
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { ...imports, memory: memory() } });
    return instance.exports;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}
