import { type Expr, node } from '../expr/node.js';
import { type Num, one } from '../expr/number.js';
import { compareExpr } from '../expr/order.js';
import { oneExpr } from './numbers.js';

/** The rank by which a product is known. */
export const productRank = 60;

/** term = coefficient · rest, with the rest free of numbers. */
export function splitCoefficient(term: Expr): readonly [coefficient: Num, rest: Expr] {
  if (term.op.rank !== productRank) return [one, term];
  const first = term.args[0]!;
  if (first.value === undefined || first.shape.length > 0) return [one, term];
  const rest = term.args.length === 2 ? term.args[1]! : node(term.op, term.args.slice(1));
  return [first.value, rest];
}

/** Textbook order of terms: higher degree first, then x² before xy before y². */
export function compareTerms(a: Expr, b: Expr): number {
  if (a.degree !== b.degree) return b.degree - a.degree;
  const [p, q] = [factorsOf(a), factorsOf(b)];
  const shared = Math.min(p.length, q.length);
  for (let i = 0; i < shared; i++) {
    const order = compareFactors(p[i]!, q[i]!, -1);
    if (order !== 0) return order;
  }
  return q.length - p.length || compareExpr(a, b);
}

function factorsOf(term: Expr): readonly Expr[] {
  if (term.op.rank !== productRank) return [term];
  return term.args[0]!.value === undefined ? term.args : term.args.slice(1);
}

/** Order of factors: by base, then by exponent (`direction` −1 puts the higher exponent first, as terms want it). */
export function compareFactors(a: Expr, b: Expr, direction: number = 1): number {
  const [p, e] = a.op.asPower?.(a) ?? [a, oneExpr];
  const [q, f] = b.op.asPower?.(b) ?? [b, oneExpr];
  if (p !== q) {
    const [u, v] = [p.op.asPower === undefined ? p : a, q.op.asPower === undefined ? q : b];
    const order = u.op.rank - v.op.rank || compareExpr(u, v);
    if (order !== 0) return order;
  }
  return direction * compareExpr(e, f);
}
