/**
 * B = θI − W·M·Wᵀ from the last m pairs: the compact form of the limited-memory BFGS Hessian, W = [Y, θS] and
 * M = [[−D, Lᵀ], [L, θSᵀS]]⁻¹, with D = diag(sᵢᵀyᵢ) and L the strictly lower part of SᵀY.
 *
 * Vectors of 2k numbers hold the Y part first. M is kept as its inverse, 2k×2k, computed once per accepted pair.
 *
 * Source: R. Byrd, J. Nocedal, R. Schnabel, Representations of quasi-Newton matrices, Math. Prog. 63 (1994), theorem 2.3.
 */
import type { Descent } from '../../descent.js';
import { dot } from '../../vector.js';
import { invert } from './invert.js';

export class CompactHessian {
  theta = 1;
  readonly #memory: number;
  readonly #s: Float64Array[] = [];
  readonly #y: Float64Array[] = [];
  /** M, row-major with rows of 2·count. */
  #m: Float64Array = new Float64Array(0);

  constructor(memory: number) {
    this.#memory = memory;
  }

  /** Number of pairs. */
  get count(): number {
    return this.#s.length;
  }

  clear(): void {
    this.#s.length = this.#y.length = 0;
    this.theta = 1;
  }

  /** Takes in the last step of the descent, dropping the oldest pair when the memory is full. */
  push(at: Descent): void {
    if (!(at.curvature > Number.EPSILON * at.changeSquared)) return;
    const full = this.count === this.#memory;
    const s = full ? this.#s.shift()! : new Float64Array(at.n);
    const y = full ? this.#y.shift()! : new Float64Array(at.n);
    s.set(at.step);
    y.set(at.change);
    this.#s.push(s);
    this.#y.push(y);
    this.theta = at.changeSquared / at.curvature;
    this.#factor();
  }

  /** Row i of W into `w`. */
  row(i: number, w: Float64Array): void {
    const k = this.count;
    for (let j = 0; j < k; j++) {
      w[j] = this.#y[j]![i]!;
      w[k + j] = this.theta * this.#s[j]![i]!;
    }
  }

  /** out ← Wᵀv. */
  transposed(v: Float64Array, out: Float64Array): void {
    const k = this.count;
    for (let j = 0; j < k; j++) {
      out[j] = dot(this.#y[j]!, v);
      out[k + j] = this.theta * dot(this.#s[j]!, v);
    }
  }

  /** out ← M·v. */
  middle(v: Float64Array, out: Float64Array): void {
    const size = 2 * this.count;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += this.#m[i * size + j]! * v[j]!;
      out[i] = sum;
    }
  }

  /** M(I − WᵀZZᵀW·M/θ)⁻¹v, Z the free variables: the middle of B restricted to them, inverted. */
  reduced(free: Int32Array, freeCount: number, v: Float64Array, out: Float64Array): void {
    const size = 2 * this.count;
    const gram = new Float64Array(size * size);
    const w = new Float64Array(size);
    for (let f = 0; f < freeCount; f++) {
      this.row(free[f]!, w);
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) gram[i * size + j]! += w[i]! * w[j]!;
    }
    // I − M·WᵀZZᵀW/θ, whose inverse is applied to M·v.
    const system = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let l = 0; l < size; l++) sum += this.#m[i * size + l]! * gram[l * size + j]!;
        system[i * size + j] = (i === j ? 1 : 0) - sum / this.theta;
      }
    }
    invert(system, size);
    this.middle(v, w);
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += system[i * size + j]! * w[j]!;
      out[i] = sum;
    }
  }

  #factor(): void {
    const k = this.count;
    const size = 2 * k;
    const m = new Float64Array(size * size);
    for (let i = 0; i < k; i++) {
      m[i * size + i] = -dot(this.#s[i]!, this.#y[i]!);
      for (let j = 0; j < i; j++) {
        m[(k + i) * size + j] = m[j * size + k + i] = dot(this.#s[i]!, this.#y[j]!);
      }
      for (let j = 0; j <= i; j++) {
        m[(k + i) * size + k + j] = m[(k + j) * size + k + i] = this.theta * dot(this.#s[i]!, this.#s[j]!);
      }
    }
    if (invert(m, size)) this.#m = m;
    else this.clear();
  }
}
