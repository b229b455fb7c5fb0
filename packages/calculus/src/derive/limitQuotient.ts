import { ArgumentError } from '@nablajs/core-wasm';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { type Expr, enter } from '../expr/node.js';
import { canonical } from '../simplify/canonical.js';
import { Differentiator } from './differentiator.js';
import { requireExpr, resolveVariable, type Variable } from './variables.js';

/** One row of the table that shows the definition at work. */
export interface QuotientRow {
  readonly h: number;
  /** [f(a + h) − f(a)]/h */
  readonly right: number;
  /** [f(a) − f(a − h)]/h */
  readonly left: number;
}

/** The derivative as the definition gives it, and how well it agrees with the rules. */
export interface QuotientLimit {
  /** The two-sided limit; NaN where the one-sided limits differ or do not exist. */
  readonly limit: number;
  readonly right: number;
  readonly left: number;
  /** Estimated error of the extrapolation. */
  readonly error: number;
  /** What the rules of derivation give at the point; NaN where they give nothing. */
  readonly derivative: number;
  /** True when the limit exists and equals `derivative` within the estimated error. */
  readonly agrees: boolean;
  readonly rows: readonly QuotientRow[];
}

const STEPS = 12;

/**
 * The definition of the partial derivative, checked numerically:
 *
 *   f_v(a) = lim_{h→0} [f(a + h) − f(a)]/h
 *
 * Difference quotients from both sides at h = 2⁻³·s, 2⁻⁴·s, … (s the scale of the point) are extrapolated to h = 0 by
 * Richardson's method (Neville's table in powers of h, Ridders 1982), stopping where rounding takes over.
 *
 * @param v the variable; `at` gives it and every other symbol a number.
 * @param opts.value f(a), for functions that are defined there apart from their formula, such as f(0, 0) = 0 beside
 * xy(x² − y²)/(x² + y²).
 * @throws ArgumentError when `at` lacks the variable, UnknownSymbolError when it lacks another symbol.
 *
 * @example
 * ```ts
 * import { limitQuotient, parse } from '@nablajs/calculus';
 *
 * const { limit, agrees } = limitQuotient(parse('x^2 + 3x*y + y^2'), 'x', { x: 1, y: 2 });
 * console.log(limit.toFixed(6), agrees);
 * ```
 */
export function limitQuotient(
  f: Expr,
  v: Variable,
  at: Readonly<Record<string, number>>,
  opts: { value?: number } = {},
): QuotientLimit {
  const [entered] = enter([requireExpr('limitQuotient', f)]) as [Expr];
  const variable = resolveVariable('limitQuotient', v, [entered]);
  const name = variable.name!;
  const a = Object.hasOwn(at, name) ? at[name] : undefined;
  if (typeof a !== 'number' || !Number.isFinite(a)) {
    throw new ArgumentError({ where: `limitQuotient: at.${name}`, expected: 'a finite number', got: String(a) });
  }
  const value = (x: number): number => evaluateScalar(entered, { ...at, [name]: x });
  const centre = opts.value ?? value(a);
  const scale = Math.max(Math.abs(a), 1);
  const rows: QuotientRow[] = [];
  for (let k = 0; k < STEPS; k++) {
    const after = a + scale * 2 ** -(3 + k);
    const h = after - a;
    rows.push({ h, right: (value(a + h) - centre) / h, left: (centre - value(a - h)) / h });
  }
  const right = extrapolate(rows.map((row) => row.right));
  const left = extrapolate(rows.map((row) => row.left));
  const error = Math.max(right.error, left.error);
  const mean = (right.limit + left.limit) / 2;
  const tolerance = 10 * error + 1e-9 * Math.max(1, Math.abs(mean));
  const limit = Math.abs(right.limit - left.limit) <= tolerance ? mean : Number.NaN;
  const derived = new Differentiator(canonical(entered)).by(variable);
  const derivative = derived === undefined ? 0 : evaluateScalar(derived, at);
  const agrees = Math.abs(limit - derivative) <= tolerance;
  return { limit, right: right.limit, left: left.limit, error, derivative, agrees, rows };
}

/** Neville extrapolation of q(h), q(h/2), … to h = 0; the entry whose neighbours agree best. */
function extrapolate(quotients: readonly number[]): { limit: number; error: number } {
  let limit = Number.NaN;
  let error = Number.POSITIVE_INFINITY;
  let previous: number[] = [];
  for (const quotient of quotients) {
    const row = [quotient];
    for (let j = 1; j <= previous.length; j++) {
      const better = (2 ** j * row[j - 1]! - previous[j - 1]!) / (2 ** j - 1);
      row.push(better);
      const change = Math.max(Math.abs(better - row[j - 1]!), Math.abs(better - previous[j - 1]!));
      if (change < error) [limit, error] = [better, change];
    }
    previous = row;
  }
  return { limit, error };
}
