/**
 * f, ∇f and H from whoever can give them, counted.
 *
 * An objective is an object, a plain function or an expression of @nablajs/calculus. What is missing is replaced by
 * central differences: ∂f/∂xᵢ ≈ (f(x + hᵢeᵢ) − f(x − hᵢeᵢ)) / 2hᵢ, and H from differences of ∇f in the same way. Once a
 * run has begun, a point where the objective throws is one where it is not a number.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { centralGradient, differenceHessian } from './differences.js';
import { type Data, Expr, objectiveOf } from './expression.js';
import type { Evaluations } from './result.js';

/**
 * What an optimizer descends: f, and as many of its derivatives as are known.
 *
 * `out`, when given, has to be filled and returned; `hessian` is n×n, flat, row-major. A method must not keep `x` or
 * `out` and must not write to `x`.
 *
 * @example
 * ```ts
 * import { minimize, type Objective } from '@nablajs/optim';
 *
 * const bowl: Objective = {
 *   value: (x) => (x[0]! - 1) ** 2 + 10 * x[1]! ** 2,
 *   gradient(x, out = new Float64Array(2)) {
 *     out[0] = 2 * (x[0]! - 1);
 *     out[1] = 20 * x[1]!;
 *     return out;
 *   },
 * };
 * console.log(minimize(bowl, [5, 5]).x);
 * ```
 */
export interface Objective {
  value(x: Float64Array): number;
  gradient?(x: Float64Array, out?: Float64Array): Float64Array;
  hessian?(x: Float64Array, out?: Float64Array): Float64Array;
  /** f and ∇f at once, for objectives whose two computations share work: fills `out` with ∇f and returns f. */
  valueAndGradient?(x: Float64Array, out: Float64Array): number;
}

/** What {@link minimize} accepts as a function. */
export type ObjectiveLike = Objective | Expr | ((x: Float64Array) => number);

/** Reads `f` as an {@link Objective}; throws ArgumentError when it is not one. */
export function toObjective(
  f: ObjectiveLike,
  n: number,
  where: string,
  variables?: readonly string[],
  values?: Data,
): Objective {
  if (typeof f === 'function') return { value: f };
  if (f instanceof Expr) return objectiveOf(f, n, variables, values, where);
  if (typeof f === 'object' && f !== null && typeof f.value === 'function') return f;
  throw new ArgumentError({
    where,
    expected: 'an objective { value, gradient?, hessian? }, an expression or a function of a Float64Array',
    got: f === null ? 'null' : typeof f,
  });
}

/** An objective of n variables whose evaluations are counted and whose missing derivatives are differences. */
export class Problem {
  readonly n: number;
  readonly evaluations: Evaluations = { value: 0, gradient: 0, hessian: 0 };
  /** Whether ∇f is given; otherwise it costs 2n values. */
  readonly hasGradient: boolean;
  /** Whether H is given; otherwise it costs 2n gradients. */
  readonly hasHessian: boolean;
  /** Whether what the objective throws is kept here instead of passed on. */
  tolerant = false;
  /** What the objective threw last. */
  thrown: { readonly error: unknown } | undefined;
  readonly #objective: Objective;

  constructor(objective: Objective, n: number) {
    this.#objective = objective;
    this.n = n;
    this.hasGradient = typeof objective.gradient === 'function' || typeof objective.valueAndGradient === 'function';
    this.hasHessian = typeof objective.hessian === 'function';
  }

  value(x: Float64Array): number {
    this.evaluations.value++;
    try {
      return Number(this.#objective.value(x));
    } catch (error) {
      return this.#keepThrown(error);
    }
  }

  gradient(x: Float64Array, out: Float64Array): void {
    const objective = this.#objective;
    if (objective.gradient) {
      this.evaluations.gradient++;
      let given: Float64Array;
      try {
        given = objective.gradient(x, out);
      } catch (error) {
        given = out.fill(this.#keepThrown(error));
      }
      keep(given, out, 'gradient');
    } else if (objective.valueAndGradient) {
      this.valueAndGradient(x, out);
    } else {
      centralGradient((at) => this.value(at), x, out);
    }
  }

  valueAndGradient(x: Float64Array, out: Float64Array): number {
    const objective = this.#objective;
    if (objective.valueAndGradient) {
      this.evaluations.value++;
      this.evaluations.gradient++;
      try {
        return Number(objective.valueAndGradient(x, out));
      } catch (error) {
        return this.#keepThrown(error);
      }
    }
    const value = this.value(x);
    // Where f is not finite no step ends, so ∇f is not asked for.
    if (Number.isFinite(value)) this.gradient(x, out);
    return value;
  }

  hessian(x: Float64Array, out: Float64Array): void {
    const objective = this.#objective;
    if (objective.hessian) {
      this.evaluations.hessian++;
      let given: Float64Array;
      try {
        given = objective.hessian(x, out);
      } catch (error) {
        given = out.fill(this.#keepThrown(error));
      }
      keep(given, out, 'hessian');
    } else {
      differenceHessian((at, g) => this.gradient(at, g), x, out);
    }
  }

  /** NaN, where a throw is tolerated. */
  #keepThrown(error: unknown): number {
    if (!this.tolerant) throw error;
    this.thrown = { error };
    return Number.NaN;
  }
}

function keep(given: Float64Array, out: Float64Array, what: string): void {
  if (given === out) return;
  if (given?.length !== out.length) {
    throw new ArgumentError({
      where: `objective.${what}`,
      expected: `a Float64Array of ${out.length} numbers`,
      got: given === undefined ? 'undefined' : `${given.length} numbers`,
    });
  }
  out.set(given);
}
