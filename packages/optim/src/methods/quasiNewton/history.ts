/**
 * B∇f from the last m pairs (sᵢ, yᵢ) without forming B: the two-loop recursion of L-BFGS, O(mn).
 *
 * The pairs live in a ring of 2m vectors allocated once, sᵢ at 2i and yᵢ at 2i + 1. B₀ = (sᵀy / yᵀy)·I of the newest pair.
 *
 * Source: J. Nocedal, Updating quasi-Newton matrices with limited storage, Math. Comp. 35 (1980).
 */
import type { Descent } from '../../descent.js';
import { type PairVectors, pairVectors } from './pairVectors.js';
import { secant } from './secant.js';

export class History {
  readonly #vectors: PairVectors;
  readonly #changed: Float64Array;
  readonly #rho: Float64Array;
  readonly #alpha: Float64Array;
  readonly #memory: number;
  #newest = -1;
  #scale = 1;
  count = 0;

  constructor(n: number, memory: number) {
    this.#memory = memory;
    this.#vectors = pairVectors(n, 2 * memory);
    this.#changed = new Float64Array(n);
    this.#rho = new Float64Array(memory);
    this.#alpha = new Float64Array(memory);
  }

  clear(): void {
    this.count = 0;
    this.#newest = -1;
  }

  free(): void {
    this.#vectors.free();
  }

  /** Takes in the last step of the descent; a pair without positive curvature is skipped. */
  push(at: Descent): void {
    const { curvature, squared, usable } = secant(at, this.#changed);
    if (!usable) return;
    const place = (this.#newest + 1) % this.#memory;
    this.#newest = place;
    if (this.count < this.#memory) this.count++;
    this.#vectors.set(2 * place, at.step);
    this.#vectors.set(2 * place + 1, this.#changed);
    this.#rho[place] = 1 / curvature;
    this.#scale = curvature / squared;
  }

  /** d ← −B·d. */
  applyNegative(d: Float64Array): void {
    const memory = this.#memory;
    const vectors = this.#vectors;
    vectors.load(d);
    for (let k = 0, i = this.#newest; k < this.count; k++, i = i === 0 ? memory - 1 : i - 1) {
      const alpha = (this.#alpha[i] = this.#rho[i]! * vectors.dot(2 * i));
      vectors.axpy(-alpha, 2 * i + 1);
    }
    vectors.scale(this.count > 0 ? -this.#scale : -1);
    for (let k = this.count - 1; k >= 0; k--) {
      const i = (this.#newest - k + memory) % memory;
      const beta = this.#rho[i]! * vectors.dot(2 * i + 1);
      vectors.axpy(-this.#alpha[i]! - beta, 2 * i);
    }
    vectors.store(d);
  }
}
