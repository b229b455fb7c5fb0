/**
 * B∇f from the last m pairs (sᵢ, yᵢ) without forming B: the two-loop recursion of L-BFGS, O(mn).
 *
 * The pairs live in a ring allocated once. B₀ = (sᵀy / yᵀy)·I of the newest pair.
 *
 * Source: J. Nocedal, Updating quasi-Newton matrices with limited storage, Math. Comp. 35 (1980).
 */
import type { Descent } from '../../descent.js';
import { negate } from '../../vector.js';
import { type PairVectors, pairVectors } from './pairVectors.js';
import { secant } from './secant.js';

export class History {
  readonly #pairs: PairVectors;
  readonly #changed: Float64Array;
  readonly #memory: number;
  #newest = -1;
  #scale = 1;
  count = 0;

  constructor(n: number, memory: number) {
    this.#memory = memory;
    this.#pairs = pairVectors(n, memory);
    this.#changed = new Float64Array(n);
  }

  clear(): void {
    this.count = 0;
    this.#newest = -1;
  }

  free(): void {
    this.#pairs.free();
  }

  /** Takes in the last step of the descent; a pair without positive curvature is skipped. */
  push(at: Descent): void {
    const { curvature, squared, usable } = secant(at, this.#changed);
    if (!usable) return;
    this.#newest = (this.#newest + 1) % this.#memory;
    if (this.count < this.#memory) this.count++;
    this.#pairs.set(this.#newest, at.step, this.#changed, 1 / curvature);
    this.#scale = curvature / squared;
  }

  /** d ← −B·d. */
  applyNegative(d: Float64Array): void {
    if (this.count === 0) negate(d, d);
    else this.#pairs.applyNegative(d, this.count, this.#newest, this.#scale);
  }
}
