import { type Expr, node } from '../expr/node.js';
import { type Num, one } from '../expr/number.js';
import { compareExpr } from '../expr/order.js';
import { oneExpr } from './numbers.js';

/** The rank by which a product is known. */
export const productRank = 60;

/** term = coefficient · rest, with the rest free of numbers. */
export function splitCoefficient(term: Expr): readonly [coefficient: Num, rest: Expr] {
  const coefficient = coefficientOf(term);
  return [coefficient, coefficient === one ? term : restOf(term)];
}

/** The number that a product begins with; `one` itself where it begins with none. */
export function coefficientOf(term: Expr): Num {
  if (term.op.rank !== productRank) return one;
  const first = term.args[0]!;
  return first.value === undefined || first.shape.length > 0 ? one : first.value;
}

/** A product without the number that it begins with. */
export function restOf(term: Expr): Expr {
  return term.args.length === 2 ? term.args[1]! : node(term.op, term.args.slice(1));
}

/** Textbook order of terms: higher degree first, then x² before xy before y². */
export function compareTerms(a: Expr, b: Expr): number {
  if (a.degree !== b.degree) return b.degree - a.degree;
  const [skipA, skipB] = [numbersBefore(a), numbersBefore(b)];
  const [countA, countB] = [factorCount(a) - skipA, factorCount(b) - skipB];
  for (let i = 0; i < countA && i < countB; i++) {
    const order = compareFactors(factorAt(a, i + skipA), factorAt(b, i + skipB), -1);
    if (order !== 0) return order;
  }
  return countB - countA || compareExpr(a, b);
}

function numbersBefore(term: Expr): number {
  return term.op.rank === productRank && term.args[0]!.value !== undefined ? 1 : 0;
}

function factorCount(term: Expr): number {
  return term.op.rank === productRank ? term.args.length : 1;
}

function factorAt(term: Expr, index: number): Expr {
  return term.op.rank === productRank ? term.args[index]! : term;
}

/** Order of factors: by base, then by exponent (`direction` −1 puts the higher exponent first, as terms want it). */
export function compareFactors(a: Expr, b: Expr, direction: number = 1): number {
  if (a === b) return 0;
  const [p, e] = a.op.asPower?.(a) ?? [a, oneExpr];
  const [q, f] = b.op.asPower?.(b) ?? [b, oneExpr];
  if (p !== q) {
    const [u, v] = [p.op.asPower === undefined ? p : a, q.op.asPower === undefined ? q : b];
    const order = u.op.rank - v.op.rank || compareExpr(u, v);
    if (order !== 0) return order;
  }
  return direction * compareExpr(e, f);
}
