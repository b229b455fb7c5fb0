/** r(p) and J(p) from whoever can give them, counted; without a Jacobian, central differences of r. */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Evaluations } from '../result.js';

/**
 * Residuals r(p) of n parameters, m numbers, and their Jacobian ∂rᵢ/∂pⱼ, m×n flat row-major. `out`, when given, may be
 * filled and returned.
 */
export interface Residuals {
  residual(p: Float64Array, out?: Float64Array): Float64Array;
  jacobian?(p: Float64Array, out?: Float64Array): Float64Array;
}

const cubeRootOfEpsilon = Math.cbrt(Number.EPSILON);

export class ResidualProblem {
  readonly n: number;
  readonly m: number;
  readonly evaluations: Evaluations = { value: 0, gradient: 0, hessian: 0 };
  /** What the residuals threw last, after the starting point; they count as NaN there. */
  thrown: { readonly error: unknown } | undefined;
  /** r at the starting point. */
  readonly initial: Float64Array;
  readonly #residuals: Residuals;
  readonly #rows: Float64Array;
  readonly #above: Float64Array;
  readonly #below: Float64Array;

  constructor(residuals: Residuals, p0: Float64Array, where: string) {
    this.#residuals = residuals;
    this.n = p0.length;
    this.evaluations.value++;
    const first = residuals.residual(p0.slice());
    if (typeof first !== 'object' || first === null || !(first.length > 0)) {
      throw new ArgumentError({ where, expected: 'residuals: one number or more', got: String(first) });
    }
    this.initial = Float64Array.from(first);
    this.m = first.length;
    this.#rows = new Float64Array(this.m * this.n);
    const given = typeof residuals.jacobian === 'function';
    this.#above = new Float64Array(given ? 0 : this.m);
    this.#below = new Float64Array(given ? 0 : this.m);
  }

  residual(p: Float64Array, out: Float64Array): void {
    this.evaluations.value++;
    let r: Float64Array;
    try {
      r = this.#residuals.residual(p, out);
    } catch (error) {
      this.thrown = { error };
      r = out.fill(Number.NaN);
    }
    if (r === out) return;
    if (r.length !== out.length) {
      throw new ArgumentError({ where: 'residual', expected: `${out.length} numbers`, got: `${r.length} numbers` });
    }
    out.set(r);
  }

  /** Fills `columns` with J, column-major. */
  jacobian(p: Float64Array, columns: Float64Array): void {
    const { n, m } = this;
    if (!this.#residuals.jacobian) {
      this.#differences(p, columns);
      return;
    }
    this.evaluations.gradient++;
    let rows: Float64Array;
    try {
      rows = this.#residuals.jacobian(p, this.#rows);
    } catch (error) {
      this.thrown = { error };
      rows = this.#rows.fill(Number.NaN);
    }
    if (rows.length !== m * n) {
      throw new ArgumentError({ where: 'jacobian', expected: `${m}×${n} numbers`, got: `${rows.length} numbers` });
    }
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) columns[j * m + i] = rows[i * n + j]!;
  }

  #differences(p: Float64Array, columns: Float64Array): void {
    const { n, m } = this;
    for (let j = 0; j < n; j++) {
      const pj = p[j]!;
      // Parameters of a fit differ by orders of magnitude, so the step follows each one's own size.
      const h = cubeRootOfEpsilon * (Math.abs(pj) || 1);
      try {
        p[j] = pj + h;
        const right = p[j]!;
        this.residual(p, this.#above);
        p[j] = pj - h;
        this.residual(p, this.#below);
        const width = right - p[j]!;
        for (let i = 0; i < m; i++) columns[j * m + i] = (this.#above[i]! - this.#below[i]!) / width;
      } finally {
        p[j] = pj;
      }
    }
  }
}
