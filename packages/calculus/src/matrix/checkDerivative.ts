import { ArgumentError, type Tensor, tensor } from '@nablajs/core-wasm';

import { diff } from '../derive/diff.js';
import { requireExpr, resolveVariable, type Variable } from '../derive/variables.js';
import type { Expr } from '../expr/node.js';
import { evaluateMatrix } from './evaluate.js';
import { sampleValues } from './sample.js';

type Values = Readonly<Record<string, unknown>>;

/** What the numerical check of a derivative found. */
export interface DerivativeCheck {
  /** Largest deviation from the difference quotients, relative to the largest entry. */
  readonly maxRelError: number;
  /** Row-major place of that deviation in the derivative. */
  readonly worstIndex: number;
  /** Number of entries compared. */
  readonly entries: number;
  /** The values at which it was checked. */
  readonly at: Values;
}

/** Weights of the central difference of sixth order, (45·Δ₁ − 9·Δ₂ + Δ₃)/(60·h) with Δ_k = f(x + k·h) − f(x − k·h). */
const WEIGHTS = [45, -9, 1];
/** Balances the truncation h⁶ against the rounding ε/h. */
const STEP = 2e-3;

/**
 * Compares ∂f/∂wrt with sixth-order central differences, entry by entry: right derivatives agree to about 1e-10.
 *
 * @param opts values: where to check; names left out get random values, symbolic sizes small lengths. derivative: what
 * to check instead of `diff(f, wrt)`, in the mixed layout. seed: of the random values.
 * @throws ArgumentError when the function has no finite value there.
 *
 * @example
 * ```ts
 * import { checkDerivative, parse } from '@nablajs/calculus';
 *
 * const f = parse("x'*A*x", { shapes: { x: ['n'], A: ['n', 'n'] } });
 * console.log(checkDerivative(f, 'x').maxRelError < 1e-9);
 * ```
 */
export function checkDerivative(
  f: Expr,
  wrt: Variable,
  opts: { values?: Values; derivative?: Expr; seed?: number } = {},
): DerivativeCheck {
  const variable = resolveVariable('checkDerivative', wrt, [requireExpr('checkDerivative', f)]);
  const derived = opts.derivative ?? diff(f, variable);
  const at = { ...startingValues(f, variable, opts.seed ?? 1), ...opts.values };
  const expected = differences(f, variable.name!, at);
  const got = flat(evaluateMatrix(derived, at));
  if (got.length !== expected.length) {
    const where = 'checkDerivative';
    throw new ArgumentError({ where, expected: `a derivative of ${expected.length} entries`, got: String(got.length) });
  }
  const scale = expected.reduce((greatest, each) => Math.max(greatest, Math.abs(each)), Number.MIN_VALUE);
  let worstIndex = 0;
  let worst = 0;
  got.forEach((each, index) => {
    const deviation = Math.abs(each - expected[index]!);
    if (deviation > worst || Number.isNaN(deviation)) [worst, worstIndex] = [deviation, index];
  });
  const maxRelError = worst === 0 ? 0 : worst / Math.max(scale, 1e-6);
  return { maxRelError, worstIndex, entries: got.length, at };
}

/** Random values at which f is finite; positive ones where signed ones leave its domain. */
function startingValues(f: Expr, variable: Expr, seed: number): Values {
  for (const positive of [false, true]) {
    const values = sampleValues([f, variable], seed, 0, positive);
    if (flat(evaluateMatrix(f, values)).every(Number.isFinite)) return values;
  }
  throw new ArgumentError({
    where: 'checkDerivative',
    expected: 'values inside the domain',
    got: 'none found; give them',
  });
}

/** ∂f[o]/∂x[e] by central differences, outputs first, then the variable's entries. */
function differences(f: Expr, name: string, at: Values): number[] {
  const x = at[name];
  const start = typeof x === 'number' ? [x] : flat(tensor(x as never));
  const shape = typeof x === 'number' ? [] : tensor(x as never).shape;
  const moved = (entry: number, by: number): number[] => {
    const next = start.map((each, k) => (k === entry ? each + by : each));
    return flat(evaluateMatrix(f, { ...at, [name]: shape.length === 0 ? next[0]! : tensor(next, { shape }) }));
  };
  const columns = start.map((_, entry) => {
    const sides = WEIGHTS.map((_weight, k) => [moved(entry, (k + 1) * STEP), moved(entry, -(k + 1) * STEP)] as const);
    return sides[0]![0].map((_output, o) =>
      sides.reduce((total, [above, below], k) => total + (WEIGHTS[k]! * (above[o]! - below[o]!)) / (60 * STEP), 0),
    );
  });
  return columns[0]!.flatMap((_, output) => columns.map((column) => column[output]!));
}

function flat(value: number | Tensor): number[] {
  return typeof value === 'number' ? [value] : Array.from(value.toTypedArray());
}
