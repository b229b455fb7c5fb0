/**
 * One run of a method: begins at x₀, iterates, judges, remembers the best iterate.
 *
 * The loop is the same for every method; a method only supplies the step. A run can be driven to the end, one iterate at
 * a time or in slices; the iterates do not depend on how.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { type Bounds, toBox } from './bounds.js';
import {
  checkConstants,
  checkLimit,
  checkListeners,
  checkNames,
  checkPositive,
  checkTolerance,
} from './checkOptions.js';
import { type Certificate, certify } from './classify/certificate.js';
import { Convergence, type Tolerance } from './convergence.js';
import { Descent } from './descent.js';
import { escapeSaddle } from './escape.js';
import type { Data } from './expression.js';
import { type LineSearchName, lineSearches } from './lineSearch/index.js';
import type { Iteration, Method } from './methods/method.js';
import { type MethodName, methods } from './methods/methods.js';
import type { Constants, MethodOptions } from './methods/options.js';
import { type ObjectiveLike, Problem, toObjective } from './objective.js';
import { toPoint } from './point.js';
import { type IterationState, namingThrown, type Result, type Stop } from './result.js';
import type { Schedule } from './schedule.js';

/** Options of {@link minimize}. */
export interface MinimizeOptions extends Constants {
  method?: MethodName;
  /**
   * λ of the gradient methods: a number, or a function of the iteration. The update rules take 0.01 unless told, times
   * 1 − μ where they have momentum μ; `gradient-descent` then searches the line.
   */
  learningRate?: number | Schedule;
  lineSearch?: LineSearchName;
  /** A pair [lower, upper] for each variable. */
  bounds?: Bounds;
  tolerance?: Tolerance;
  maxIterations?: number;
  /** Called with the starting point and every iterate; returning `'stop'` ends the run there. */
  onIteration?(state: IterationState): unknown;
  signal?: AbortSignal;
  /** Keep every iterate in the result. */
  trace?: boolean;
  /** Where the run has converged to a saddle, leave it along negative curvature and go on. */
  escapeSaddles?: boolean;
  /** Compute H where the run ends and tell from it what the point is. */
  certify?: boolean;
  /** The names of the variables in the order of x, for an expression. */
  variables?: readonly string[];
  /** Data by name, for an expression that contains more than its variables: numbers, nested or typed arrays, tensors. */
  values?: Data;
}

const optionNames: Readonly<Record<keyof MinimizeOptions, true>> = {
  method: true,
  learningRate: true,
  lineSearch: true,
  bounds: true,
  tolerance: true,
  maxIterations: true,
  onIteration: true,
  signal: true,
  trace: true,
  escapeSaddles: true,
  certify: true,
  variables: true,
  values: true,
  memory: true,
  momentum: true,
  alpha: true,
  centered: true,
  beta1: true,
  beta2: true,
  amsgrad: true,
  epsilon: true,
  weightDecay: true,
  subproblem: true,
  radius: true,
  rateDecay: true,
};

/** Variables up to which `bfgs` is the default; beyond, n² numbers a step cost more than its fewer evaluations save. */
const mostDense = 64;
/** Saddles left in one run. */
const mostEscapes = 10;

export class Minimization {
  readonly #at: Descent;
  readonly #options: MinimizeOptions;
  readonly #name: MethodName;
  readonly #method: Method;
  readonly #convergence: Convergence;
  readonly #maxIterations: number;
  readonly #trace: IterationState[] | undefined;
  readonly #best: { x: Float64Array; gradient: Float64Array; value: number; gradientNorm: number } | undefined;
  readonly #methodOptions: MethodOptions;
  #iteration: Iteration | undefined;
  #escapes = 0;
  #stop: Stop | undefined;

  constructor(f: ObjectiveLike, x0: ArrayLike<number>, options: MinimizeOptions, where: string) {
    checkNames(options, optionNames, where);
    checkTolerance(options.tolerance, where);
    checkLimit(options.maxIterations, where);
    checkListeners(options, where);
    checkConstants(options, where);
    const start = toPoint(x0, `${where}: x0`);
    const problem = new Problem(toObjective(f, start.length, where, options.variables, options.values), start.length);
    const box = toBox(options.bounds, start.length, where);
    this.#options = options;
    this.#name = options.method ?? defaultMethod(problem, box !== undefined);
    this.#method = lookUp(methods, this.#name, `${where}: method`);
    if (box && !this.#method.bounds) {
      throw new ArgumentError({
        where: `${where}: method`,
        expected: `one that keeps to bounds (${namesWhere((method) => method.bounds)})`,
        got: `'${this.#name}'`,
      });
    }
    this.#maxIterations = options.maxIterations ?? this.#method.maxIterations(start.length);
    const { learningRate } = options;
    if (typeof learningRate !== 'function') checkPositive('learningRate', learningRate, where);
    const rate = typeof learningRate === 'number' ? () => learningRate : learningRate;
    const lineSearchName =
      options.lineSearch ??
      (rate && this.#method.lineSearches.includes('none') ? 'none' : this.#method.lineSearches[0]);
    if (lineSearchName !== undefined && !this.#method.lineSearches.includes(lineSearchName)) {
      throw new ArgumentError({
        where: `${where}: lineSearch`,
        expected: `one '${this.#name}' can use (${this.#method.lineSearches.join(', ') || 'none: it searches no line'})`,
        got: `'${lineSearchName}'`,
      });
    }
    this.#convergence = new Convergence(options.tolerance ?? {}, problem.hasGradient, this.#method.order > 0);
    this.#trace = options.trace ? [] : undefined;
    const at = new Descent(problem, start, box);
    this.#at = at;
    at.begin(this.#method.order > 0);
    problem.tolerant = true;
    // Near a minimum Hager and Zhang's search takes a step for its slope, even where f rises a little.
    this.#best =
      this.#method.monotone && lineSearchName !== 'hager-zhang'
        ? undefined
        : { x: at.x.slice(), gradient: at.gradient.slice(), value: at.value, gradientNorm: at.gradientNorm };
    this.#methodOptions = {
      constants: options,
      tolerance: options.tolerance ?? {},
      lineSearch: lineSearches[lineSearchName ?? 'wolfe'],
      lineSearchName,
      learningRate: rate,
    };
    const verdict = this.#convergence.atStart(at);
    this.#stop = this.#report() ?? this.#orEscape(verdict);
  }

  /** One iteration; true when it led to a new iterate, false when the run is over. */
  advance(): boolean {
    if (this.#stop) return false;
    const at = this.#at;
    if (at.iteration >= this.#maxIterations) {
      this.#stop = { status: 'max-iterations', message: `the limit of ${this.#maxIterations} iterations was reached` };
      return false;
    }
    this.#iteration ??= this.#method.start(at, this.#methodOptions);
    const failure = this.#iteration();
    if (failure) {
      const finished = failure.status === 'line-search-failed' && at.iteration > 0;
      const verdict = finished ? this.#convergence.exhausted(at) : failure;
      this.#stop = verdict.status === 'stalled' ? failure : verdict;
      return false;
    }
    at.iteration++;
    this.#remember();
    const verdict = this.#convergence.afterStep(at);
    this.#stop = this.#report() ?? this.#orEscape(verdict);
    return true;
  }

  /** The verdict, unless it can be escaped: then the method begins afresh from a lower point. */
  #orEscape(verdict: Stop | undefined): Stop | undefined {
    if (verdict?.status !== 'converged' || !this.#options.escapeSaddles || this.#escapes >= mostEscapes) return verdict;
    if (!escapeSaddle(this.#at)) return verdict;
    this.#escapes++;
    this.#iteration?.free?.();
    this.#iteration = undefined;
    this.#remember();
    return undefined;
  }

  /** Gives back what the method holds. The result stays; the run cannot go on. */
  close(): void {
    this.#iteration?.free?.();
    this.#iteration = undefined;
    this.#stop ??= { status: 'stopped', message: 'the run was left before its end' };
  }

  /** The iterate as plain data. */
  state(): IterationState {
    const at = this.#at;
    return {
      iteration: at.iteration,
      x: Array.from(at.x),
      value: at.value,
      gradientNorm: at.gradientNorm,
      stepNorm: at.stepNorm,
      evaluations: { ...at.problem.evaluations },
    };
  }

  result(): Result {
    const at = this.#at;
    // A method that works from values still says how stationary its point is.
    if (this.#method.order === 0 && Number.isFinite(at.value)) at.completeGradient();
    const best =
      this.#best && (this.#best.value < at.value || !(at.value < Number.POSITIVE_INFINITY)) ? this.#best : at;
    const { status, message } = this.#stop ?? {
      status: 'stopped' as const,
      message: 'the run was left before its end',
    };
    const result: Result = {
      x: best.x.slice(),
      value: best.value,
      gradient: best.gradient.slice(),
      gradientNorm: best.gradientNorm,
      iterations: at.iteration,
      evaluations: { ...at.problem.evaluations },
      status,
      message,
      method: this.#name,
    };
    if (this.#trace) result.trace = this.#trace;
    if (this.#options.certify && Number.isFinite(best.gradientNorm)) {
      result.certificate = certify(at, best.x, best.gradient, best.gradientNorm);
      result.evaluations = { ...at.problem.evaluations };
      if (status === 'converged') result.message += verdictOf(result.certificate);
    } else if (status === 'converged' && at.iteration === 0) {
      result.message += '; saddles and maxima are that too, certify: true tells them apart';
    }
    return namingThrown(result, at.problem.thrown);
  }

  /** Copies the iterate when it is the best so far. */
  #remember(): void {
    const best = this.#best;
    const at = this.#at;
    if (!best || !(at.value < best.value)) return;
    best.x.set(at.x);
    best.gradient.set(at.gradient);
    best.value = at.value;
    best.gradientNorm = at.gradientNorm;
  }

  /** Tells trace and listeners about the iterate; the stop they ask for, if any. */
  #report(): Stop | undefined {
    const { onIteration, signal } = this.#options;
    if (this.#trace || onIteration) {
      const state = this.state();
      this.#trace?.push(state);
      if (onIteration?.(state) === 'stop') return { status: 'stopped', message: 'onIteration asked to stop' };
    }
    if (signal?.aborted) return { status: 'stopped', message: 'the signal was aborted' };
    return undefined;
  }
}

/** What H adds to the message of a run that converged. */
function verdictOf(certificate: Certificate | undefined): string {
  if (certificate === undefined) return '; H is not finite there';
  const { kind } = certificate;
  return kind === 'inconclusive' ? '; H does not decide of which kind' : `; by H it is a ${kind}`;
}

function defaultMethod(problem: Problem, bounded: boolean): MethodName {
  if (bounded) return 'l-bfgs-b';
  if (problem.n > mostDense) return 'l-bfgs';
  return problem.hasHessian && problem.n <= 50 ? 'trust-region' : 'bfgs';
}

function lookUp<T>(table: Readonly<Record<string, T>>, name: string, where: string): T {
  if (!Object.hasOwn(table, name)) {
    throw new ArgumentError({ where, expected: `one of ${Object.keys(table).join(', ')}`, got: `'${name}'` });
  }
  return table[name]!;
}

function namesWhere(holds: (method: Method) => boolean): string {
  return Object.entries(methods)
    .filter(([, method]) => holds(method))
    .map(([name]) => name)
    .join(', ');
}
