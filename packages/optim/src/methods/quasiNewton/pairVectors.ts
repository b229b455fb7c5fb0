/**
 * The last m pairs (sᵢ, yᵢ) of n numbers in a ring, and d ← −B·d by the two-loop recursion over them: in JavaScript for few
 * variables, in core memory with one call of a kernel for many.
 *
 * Below 16 variables the call and the copies cost more than they save. Where the core has no room, JavaScript's arrays
 * serve at any n.
 */
import { OutOfMemoryError } from '@nablajs/core-wasm';
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import { axpy, dot } from '../../vector.js';

export interface PairVectors {
  /** The i-th pair becomes (s, y), with ρ = 1/sᵀy. */
  set(i: number, s: Float64Array, y: Float64Array, rho: number): void;
  /** d ← −B·d with B₀ = γI, of the `count` ≥ 1 pairs whose last is `newest`. */
  applyNegative(d: Float64Array, count: number, newest: number, gamma: number): void;
  free(): void;
}

const coreFrom = 16;

/** Memory for `memory` pairs. */
export function pairVectors(n: number, memory: number): PairVectors {
  if (n < coreFrom) return new PlainPairs(n, memory);
  try {
    return new CorePairs(n, memory);
  } catch (error) {
    if (error instanceof OutOfMemoryError) return new PlainPairs(n, memory);
    throw error;
  }
}

class PlainPairs implements PairVectors {
  readonly #steps: Float64Array[];
  readonly #changes: Float64Array[];
  readonly #rho: Float64Array;
  readonly #alpha: Float64Array;

  constructor(n: number, memory: number) {
    this.#steps = Array.from({ length: memory }, () => new Float64Array(n));
    this.#changes = Array.from({ length: memory }, () => new Float64Array(n));
    this.#rho = new Float64Array(memory);
    this.#alpha = new Float64Array(memory);
  }

  set(i: number, s: Float64Array, y: Float64Array, rho: number): void {
    this.#steps[i]!.set(s);
    this.#changes[i]!.set(y);
    this.#rho[i] = rho;
  }

  applyNegative(d: Float64Array, count: number, newest: number, gamma: number): void {
    const memory = this.#rho.length;
    for (let k = 0, i = newest; k < count; k++, i = i === 0 ? memory - 1 : i - 1) {
      const alpha = (this.#alpha[i] = this.#rho[i]! * dot(this.#steps[i]!, d));
      axpy(-alpha, this.#changes[i]!, d);
    }
    for (let j = 0; j < d.length; j++) d[j]! *= -gamma;
    for (let k = count - 1; k >= 0; k--) {
      const i = (newest - k + memory) % memory;
      const beta = this.#rho[i]! * dot(this.#changes[i]!, d);
      axpy(-this.#alpha[i]! - beta, this.#steps[i]!, d);
    }
  }

  free(): void {}
}

class CorePairs implements PairVectors {
  readonly #n: number;
  readonly #memory: number;
  /** d, ρ and α, then the pairs, each s before y. */
  readonly #block: Block;
  #view: Float64Array;

  constructor(n: number, memory: number) {
    this.#n = n;
    this.#memory = memory;
    this.#block = allocate(8 * (n + 2 * memory + 2 * n * memory));
    this.#view = this.#block.f64();
  }

  set(i: number, s: Float64Array, y: Float64Array, rho: number): void {
    const n = this.#n;
    const view = this.#current();
    const at = n + 2 * this.#memory + 2 * n * i;
    view[n + i] = rho;
    view.set(s, at);
    view.set(y, at + n);
  }

  applyNegative(d: Float64Array, count: number, newest: number, gamma: number): void {
    const n = this.#n;
    const memory = this.#memory;
    const view = this.#current();
    const rho = this.#block.ptr + 8 * n;
    const pairs = rho + 16 * memory;
    view.set(d);
    kernels().dtwoLoop(n, memory, count, newest, gamma, rho, rho + 8 * memory, pairs, this.#block.ptr);
    for (let j = 0; j < n; j++) d[j] = view[j]!;
  }

  free(): void {
    this.#block.free();
  }

  /** The block, seen afresh where growth of the memory has detached the view. */
  #current(): Float64Array {
    if (this.#view.length === 0) this.#view = this.#block.f64();
    return this.#view;
  }
}
