import { requireExpr } from '../derive/variables.js';
import { TooLargeError } from '../expr/budget.js';
import { type Expr, enter, integer } from '../expr/node.js';
import { asInteger } from '../expr/number.js';
import { sameShape } from '../expr/shape.js';
import { rebuild } from '../expr/walk.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import { expandMatrix } from '../matrix/simplifyMatrix.js';
import { add, apply, mul, oneExpr, power, product, sum } from '../ops/index.js';
import { canonical } from './canonical.js';

/** Terms an expansion may have. */
const TERM_LIMIT = 5000;

/**
 * Multiplies out products and positive integer powers of sums, everywhere in the formula, and collects like terms.
 *
 * @throws TooLargeError when there would be more than 5000 terms.
 *
 * @example
 * ```ts
 * import { expand, parse } from '@nablajs/calculus';
 *
 * console.log(expand(parse('(x + y)^3 - x*(x + 1)')).toString());
 * ```
 */
export function expand(f: Expr): Expr {
  const [entered] = enter([requireExpr('expand', f)]) as [Expr];
  if (isMatrixFormula(entered, entered)) return expandMatrix(entered);
  return rebuild(canonical(entered), (original, args) => {
    const made = args === original.args ? original : apply(original.op, args);
    const expanded = expandOnce(made, TERM_LIMIT);
    if (expanded === undefined)
      throw new TooLargeError({ where: 'expand', what: 'the number of terms', limit: TERM_LIMIT });
    return expanded;
  });
}

/** Multiplies out the sums at the top of a canonical expression, not inside functions; undefined beyond `limit` terms. */
export function expandOnce(f: Expr, limit: number): Expr | undefined {
  const waiting: Expr[] = f.op === add ? [...f.args].reverse() : [f];
  const done: Expr[] = [];
  while (waiting.length > 0) {
    const term = waiting.pop()!;
    const factors = term.op === mul ? term.args : [term];
    const index = factors.findIndex((factor) => sumPower(factor) !== undefined);
    if (index < 0) done.push(term);
    else {
      const opened = openPower(factors[index]!, limit);
      if (opened === undefined) return undefined;
      const others = factors.filter((_, i) => i !== index);
      for (const part of opened) waiting.push(others.length === 0 ? part : product([...others, part]));
    }
    if (waiting.length + done.length > limit) return undefined;
  }
  const result = sum(done.length === 0 ? [integer(0)] : done);
  return sameShape(result.shape, f.shape) ? result : f;
}

/** The exponent with which a factor is a power of a sum that can be multiplied out. */
function sumPower(factor: Expr): number | undefined {
  const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
  const n = base.op === add ? asInteger(exponent) : undefined;
  return n !== undefined && n > 0 ? n : undefined;
}

/** The terms of (Σ t)^n, by repeated multiplication with like terms collected in between. */
function openPower(factor: Expr, limit: number): readonly Expr[] | undefined {
  const n = sumPower(factor)!;
  const base = n === 1 ? factor : factor.op.asPower!(factor)[0];
  if (countTerms(base.args.length, n) > limit) return undefined;
  let terms: readonly Expr[] = base.args;
  for (let k = 1; k < n; k++) {
    if (terms.length * base.args.length > 4 * limit) return undefined;
    const next = sum(terms.flatMap((left) => base.args.map((right) => product([left, right]))));
    terms = next.op === add ? next.args : [next];
    if (terms.length > limit) return undefined;
  }
  return terms;
}

/** Monomials of degree n in k terms, C(n + k − 1, n). */
function countTerms(k: number, n: number): number {
  let count = 1;
  for (let i = 1; i <= n && count < 1e9; i++) count = (count * (k - 1 + i)) / i;
  return count;
}

/**
 * Collects a sum by powers of a variable: Σ cₖ·xᵏ with the coefficients cₖ joined.
 *
 * @example
 * ```ts
 * import { collect, parse } from '@nablajs/calculus';
 *
 * console.log(collect(parse('a*x^2 + b*x + c*x^2 - x'), 'x').toString());
 * ```
 */
export function collect(f: Expr, variable: string): Expr {
  const expanded = expand(f);
  if (expanded.op !== add) return expanded;
  const groups = new Map<Expr, Expr[]>();
  for (const term of expanded.args) {
    const factors = term.op === mul ? term.args : [term];
    const own = factors.filter((factor) => (factor.op.asPower?.(factor)[0] ?? factor).name === variable);
    const key = own.length === 0 ? oneExpr : product(own);
    const rest = factors.filter((factor) => !own.includes(factor));
    const coefficient = rest.length === 0 ? oneExpr : product(rest);
    groups.set(key, [...(groups.get(key) ?? []), coefficient]);
  }
  return sum([...groups].map(([key, coefficients]) => product([power(key, oneExpr), sum(coefficients)])));
}
