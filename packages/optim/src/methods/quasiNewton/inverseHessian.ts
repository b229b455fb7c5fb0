/**
 * B, the n×n inverse Hessian of BFGS: B ← γI, w ← Bv, B ← B + a·sᵀ − ρ·s·pᵀ; in JavaScript for few variables and in
 * core memory, with dgemv and dger, for many.
 *
 * Below 24 variables the calls and copies cost more than the products; where the core has no room JavaScript serves.
 */
import { OutOfMemoryError } from '@nablajs/core-wasm';
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';

export interface InverseHessian {
  /** B ← γI. */
  reset(gamma: number): void;
  /** out ← sign·B·v. */
  multiply(v: Float64Array, out: Float64Array, sign: number): void;
  /** B ← B + a·sᵀ − ρ·s·pᵀ, with a = αs − ρp: both together are symmetric. */
  update(s: Float64Array, p: Float64Array, alpha: number, rho: number): void;
  free(): void;
}

const coreFrom = 24;

/** Memory for an inverse Hessian of n variables. */
export function inverseHessian(n: number): InverseHessian {
  if (n < coreFrom) return new PlainInverse(n);
  try {
    return new CoreInverse(n);
  } catch (error) {
    if (error instanceof OutOfMemoryError) return new PlainInverse(n);
    throw error;
  }
}

class PlainInverse implements InverseHessian {
  readonly #n: number;
  readonly #b: Float64Array;

  constructor(n: number) {
    this.#n = n;
    this.#b = new Float64Array(n * n);
  }

  reset(gamma: number): void {
    this.#b.fill(0);
    for (let i = 0; i < this.#n; i++) this.#b[i * this.#n + i] = gamma;
  }

  multiply(v: Float64Array, out: Float64Array, sign: number): void {
    const n = this.#n;
    const b = this.#b;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += b[i * n + j]! * v[j]!;
      out[i] = sign * sum;
    }
  }

  update(s: Float64Array, p: Float64Array, alpha: number, rho: number): void {
    const n = this.#n;
    const b = this.#b;
    for (let i = 0; i < n; i++) {
      const bi = rho * s[i]!;
      const ai = alpha * s[i]! - rho * p[i]!;
      for (let j = 0; j < n; j++) b[i * n + j]! += ai * s[j]! - bi * p[j]!;
    }
  }

  free(): void {}
}

class CoreInverse implements InverseHessian {
  readonly #n: number;
  /** B, then two vectors to work on. */
  readonly #block: Block;

  constructor(n: number) {
    this.#n = n;
    this.#block = allocate(8 * n * (n + 2));
  }

  reset(gamma: number): void {
    const n = this.#n;
    const b = this.#block.f64(0, n * n);
    b.fill(0);
    for (let i = 0; i < n; i++) b[i * n + i] = gamma;
  }

  multiply(v: Float64Array, out: Float64Array, sign: number): void {
    const n = this.#n;
    const [x, y] = this.#work();
    this.#block.f64(8 * n * n, n).set(v);
    kernels().dgemv(n, n, sign, this.#block.ptr, n, 1, x, 1, 0, y, 1);
    out.set(this.#block.f64(8 * n * (n + 1), n));
  }

  update(s: Float64Array, p: Float64Array, alpha: number, rho: number): void {
    const n = this.#n;
    const [x, y] = this.#work();
    const k = kernels();
    const second = this.#block.f64(8 * n * (n + 1), n);
    this.#block.f64(8 * n * n, n).set(s);
    second.set(p);
    k.dger(n, n, -rho, x, 1, y, 1, this.#block.ptr, n, 1);
    for (let i = 0; i < n; i++) second[i] = alpha * s[i]! - rho * p[i]!;
    k.dger(n, n, 1, y, 1, x, 1, this.#block.ptr, n, 1);
  }

  free(): void {
    this.#block.free();
  }

  #work(): [x: number, y: number] {
    const x = this.#block.ptr + 8 * this.#n * this.#n;
    return [x, x + 8 * this.#n];
  }
}
