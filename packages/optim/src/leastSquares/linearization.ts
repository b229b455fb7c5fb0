/**
 * r(x + p) ≈ r + Jp at one iterate, factored: J·P = QR, with Qᵀr, the gradient g = Jᵀr and the column norms.
 *
 * Columns of variables held at a bound are zero, so that no step moves them.
 */
import { norm } from '../vector.js';
import { columnNorm, factorQr, solveR } from './householder.js';

export class Linearization {
  readonly n: number;
  /** Rows of the factored matrix, at least n. */
  readonly rows: number;
  /** J, column-major, then R in its upper triangle after {@link factor}. */
  readonly r: Float64Array;
  /** r, then Qᵀr. */
  readonly qtr: Float64Array;
  readonly pivots: Int32Array;
  /** Jᵀr of the free variables. */
  readonly gradient: Float64Array;
  /** Scaling: the largest norm each column of J has had. */
  readonly scale: Float64Array;
  /** The norms of J's columns at this iterate. */
  readonly norms: Float64Array;
  /** The largest |cos| of the angles between r and the free columns of J. */
  cosine = 0;
  /** Diagonal entries of R that are not negligible beside the first. */
  rank = 0;
  readonly #product: Float64Array;

  constructor(m: number, n: number) {
    this.n = n;
    this.rows = Math.max(m, n);
    this.r = new Float64Array(this.rows * n);
    this.qtr = new Float64Array(this.rows);
    this.pivots = new Int32Array(n);
    this.gradient = new Float64Array(n);
    this.scale = new Float64Array(n);
    this.norms = new Float64Array(n);
    this.#product = new Float64Array(n);
  }

  /** Takes in J (column-major m×n) and r; `held` variables keep their place. */
  factor(jacobian: Float64Array, residuals: Float64Array, held: Uint8Array | undefined): void {
    const { n, rows, r, qtr, gradient, scale } = this;
    const m = residuals.length;
    const length = norm(residuals);
    this.cosine = 0;
    r.fill(0);
    qtr.fill(0);
    qtr.set(residuals);
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += jacobian[j * m + i]! * residuals[i]!;
      const free = !held?.[j];
      gradient[j] = free ? sum : 0;
      if (free) r.set(jacobian.subarray(j * m, j * m + m), j * rows);
      const size = columnNorm(jacobian, j * m, j * m + m);
      this.norms[j] = size;
      if (free && size > 0) this.cosine = Math.max(this.cosine, Math.abs(sum / size) / length);
      scale[j] = Math.max(scale[j]!, size === 0 && scale[j] === 0 ? 1 : size);
    }
    factorQr(r, rows, n, qtr, this.pivots);
    // Beside its own column, so that units of the parameters decide nothing; columns that are zero come last.
    const threshold = Number.EPSILON * Math.max(m, n);
    this.rank = 0;
    while (
      this.rank < n &&
      Math.abs(r[this.rank * rows + this.rank]!) > threshold * this.norms[this.pivots[this.rank]!]!
    )
      this.rank++;
  }

  /** p ← −J⁺r, the Gauss–Newton step (a basic solution where J has not full rank). */
  gaussNewton(p: Float64Array): void {
    const { n, rows, r, qtr, pivots, rank } = this;
    const z = this.#product;
    for (let i = 0; i < n; i++) z[i] = i < rank ? -qtr[i]! : 0;
    solveR(r, rows, rank, z);
    for (let j = 0; j < n; j++) p[pivots[j]!] = z[j]!;
  }

  /** ‖Jp‖₂². */
  imageSquared(p: Float64Array): number {
    const { n, rows, r, pivots } = this;
    const z = this.#product;
    z.fill(0);
    for (let j = 0; j < n; j++) {
      const pj = p[pivots[j]!]!;
      for (let i = 0; i <= j; i++) z[i]! += r[j * rows + i]! * pj;
    }
    return norm(z) ** 2;
  }

  /** ‖Dp‖₂ with the column scaling D. */
  scaledNorm(p: Float64Array): number {
    let squares = 0;
    for (let j = 0; j < this.n; j++) squares += (this.scale[j]! * p[j]!) ** 2;
    return Math.sqrt(squares);
  }
}
