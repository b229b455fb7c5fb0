/** A test problem of optimization: residuals with their Jacobian, a start, and the minima published for it. */
export interface Minimum {
  /** Σ r² there. */
  value: number;
  /** The point, where it is isolated and published. */
  x?: readonly number[];
}

/** min Σ rᵢ(x)². */
export interface LeastSquaresProblem {
  readonly name: string;
  readonly start: readonly number[];
  /** Number of residuals. */
  readonly m: number;
  /** Minima that are known; a method may end in any of them. */
  readonly minima: readonly Minimum[];
  residual(x: Float64Array, r: Float64Array): void;
  /** Fills the m×n Jacobian, row-major; entries not written are zero. */
  jacobian(x: Float64Array, j: Float64Array): void;
}

/** f = Σ r² with ∇f = 2Jᵀr, as an objective. */
export function sumOfSquares(problem: LeastSquaresProblem): {
  value(x: Float64Array): number;
  gradient(x: Float64Array, out?: Float64Array): Float64Array;
} {
  const { m, start } = problem;
  const n = start.length;
  const r = new Float64Array(m);
  const j = new Float64Array(m * n);
  return {
    value(x) {
      problem.residual(x, r);
      return r.reduce((sum, ri) => sum + ri * ri, 0);
    },
    gradient(x, out = new Float64Array(n)) {
      problem.residual(x, r);
      j.fill(0);
      problem.jacobian(x, j);
      out.fill(0);
      for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) out[k]! += 2 * r[i]! * j[i * n + k]!;
      return out;
    },
  };
}
