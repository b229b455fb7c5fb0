/**
 * B∇f from the last m pairs (sᵢ, yᵢ) without forming B: the two-loop recursion of L-BFGS, O(mn).
 *
 * The pairs live in a ring of 2m vectors allocated once. B₀ = (sᵀy / yᵀy)·I of the newest pair.
 *
 * Source: J. Nocedal, Updating quasi-Newton matrices with limited storage, Math. Comp. 35 (1980).
 */
import type { Descent } from '../../descent.js';
import { axpy, dot } from '../../vector.js';
import { secant } from './secant.js';

export class History {
  readonly #s: Float64Array[];
  readonly #y: Float64Array[];
  readonly #rho: Float64Array;
  readonly #alpha: Float64Array;
  readonly #memory: number;
  #newest = -1;
  #scale = 1;
  count = 0;

  constructor(n: number, memory: number) {
    this.#memory = memory;
    this.#s = Array.from({ length: memory }, () => new Float64Array(n));
    this.#y = Array.from({ length: memory }, () => new Float64Array(n));
    this.#rho = new Float64Array(memory);
    this.#alpha = new Float64Array(memory);
  }

  clear(): void {
    this.count = 0;
    this.#newest = -1;
  }

  /** Takes in the last step of the descent; a pair without positive curvature is skipped. */
  push(at: Descent): void {
    const place = (this.#newest + 1) % this.#memory;
    const { curvature, squared, usable } = secant(at, this.#y[place]!);
    if (!usable) {
      // The oldest pair of a full ring was just overwritten.
      if (this.count === this.#memory) this.count--;
      return;
    }
    this.#newest = place;
    if (this.count < this.#memory) this.count++;
    this.#s[place]!.set(at.step);
    this.#rho[place] = 1 / curvature;
    this.#scale = curvature / squared;
  }

  /** d ← −B·d. */
  applyNegative(d: Float64Array): void {
    const memory = this.#memory;
    for (let k = 0, i = this.#newest; k < this.count; k++, i = i === 0 ? memory - 1 : i - 1) {
      const alpha = (this.#alpha[i] = this.#rho[i]! * dot(this.#s[i]!, d));
      axpy(-alpha, this.#y[i]!, d);
    }
    const scale = this.count > 0 ? -this.#scale : -1;
    for (let j = 0; j < d.length; j++) d[j]! *= scale;
    for (let k = this.count - 1; k >= 0; k--) {
      const i = (this.#newest - k + memory) % memory;
      const beta = this.#rho[i]! * dot(this.#y[i]!, d);
      axpy(-this.#alpha[i]! - beta, this.#s[i]!, d);
    }
  }
}
