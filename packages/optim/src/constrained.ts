/**
 * min f(x) subject to h(x) = 0, g(x) ≤ 0 and bounds: the augmented Lagrangian with Lagrange multipliers.
 *
 * L(x) = f + Σ (λᵢhᵢ + ½μhᵢ²) + Σ ½μ(max(0, gⱼ + νⱼ/μ)² − (νⱼ/μ)²) is minimized without constraints, then
 * λ ← λ + μh, ν ← max(0, ν + μg); μ grows tenfold where the violation did not fall to a quarter. At the end
 * ∇f + Σλᵢ∇hᵢ + Σνⱼ∇gⱼ = 0, ν ≥ 0 and νⱼgⱼ = 0 (Karush, Kuhn, Tucker).
 *
 * Source: J. Nocedal, S. Wright, Numerical Optimization (2006), algorithm 17.4; R. Rockafellar, Math. Prog. 5 (1973).
 */
import { type Bounds, projectedGradientNorm, toBox } from './bounds.js';
import { checkLimit, checkListeners, checkNames, checkPositive, checkTolerance } from './checkOptions.js';
import { short } from './convergence.js';
import { type LinearConstraints, linearRows } from './linearConstraints.js';
import type { MinimizeOptions } from './minimization.js';
import { minimize } from './minimize.js';
import { type Objective, type ObjectiveLike, Problem, toObjective } from './objective.js';
import { toPoint } from './point.js';
import type { Evaluations, Status } from './result.js';
import { axpy, norm } from './vector.js';

/** The constraints of {@link minimizeConstrained}: functions with gradients, expressions, or plain functions. */
export interface Constraints {
  /** hᵢ(x) = 0. */
  equalities?: readonly ObjectiveLike[];
  /** gⱼ(x) ≤ 0. */
  inequalities?: readonly ObjectiveLike[];
  /** Ax = b. */
  linearEqualities?: LinearConstraints;
  /** Ax ≤ b. */
  linearInequalities?: LinearConstraints;
  bounds?: Bounds;
}

/** Options of {@link minimizeConstrained}; the rest goes to the inner {@link minimize}. */
export interface ConstrainedOptions extends Pick<MinimizeOptions, 'method' | 'variables' | 'signal' | 'lineSearch'> {
  /** On the largest violation (1e-8) and on the norm of the Lagrangian's gradient (1e-6·max(1, |f|)). */
  tolerance?: { violation?: number; gradient?: number };
  /** Rounds of the multiplier iteration. Default 50. */
  maxIterations?: number;
  /** The first μ. Default 10. */
  penalty?: number;
}

/** The Lagrange multipliers of {@link ConstrainedResult}, in the order of the constraints. */
export interface Multipliers {
  equalities: number[];
  inequalities: number[];
  linearEqualities: number[];
  linearInequalities: number[];
}

/** The outcome of {@link minimizeConstrained}. */
export interface ConstrainedResult {
  x: Float64Array;
  /** f(x). */
  value: number;
  /**
   * λ of h(x) = 0 and ν ≥ 0 of g(x) ≤ 0: how fast f falls when a constraint gives way. Those of the linear constraints,
   * one for each row of A, stand by themselves.
   */
  multipliers: Multipliers;
  /** max(|hᵢ|, gⱼ, 0), with aᵢᵀx − bᵢ among them. */
  violation: number;
  /** ‖∇f + Σλ∇h + Σν∇g‖₂, projected where there are bounds. */
  gradientNorm: number;
  iterations: number;
  /** Of f; each constraint is evaluated as often. */
  evaluations: Evaluations;
  status: Status;
  message: string;
}

const constraintNames: Readonly<Record<keyof Constraints, true>> = {
  equalities: true,
  inequalities: true,
  linearEqualities: true,
  linearInequalities: true,
  bounds: true,
};

const optionNames: Readonly<Record<keyof ConstrainedOptions, true>> = {
  method: true,
  variables: true,
  signal: true,
  lineSearch: true,
  tolerance: true,
  maxIterations: true,
  penalty: true,
};

const growth = 10;
const enough = 0.25;
const largestPenalty = 1e12;

/**
 * Minimizes f under equality and inequality constraints, and reports their multipliers.
 *
 * @throws ArgumentError as {@link minimize} does, and for constraints or options of unknown names; ShapeError where A and b
 *   do not fit.
 *
 * @example
 * ```ts
 * import { minimizeConstrained } from '@nablajs/optim';
 *
 * // the point of the line x + y = 1 nearest to the origin
 * const { x, multipliers } = minimizeConstrained((p) => p[0]! ** 2 + p[1]! ** 2, [3, 0], {
 *   equalities: [(p) => p[0]! + p[1]! - 1],
 * });
 * console.log(x, multipliers.equalities); // [½, ½], [−1]
 *
 * // the same line as Ax = b
 * const line = minimizeConstrained((p) => p[0]! ** 2 + p[1]! ** 2, [3, 0], { linearEqualities: { A: [[1, 1]], b: [1] } });
 * console.log(line.multipliers.linearEqualities); // [−1]
 * ```
 */
export function minimizeConstrained(
  f: ObjectiveLike,
  x0: ArrayLike<number>,
  constraints: Constraints,
  opts: ConstrainedOptions = {},
): ConstrainedResult {
  const where = 'minimizeConstrained';
  checkNames(constraints, constraintNames, where);
  checkNames(opts, optionNames, where);
  checkTolerance(opts.tolerance, where, { violation: true, gradient: true });
  checkLimit(opts.maxIterations, where);
  checkListeners(opts, where);
  checkPositive('penalty', opts.penalty, where);
  const start = toPoint(x0, `${where}: x0`);
  const box = toBox(constraints.bounds, start.length, where);
  const lagrangian = new AugmentedLagrangian(f, constraints, start.length, opts, where);
  const { method, lineSearch, signal, tolerance = {}, maxIterations = 50 } = opts;
  let x: Float64Array = start;
  let violation = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    // Early rounds need not be exact; each is a tenth of the one before.
    const gradient = Math.max(1e-8, 0.1 ** (round + 1));
    const inner = minimize(lagrangian.objective, x, {
      tolerance: { gradient },
      ...(constraints.bounds ? { bounds: constraints.bounds } : {}),
      ...(method ? { method } : {}),
      ...(lineSearch ? { lineSearch } : {}),
      ...(signal ? { signal } : {}),
    });
    x = inner.x;
    const last = violation;
    violation = lagrangian.violation(x);
    lagrangian.updateMultipliers();
    const slope = lagrangian.gradient(x);
    const gradientNorm = box ? projectedGradientNorm(x, slope, box) : norm(slope);
    const value = lagrangian.value;
    const answer = (status: Status, message: string): ConstrainedResult => ({
      x,
      value,
      multipliers: lagrangian.multipliers(),
      violation,
      gradientNorm,
      iterations: round,
      evaluations: lagrangian.evaluations,
      status,
      message,
    });
    if (inner.status === 'stopped' || inner.status === 'not-finite' || inner.status === 'diverged') {
      return answer(inner.status, inner.message);
    }
    const stationary = gradientNorm <= (tolerance.gradient ?? 1e-6 * Math.max(1, Math.abs(value)));
    if (violation <= (tolerance.violation ?? 1e-8) && stationary) {
      return answer('converged', `the constraints hold to ${short(violation)} and ‖∇L‖ = ${short(gradientNorm)}`);
    }
    if (round >= maxIterations) return answer('max-iterations', `the limit of ${maxIterations} rounds was reached`);
    if (violation > enough * last && !lagrangian.tighten()) {
      return answer('stalled', `the constraints cannot be met: the violation stays at ${short(violation)}`);
    }
  }
}

class AugmentedLagrangian {
  readonly objective: Objective;
  value = Number.NaN;
  readonly #f: Problem;
  /** The linear constraints come last in both lists. */
  readonly #equalities: Problem[];
  readonly #inequalities: Problem[];
  /** How many of them are not linear. */
  readonly #smooth: readonly [equalities: number, inequalities: number];
  readonly #lambda: Float64Array;
  readonly #nu: Float64Array;
  readonly #h: Float64Array;
  readonly #g: Float64Array;
  readonly #scratch: Float64Array;
  #mu: number;

  constructor(f: ObjectiveLike, constraints: Constraints, n: number, opts: ConstrainedOptions, where: string) {
    const problem = (each: ObjectiveLike): Problem => new Problem(toObjective(each, n, where, opts.variables), n);
    this.#f = problem(f);
    const { equalities = [], inequalities = [], linearEqualities, linearInequalities } = constraints;
    this.#smooth = [equalities.length, inequalities.length];
    this.#equalities = [...equalities, ...linearRows(linearEqualities, n, `${where}: linearEqualities`)].map(problem);
    this.#inequalities = [...inequalities, ...linearRows(linearInequalities, n, `${where}: linearInequalities`)].map(
      problem,
    );
    this.#lambda = new Float64Array(this.#equalities.length);
    this.#nu = new Float64Array(this.#inequalities.length);
    this.#h = new Float64Array(this.#equalities.length);
    this.#g = new Float64Array(this.#inequalities.length);
    this.#scratch = new Float64Array(n);
    this.#mu = opts.penalty ?? 10;
    this.objective = {
      value: (x) => this.#augmented(x),
      gradient: (x, out = new Float64Array(n)) => this.#slope(x, out, true),
    };
  }

  get evaluations(): Evaluations {
    return { ...this.#f.evaluations };
  }

  multipliers(): Multipliers {
    const [equalities, inequalities] = this.#smooth;
    const lambda = Array.from(this.#lambda);
    const nu = Array.from(this.#nu);
    return {
      equalities: lambda.slice(0, equalities),
      inequalities: nu.slice(0, inequalities),
      linearEqualities: lambda.slice(equalities),
      linearInequalities: nu.slice(inequalities),
    };
  }

  /** The largest violation at x; leaves f, h and g there. */
  violation(x: Float64Array): number {
    this.#evaluate(x);
    return Math.max(0, ...this.#h.map(Math.abs), ...this.#g);
  }

  /** λ ← λ + μh, ν ← max(0, ν + μg) with the values last computed. */
  updateMultipliers(): void {
    this.#h.forEach((h, i) => void (this.#lambda[i]! += this.#mu * h));
    this.#g.forEach((g, j) => void (this.#nu[j] = Math.max(0, this.#nu[j]! + this.#mu * g)));
  }

  /** ∇f + Σλ∇h + Σν∇g, newly allocated. */
  gradient(x: Float64Array): Float64Array {
    return this.#slope(x, new Float64Array(x.length), false);
  }

  /** μ ← 10μ; false when it is as large as it may become. */
  tighten(): boolean {
    this.#mu *= growth;
    return this.#mu <= largestPenalty;
  }

  #evaluate(x: Float64Array): void {
    this.value = this.#f.value(x);
    this.#equalities.forEach((c, i) => void (this.#h[i] = c.value(x)));
    this.#inequalities.forEach((c, j) => void (this.#g[j] = c.value(x)));
  }

  #augmented(x: Float64Array): number {
    this.#evaluate(x);
    const mu = this.#mu;
    let sum = this.value;
    this.#h.forEach((h, i) => void (sum += h * (this.#lambda[i]! + (mu / 2) * h)));
    this.#g.forEach((g, j) => {
      const shift = this.#nu[j]! / mu;
      sum += (mu / 2) * (Math.max(0, g + shift) ** 2 - shift ** 2);
    });
    return sum;
  }

  /** ∇f with the constraints' gradients weighted by the multipliers, or by those the penalty would give next. */
  #slope(x: Float64Array, out: Float64Array, augmented: boolean): Float64Array {
    const mu = augmented ? this.#mu : 0;
    this.#f.gradient(x, out);
    const add = (constraint: Problem, weight: number): void => {
      if (weight === 0) return;
      constraint.gradient(x, this.#scratch);
      axpy(weight, this.#scratch, out);
    };
    this.#equalities.forEach((c, i) => void add(c, this.#lambda[i]! + (mu === 0 ? 0 : mu * c.value(x))));
    this.#inequalities.forEach((c, j) => void add(c, Math.max(0, this.#nu[j]! + (mu === 0 ? 0 : mu * c.value(x)))));
    return out;
  }
}
