/**
 * 2m vectors of n numbers and one to work on: αₖ = vₖ·w and w ← w + αvₖ, in JavaScript for few variables and on the
 * core's vectors for many.
 *
 * In the core the products run four to five times as fast (n = 10³ … 10⁶), copies of w in and out included; below 24
 * variables the calls cost more than they save. Where the core has no room, JavaScript's arrays serve at any n.
 */
import { OutOfMemoryError } from '@nablajs/core-wasm';
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import { axpy, dot } from '../../vector.js';

/** Vectors numbered from 0, and the working vector w. */
export interface PairVectors {
  set(k: number, v: Float64Array): void;
  /** w ← v; `v` is not touched before {@link store}. */
  load(v: Float64Array): void;
  dot(k: number): number;
  axpy(alpha: number, k: number): void;
  scale(alpha: number): void;
  /** v ← w. */
  store(v: Float64Array): void;
  free(): void;
}

const coreFrom = 24;

/** Memory for `count` vectors. */
export function pairVectors(n: number, count: number): PairVectors {
  if (n < coreFrom) return new PlainVectors(n, count);
  try {
    return new CoreVectors(n, count);
  } catch (error) {
    if (error instanceof OutOfMemoryError) return new PlainVectors(n, count);
    throw error;
  }
}

class PlainVectors implements PairVectors {
  readonly #vectors: Float64Array[];
  readonly #w: Float64Array;

  constructor(n: number, count: number) {
    this.#vectors = Array.from({ length: count }, () => new Float64Array(n));
    this.#w = new Float64Array(n);
  }

  set(k: number, v: Float64Array): void {
    this.#vectors[k]!.set(v);
  }

  load(v: Float64Array): void {
    this.#w.set(v);
  }

  dot(k: number): number {
    return dot(this.#vectors[k]!, this.#w);
  }

  axpy(alpha: number, k: number): void {
    axpy(alpha, this.#vectors[k]!, this.#w);
  }

  scale(alpha: number): void {
    for (let i = 0; i < this.#w.length; i++) this.#w[i]! *= alpha;
  }

  store(v: Float64Array): void {
    v.set(this.#w);
  }

  free(): void {}
}

class CoreVectors implements PairVectors {
  readonly #n: number;
  readonly #block: Block;

  constructor(n: number, count: number) {
    this.#n = n;
    this.#block = allocate(8 * n * (count + 1));
  }

  set(k: number, v: Float64Array): void {
    this.#block.f64(8 * this.#n * (k + 1), this.#n).set(v);
  }

  load(v: Float64Array): void {
    this.#block.f64(0, this.#n).set(v);
  }

  dot(k: number): number {
    return kernels().ddot(this.#n, this.#at(k), 1, this.#block.ptr, 1);
  }

  axpy(alpha: number, k: number): void {
    kernels().daxpy(this.#n, alpha, this.#at(k), 1, this.#block.ptr, 1);
  }

  scale(alpha: number): void {
    kernels().dscal(this.#n, alpha, this.#block.ptr, 1);
  }

  store(v: Float64Array): void {
    v.set(this.#block.f64(0, this.#n));
  }

  free(): void {
    this.#block.free();
  }

  #at(k: number): number {
    return this.#block.ptr + 8 * this.#n * (k + 1);
  }
}
