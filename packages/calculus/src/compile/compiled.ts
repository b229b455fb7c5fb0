/** f and what runs it, whatever was derived. */
export interface CompiledValue {
  readonly variables: readonly string[];
  /** Whether it runs as WebAssembly (else the interpreter runs, with the same bits). */
  readonly backend: 'wasm' | 'interpreter';
  /** f(x) */
  value(x: ArrayLike<number>): number;
  /**
   * f at `count` points; `columns[i][p]` is variable i of point p. Two points are computed at a time; columns that are
   * views of core memory (a `Block` of '@nablajs/core-wasm/machine') are read where they are.
   */
  batch(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
}

/** ∇f, with `derivatives: 1` or `2`. */
export interface CompiledGradient {
  /** ∇f(x), n numbers; into `out` when given. */
  gradient(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** ∂f/∂xᵢ at `count` points: component i of point p is at `i·count + p`. */
  batchGradient(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
}

/** The Hessian, with `derivatives: 2`. */
export interface CompiledHessian {
  /** The Hessian at x, n×n, row-major; into `out` when given. */
  hessian(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** ∂²f/∂xᵢ∂xⱼ at `count` points: entry (i, j) of point p is at `(i·n + j)·count + p`. */
  batchHessian(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
  /** H(x)·v without H; for formulas of vectors and matrices. */
  hessianVectorProduct?(x: ArrayLike<number>, v: ArrayLike<number>, out?: Float64Array): Float64Array;
}

/** Several functions and what runs them, whatever was derived. */
export interface CompiledValues {
  readonly variables: readonly string[];
  readonly backend: 'wasm' | 'interpreter';
  /** f₁(x), …, f_m(x) */
  value(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** Function k at point p is at `k·count + p`. */
  batch(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
}

/** The Jacobian, with `derivatives: 1` or `2`. */
export interface CompiledJacobian {
  /** ∂fᵢ/∂xⱼ, m×n, row-major; into `out` when given. */
  jacobian(x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /** ∂fᵢ/∂xⱼ at `count` points: entry (i, j) of point p is at `(i·n + j)·count + p`. */
  batchJacobian(columns: readonly Float64Array[], count: number, out?: Float64Array): Float64Array;
}

/** What is there when `derivatives` is one of `Enough`: there for certain, not there, or perhaps there. */
export type When<Derivatives, Enough, Methods> = [Derivatives] extends [Enough]
  ? Methods
  : [Derivatives & Enough] extends [never]
    ? unknown
    : Partial<Methods>;

/**
 * A compiled scalar function, an Objective for any optimizer, and batches: with the default `derivatives: 2` all of
 * value, gradient and Hessian; `Compiled<1>` has no Hessian and `Compiled<0>` no derivative at all.
 *
 * @example
 * ```ts
 * import { type Compiled, compile, parse } from '@nablajs/calculus';
 *
 * const f: Compiled = compile(parse('x^2*y'), ['x', 'y']);
 * const points = [Float64Array.of(1, 3), Float64Array.of(2, 4)]; // (1, 2) and (3, 4)
 * console.log(f.batch(points, 2)); // → Float64Array(2) [ 2, 36 ]
 * console.log(f.batchGradient(points, 2)); // → Float64Array(4) [ 4, 24, 1, 9 ]
 * console.log(f.batchHessian(points, 2)); // → Float64Array(8) [ 4, 8, 2, 6, 2, 6, 0, 0 ]
 * ```
 */
export type Compiled<Derivatives extends 0 | 1 | 2 = 2> = CompiledValue &
  When<Derivatives, 1 | 2, CompiledGradient> &
  When<Derivatives, 2, CompiledHessian>;

/**
 * Several compiled functions of the same variables, with their Jacobian unless `derivatives` is 0.
 *
 * @example
 * ```ts
 * import { type CompiledMap, compile, parse } from '@nablajs/calculus';
 *
 * const polar: CompiledMap = compile([parse('r*cos(t)'), parse('r*sin(t)')], ['r', 't']);
 * console.log(polar.value([2, 0]), polar.jacobian([2, 0])); // → Float64Array(2) [ 2, 0 ] Float64Array(4) [ 1, 0, 0, 2 ]
 * console.log(polar.batchJacobian([Float64Array.of(2), Float64Array.of(0)], 1)); // → Float64Array(4) [ 1, 0, 0, 2 ]
 * ```
 */
export type CompiledMap<Derivatives extends 0 | 1 | 2 = 2> = CompiledValues &
  When<Derivatives, 1 | 2, CompiledJacobian>;
