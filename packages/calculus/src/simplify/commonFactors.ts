import type { Expr } from '../expr/node.js';
import { asRational, numberNode } from '../expr/number.js';
import { Rational } from '../expr/rational.js';
import { mul, oneExpr, power, product, splitCoefficient, sum } from '../ops/index.js';

/** A term taken apart: rational coefficient (or 1) and base → rational exponent; other factors stand for themselves. */
export interface TermParts {
  readonly coefficient: Rational | undefined;
  readonly exponents: Map<Expr, Rational>;
}

export function termParts(term: Expr): TermParts {
  const exponents = new Map<Expr, Rational>();
  if (term.value !== undefined) return { coefficient: asRational(term), exponents };
  const [coefficient, rest] = splitCoefficient(term);
  for (const factor of rest.op === mul ? rest.args : [rest]) {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
    const e = asRational(exponent);
    if (e === undefined || base.value !== undefined || e.den > 12n) exponents.set(factor, Rational.one);
    else exponents.set(base, e);
  }
  return { coefficient: coefficient instanceof Rational ? coefficient : undefined, exponents };
}

/** What all terms have in common, as far as `wanted` allows. */
export interface Common {
  /** The greatest rational that divides every coefficient, negative when all are; 1 when some are inexact. */
  readonly content: Rational;
  readonly exponents: Map<Expr, Rational>;
}

export function commonFactors(terms: readonly Expr[], wanted: (base: Expr, exponent: Rational) => boolean): Common {
  const parts = terms.map(termParts);
  const exponents = new Map<Expr, Rational>();
  for (const [base, exponent] of parts[0]!.exponents) {
    if (!wanted(base, exponent)) continue;
    let least = exponent;
    const everywhere = parts.every((each) => {
      const e = each.exponents.get(base);
      if (e === undefined) return false;
      if (e.compare(least) < 0) least = e;
      return true;
    });
    const agrees = parts.every((each) => each.exponents.get(base)?.isNegative === least.isNegative);
    if (everywhere && agrees) exponents.set(base, least);
  }
  return { content: contentOf(parts), exponents };
}

/** Decimals of many digits have denominators whose multiple would leave integers in the sum that no double holds. */
const DENOMINATOR_LIMIT = 10n ** 15n;

function contentOf(parts: readonly TermParts[]): Rational {
  let num = 0n;
  let den = 1n;
  for (const { coefficient } of parts) {
    if (coefficient === undefined) return Rational.one;
    num = gcd(num, coefficient.num < 0n ? -coefficient.num : coefficient.num);
    den = (den / gcd(den, coefficient.den)) * coefficient.den;
    if (den > DENOMINATOR_LIMIT) return Rational.one;
  }
  if (num === 0n) return Rational.one;
  return Rational.of(parts.every(({ coefficient }) => coefficient!.isNegative) ? -num : num, den);
}

function gcd(a: bigint, b: bigint): bigint {
  let [u, v] = [a, b];
  while (v > 0n) [u, v] = [v, u % v];
  return u;
}

/** Σ terms = common · Σ terms/common. */
export function takeOut(terms: readonly Expr[], { content, exponents }: Common): { outside: Expr; inside: Expr } {
  const factors = [...exponents].map(([base, exponent]) => power(base, numberNode(exponent)));
  const outside = product([numberNode(content), ...factors]);
  const inverse = [...exponents].map(([base, exponent]) => power(base, numberNode(exponent.negated())));
  const divided = terms.map((term) => product([numberNode(content.inverse()), term, ...inverse]));
  return { outside, inside: sum(divided) };
}
