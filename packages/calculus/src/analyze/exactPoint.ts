import { replaceSymbols } from '../derive/substitute.js';
import { type Expr, rational } from '../expr/node.js';
import { Rational } from '../expr/rational.js';
import { half, pi, power, product, zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { provedZero } from '../simplify/normalForm.js';

/** How far a degenerate point that Newton's method found may be off, relative to max(1, |x|). */
const SLACKS = [1e-12, 1e-9, 1e-6, 1e-4, 3e-3, 3e-2];
const COMBINATIONS = 300;

/** A point whose coordinates are known exactly. */
export interface ExactPoint {
  readonly coordinates: readonly Expr[];
  readonly at: readonly number[];
}

/**
 * A point near an approximate one at which every component of the gradient is proved to vanish: coordinates are tried as
 * simple fractions, multiples of π and square roots of fractions, the simplest that lie near enough.
 */
export function exactPoint(
  gradient: readonly Expr[],
  vars: readonly string[],
  near: readonly number[],
): ExactPoint | undefined {
  const choices = near.map(candidates);
  const total = choices.reduce((count, each) => count * each.length, 1);
  for (let k = 0; k < Math.min(total, COMBINATIONS); k++) {
    let rest = k;
    const chosen = choices.map((each) => {
      const one = each[rest % each.length]!;
      rest = Math.floor(rest / each.length);
      return one;
    });
    const point = new Map(vars.map((name, i) => [name, chosen[i]!.node]));
    const vanishes = gradient.every((each) => {
      const there = canonical(replaceSymbols(each, point));
      return there === zeroExpr || (there.value === undefined && provedZero(there, false));
    });
    if (vanishes) return { coordinates: chosen.map(({ node }) => node), at: chosen.map(({ value }) => value) };
  }
  return undefined;
}

interface Candidate {
  readonly node: Expr;
  readonly value: number;
}

function candidates(x: number): Candidate[] {
  const found = new Map<Expr, Candidate>();
  const offer = (node: Expr, value: number): void => {
    if (!found.has(node)) found.set(node, { node, value });
  };
  const scale = Math.max(1, Math.abs(x));
  for (const slack of [...SLACKS].reverse()) {
    const fraction = simplest(x, slack * scale, 1000);
    if (fraction !== undefined) offer(rational(fraction), fraction.toNumber());
  }
  for (const slack of SLACKS.slice(1, 4).reverse()) {
    const turns = simplest(x / Math.PI, (slack * scale) / Math.PI, 12);
    if (turns !== undefined && !turns.isZero) offer(product([rational(turns), pi]), turns.toNumber() * Math.PI);
    const square = simplest(x * x, 2 * slack * scale * Math.abs(x), 50);
    if (square !== undefined && !square.isZero) {
      const node = product([rational(Rational.of(x < 0 ? -1n : 1n)), power(rational(square), half)]);
      offer(node, Math.sign(x) * Math.sqrt(square.toNumber()));
    }
  }
  return [...found.values()];
}

/** The fraction of least denominator within `slack` of x; undefined beyond `limit`. */
function simplest(x: number, slack: number, limit: number): Rational | undefined {
  for (let den = 1; den <= limit; den++) {
    const num = Math.round(x * den);
    if (Math.abs(num / den - x) <= slack && Number.isSafeInteger(num)) return Rational.of(BigInt(num), BigInt(den));
  }
  return undefined;
}
