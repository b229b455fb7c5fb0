/**
 * Two numerical tests of a derivative. Every entry is compared with central differences extrapolated to step 0,
 *
 *     D(h) = (f(x + h·e) − f(x − h·e))/2h = ∂f/∂e + c₂·h² + c₄·h⁴ + …,
 *
 * by Neville's scheme, which also tells how far its columns agree, and so how accurate it is. Along a random direction d the
 * remainder f(x + h·d) − f(x) − h·⟨∂f, d⟩ must vanish with h², where a wrong derivative leaves a multiple of h.
 *
 * C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4 (1982).
 */
import { ArgumentError, random, rcond, SingularMatrixError, type Tensor, tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { diff } from '../derive/diff.js';
import { requireExpr, resolveVariable, type Variable } from '../derive/variables.js';
import type { Expr } from '../expr/node.js';
import type { Operation } from '../expr/operation.js';
import { postorder } from '../expr/walk.js';
import { detOperation, invOperation, logdetOperation } from '../ops/matrix/square.js';
import { evaluateMatrix } from './evaluate.js';
import { sampleValues } from './sample.js';

type Values = Readonly<Record<string, unknown>>;

/** What the numerical check of a derivative found. */
export interface DerivativeCheck {
  /** Whether the derivative is right as far as differences tell: `maxRelError` is no more than ten times `accuracy`. */
  readonly agrees: boolean;
  /** Largest deviation from the extrapolated difference quotients, relative to the largest entry. */
  readonly maxRelError: number;
  /** Estimated error of the extrapolated quotients themselves, relative to the largest entry; mostly 1e-13 to 1e-10. */
  readonly accuracy: number;
  /** The power of h with which the remainder vanishes: about 2 or more; Infinity where it is rounding alone, as of what is linear. */
  readonly expansionOrder: number;
  /** Row-major place of the largest deviation in the derivative. */
  readonly worstIndex: number;
  /** Number of entries compared. */
  readonly entries: number;
  /** The values at which it was checked. */
  readonly at: Values;
}

/** The longest step, inside the domain of what has random values, and how often it is halved. */
const [LONGEST, HALVINGS] = [0.05, 8];
/** Relative rounding of a few operations. */
const ROUNDING = 64 * Number.EPSILON;

/**
 * Compares ∂f/∂wrt with difference quotients extrapolated to step 0 (Ridders), entry by entry, and tests that the remainder
 * of the linear expansion vanishes with the square of the step. A derivative that is wrong by 1e-6 of its largest entry does
 * not agree.
 *
 * @param opts values: where to check; names left out get random values, symbolic sizes small lengths. derivative: what
 * to check instead of `diff(f, wrt)`, in the mixed layout. seed: of the random values.
 * @throws ArgumentError when the function has no finite value there, and for unknown options.
 *
 * @example
 * ```ts
 * import { checkDerivative, parse } from '@nablajs/calculus';
 *
 * const f = parse("x'*A*x", { shapes: { x: ['n'], A: ['n', 'n'] } });
 * console.log(checkDerivative(f, 'x').agrees); // true
 * const wrong = parse('2.000002*A*x', { shapes: { x: ['n'], A: ['n', 'n'] } });
 * console.log(checkDerivative(f, 'x', { derivative: wrong }).agrees); // false
 * ```
 */
export function checkDerivative(
  f: Expr,
  wrt: Variable,
  opts: { values?: Values; derivative?: Expr; seed?: number } = {},
): DerivativeCheck {
  const where = 'checkDerivative';
  checkOptions(where, opts, ['values', 'derivative', 'seed']);
  const variable = resolveVariable(where, wrt, [requireExpr(where, f)]);
  const derived = opts.derivative ?? diff(f, variable);
  const at = { ...startingValues(f, variable, opts.seed ?? 1), ...opts.values };
  const moved = along(f, variable.name!, at);
  const quotients = moved.start.map((x, entry) =>
    extrapolated(Math.max(1, Math.abs(x)), (h) => {
      const [above, below] = [moved.by(entry, h), moved.by(entry, -h)];
      return above.map((value, o) => (value - below[o]!) / (2 * h));
    }),
  );
  const outputs = quotients[0]!.length;
  const expected = Array.from({ length: outputs }, (_, o) => quotients.map((each) => each[o]!)).flat();
  const got = flat(evaluateMatrix(derived, at));
  if (got.length !== expected.length) {
    throw new ArgumentError({ where, expected: `a derivative of ${expected.length} entries`, got: String(got.length) });
  }
  const scale = expected.reduce((greatest, { value }) => Math.max(greatest, Math.abs(value)), 1e-6);
  let [worst, worstIndex, error] = [0, 0, 0];
  got.forEach((each, index) => {
    const deviation = Math.abs(each - expected[index]!.value);
    if (deviation > worst || Number.isNaN(deviation)) [worst, worstIndex] = [deviation, index];
    error = Math.max(error, expected[index]!.error);
  });
  const [maxRelError, accuracy] = [worst / scale, Math.max(error / scale, ROUNDING)];
  const expansionOrder = orderOfRemainder(moved, got, opts.seed ?? 1);
  return {
    agrees: maxRelError <= 10 * accuracy,
    maxRelError,
    accuracy,
    expansionOrder,
    worstIndex,
    entries: got.length,
    at,
  };
}

/** A reciprocal condition number up to which an inverse or a logarithm of a determinant is too rough for differences. */
const ILL_CONDITIONED = 1e-8;

/**
 * Random values at which f is finite, positive ones where signed ones leave its domain; if there are any, such that its
 * inverses and determinants are those of well-conditioned matrices.
 */
function startingValues(f: Expr, variable: Expr, seed: number): Values {
  let found: Values | undefined;
  // A tall matrix has an invertible A'A, a wide one an invertible AA'.
  for (const turn of [0, 1]) {
    for (const positive of [false, true]) {
      const values = sampleValues([f, variable], seed, turn, positive);
      const regular = isRegular(f, values);
      if ((found !== undefined && !regular) || !isFiniteAt(f, values)) continue;
      if (regular) return values;
      found = values;
    }
  }
  if (found !== undefined) return found;
  throw new ArgumentError({
    where: 'checkDerivative',
    expected: 'values inside the domain',
    got: 'none found; give them',
  });
}

function isFiniteAt(f: Expr, values: Values): boolean {
  try {
    return flat(evaluateMatrix(f, values)).every(Number.isFinite);
  } catch (error) {
    if (error instanceof SingularMatrixError) return false;
    throw error;
  }
}

function isRegular(f: Expr, values: Values): boolean {
  const ofSquare: readonly Operation[] = [invOperation, detOperation, logdetOperation];
  return postorder([f])
    .filter((each) => ofSquare.includes(each.op))
    .every(({ args: [square] }) => {
      if (!isFiniteAt(square!, values)) return false;
      const value = evaluateMatrix(square!, values);
      return typeof value === 'number' ? value !== 0 : rcond(value) > ILL_CONDITIONED;
    });
}

/** The variable's entries, and f's where one of them, or all along a direction, are moved. */
interface Moved {
  readonly start: readonly number[];
  by(entry: number, step: number): number[];
  along(direction: readonly number[], step: number): number[];
}

function along(f: Expr, name: string, at: Values): Moved {
  const x = at[name];
  const start = typeof x === 'number' ? [x] : flat(tensor(x as never));
  const shape = typeof x === 'number' ? [] : tensor(x as never).shape;
  const value = (next: number[]): number[] =>
    flat(evaluateMatrix(f, { ...at, [name]: shape.length === 0 ? next[0]! : tensor(next, { shape }) }));
  return {
    start,
    by: (entry, step) => value(start.map((each, k) => (k === entry ? each + step : each))),
    along: (direction, step) => value(start.map((each, k) => each + step * direction[k]!)),
  };
}

/** Limits for h → 0 of functions of h², and how well they are known. */
function extrapolated(scale: number, at: (h: number) => number[]): { value: number; error: number }[] {
  const columns = Array.from({ length: HALVINGS + 1 }, (_, k) => at((scale * LONGEST) / 2 ** k));
  return columns[0]!.map((_, o) => {
    let best = { value: columns[HALVINGS]![o]!, error: Number.POSITIVE_INFINITY };
    let above: number[] = [];
    for (const column of columns) {
      const row = [column[o]!];
      above.forEach((previous, k) => {
        const value = row[k]! + (row[k]! - previous) / (4 ** (k + 1) - 1);
        const error = Math.max(Math.abs(value - row[k]!), Math.abs(value - previous));
        if (error < best.error) best = { value, error };
        row.push(value);
      });
      above = row;
    }
    return best;
  });
}

/** The median of log₂ of the ratios of remainders at h and h/2, as long as they are more than rounding. */
function orderOfRemainder(moved: Moved, derivative: readonly number[], seed: number): number {
  const n = moved.start.length;
  const direction = Array.from(random(seed).normal([n]).toTypedArray());
  const origin = moved.along(direction, 0);
  const slopes = origin.map((_, o) => direction.reduce((total, d, k) => total + d * derivative[o * n + k]!, 0));
  const size = (values: readonly number[]): number => Math.max(...values.map(Math.abs));
  const remainders = Array.from({ length: HALVINGS + 1 }, (_, k) => {
    const h = LONGEST / 4 / 2 ** k;
    return size(moved.along(direction, h).map((value, o) => value - origin[o]! - h * slopes[o]!));
  });
  const noise = ROUNDING * Math.max(size(origin), LONGEST * size(slopes)) * 16;
  const orders = remainders
    .slice(1)
    .map((next, k) => (next > noise ? Math.log2(remainders[k]! / next) : Number.NaN))
    .filter((order) => !Number.isNaN(order))
    .sort((a, b) => a - b);
  return orders.length === 0 ? Number.POSITIVE_INFINITY : orders[orders.length >> 1]!;
}

function flat(value: number | Tensor): number[] {
  return typeof value === 'number' ? [value] : Array.from(value.toTypedArray());
}
