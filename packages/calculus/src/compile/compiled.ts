/** A compiled scalar function: an Objective for any optimizer, and batches. */
export interface Compiled {
  readonly variables: readonly string[];
  /** Whether it runs as WebAssembly (else the interpreter runs, with the same bits). */
  readonly backend: 'wasm' | 'interpreter';
  value(x: ArrayLike<number>): number;
  /** ∇f(x), n numbers; into `out` when given. Missing with `derivatives: 0`. */
  gradient?(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** The Hessian at x, n×n, row-major; into `out` when given. Missing below `derivatives: 2`. */
  hessian?(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** H(x)·v without H; for formulas of vectors and matrices. */
  hessianVectorProduct?(x: ArrayLike<number>, v: ArrayLike<number>, out?: Float64Array): Float64Array;
  /**
   * f at `count` points; `columns[i][p]` is variable i of point p. Two points are computed at a time; columns that are
   * views of core memory (a `Block` of '@nablajs/core-wasm/machine') are read where they are.
   */
  batch(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
  /** ∂f/∂xᵢ at `count` points: component i of point p is at `i·count + p`. */
  batchGradient?(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
  /** ∂²f/∂xᵢ∂xⱼ at `count` points: entry (i, j) of point p is at `(i·n + j)·count + p`. */
  batchHessian?(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
}

/** Several compiled functions of the same variables. */
export interface CompiledMap {
  readonly variables: readonly string[];
  readonly backend: 'wasm' | 'interpreter';
  /** f₁(x), …, f_m(x) */
  value(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** ∂fᵢ/∂xⱼ, m×n, row-major. */
  jacobian?(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** Function k at point p is at `k·count + p`. */
  batch(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
  /** ∂fᵢ/∂xⱼ at `count` points: entry (i, j) of point p is at `(i·n + j)·count + p`. */
  batchJacobian?(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
}
