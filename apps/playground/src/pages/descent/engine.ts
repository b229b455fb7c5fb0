// Page 4 in the worker: the same start, several methods, every iterate.
import { compile, freeSymbols, gradient } from '@nablajs/calculus';
import { NablaError } from '@nablajs/core-wasm';
import { type IterationState, type LineSearchName, type MethodName, minimize } from '@nablajs/optim';
import { type Formula, formulaOf, readFormula } from '../../engine/formulas.js';
import { type Picture, pictureOf } from '../../plot/picture.js';
import type { Range } from '../../plot/scale.js';

/** How the methods run. */
export interface RaceOptions {
  readonly methods: readonly MethodName[];
  /** Of the methods that have one: all first-order rules, and gradient descent without a line search. */
  readonly rate: number;
  /** `'own'`: each method's own choice; `'none'`: fixed steps for gradient descent. */
  readonly lineSearch: LineSearchName | 'own';
  readonly iterations: number;
}

/** One method's way. */
export interface Runner {
  readonly method: MethodName;
  /** Every iterate, the start first. */
  readonly path: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly status: string;
  readonly value: number;
  readonly evaluations: { readonly value: number; readonly gradient: number; readonly hessian: number };
}

/** All of them; the variables are those of the formula, in order. */
export interface Race {
  readonly names: readonly string[];
  readonly runners: readonly Runner[];
  /** The least value that any method reached. */
  readonly least: number;
}

/** Methods whose steps are λ times something of the gradient. */
const WITH_RATE: readonly MethodName[] = ['momentum', 'nesterov', 'rmsprop', 'adagrad', 'adam', 'adamw'];
/** Methods that search along a direction, and let one choose how. */
const WITH_SEARCH: readonly MethodName[] = ['gradient-descent', 'cg', 'bfgs', 'l-bfgs', 'newton'];

/** Lets every method descend from the same start. */
export function race(text: string, start: Readonly<Record<string, number>>, options: RaceOptions): Race {
  const f = readFormula(text);
  const names = freeSymbols(f);
  const objective = compile(f, names);
  const x0 = names.map((name) => start[name] ?? 0);
  const runners = options.methods.map((method): Runner => {
    const trace: IterationState[] = [];
    try {
      const { status, value, evaluations } = minimize(objective, x0, {
        ...settings(method, options),
        method,
        maxIterations: options.iterations,
        onIteration: (state) => void trace.push(state),
      });
      const path = [x0, ...trace.slice(trace[0]?.iteration === 0 ? 1 : 0).map(({ x }) => [...x])];
      return { method, path, values: path.map((x) => objective.value(x)), status, value, evaluations };
    } catch (error) {
      if (!(error instanceof NablaError)) throw error;
      const none = { value: 0, gradient: 0, hessian: 0 };
      return {
        method,
        path: [x0],
        values: [objective.value(x0)],
        status: error.message,
        value: Number.NaN,
        evaluations: none,
      };
    }
  });
  const reached = runners.flatMap(({ values }) => values).filter(Number.isFinite);
  return { names, runners, least: reached.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) };
}

function settings(
  method: MethodName,
  { rate, lineSearch }: RaceOptions,
): { learningRate?: number; lineSearch?: LineSearchName } {
  if (WITH_RATE.includes(method)) return { learningRate: rate };
  if (!WITH_SEARCH.includes(method) || lineSearch === 'own') return {};
  if (lineSearch !== 'none') return { lineSearch };
  return method === 'gradient-descent' ? { lineSearch, learningRate: rate } : {};
}

/** One step of gradient descent from the start. */
export interface FirstStep {
  readonly names: readonly string[];
  readonly gradient: readonly Formula[];
  readonly from: readonly number[];
  /** ∇f at the start. */
  readonly slope: readonly number[];
  readonly to: readonly number[];
  /** f before and after. */
  readonly before: number;
  readonly after: number;
}

/** x₁ = x₀ − λ∇f(x₀). */
export function firstStep(text: string, start: Readonly<Record<string, number>>, rate: number): FirstStep {
  const f = readFormula(text);
  const names = freeSymbols(f);
  const { value, gradient: slopeAt } = compile(f, names);
  const from = names.map((name) => start[name] ?? 0);
  const slope = [...slopeAt(from)];
  const to = from.map((x, i) => x - rate * slope[i]!);
  const formulas = gradient(f, names).map((each) => formulaOf(each));
  return { names, gradient: formulas, from, slope, to, before: value(from), after: value(to) };
}

/** f over a window. */
export function picture(text: string, names: readonly [string, string], x: Range, y: Range): Picture {
  return pictureOf(readFormula(text), names, x, y);
}
