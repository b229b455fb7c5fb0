/**
 * A derivative's entries in the form that a scalar's derivative would have: element-wise fractions over one denominator
 * are joined, scalar factors are tidied, and terms in index form that differ in one factor become one term,
 *
 *     a./(u + 1).^2 − b./(u + 1) = (a − b.*(u + 1))./(u + 1).^2      A[i,k]·v[l] + B[i,k]·v[l] = (A + B)[i,k]·v[l]
 */
import { type Expr, node } from '../expr/node.js';
import { numberNode } from '../expr/number.js';
import { isScalar } from '../expr/shape.js';
import { postorder, rebuild } from '../expr/walk.js';
import { splitCoefficient } from '../ops/arithmetic.js';
import { add, apply, mul, oneExpr, product, sum } from '../ops/index.js';
import { splitScalar } from '../ops/matrix/zeros.js';
import { joinFractions, tidy } from '../simplify/tidy.js';

/** Nodes above which a result is left as it is. */
const TIDY_LIMIT = 1500;

/** The same formula, shorter where its sums allow it. */
export function tidyEntries(f: Expr): Expr {
  const nodes = postorder([f]);
  if (nodes.length > TIDY_LIMIT || !nodes.some(({ op }) => op === add)) return f;
  return rebuild(tidy(f), (original, args) => {
    const made = args === original.args ? original : apply(original.op, args);
    if (made.op !== add || isScalar(made.shape)) return made;
    if (made.shape.length > 2) return joinIndexed(made.args);
    return joinEntries(made);
  });
}

function joinEntries(e: Expr): Expr {
  return e.op === add && e.args.some(isFraction) ? (joinFractions(e) ?? e) : e;
}

/** A term that divides element by element by a sum. */
function isFraction(term: Expr): boolean {
  return (term.op === mul ? term.args : [term]).some((factor) => {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, undefined];
    return base.op === add && !isScalar(base.shape) && exponent !== undefined && exponent.toNumber() < 0;
  });
}

function joinIndexed(terms: readonly Expr[]): Expr {
  const joined: Expr[] = [];
  for (const term of terms) {
    const partner = joined.findIndex((other) => joinPair(other, term) !== undefined);
    if (partner < 0) joined.push(term);
    else joined[partner] = joinPair(joined[partner]!, term)!;
  }
  return sum(joined);
}

/** c·F·G + d·F·H = F·(c·G + d·H), for index forms of one pattern. */
function joinPair(a: Expr, b: Expr): Expr | undefined {
  const [left, right] = [a, b].map((term) => {
    const [coefficient, others] = splitCoefficient(term);
    const [letters = oneExpr, rest] = splitScalar(others);
    return { coefficient: numberNode(coefficient), letters, rest };
  }) as [Part, Part];
  if (left.rest?.op.name !== 'indexed' || left.rest.op !== right.rest?.op || left.letters !== right.letters) {
    return undefined;
  }
  const [ours, theirs] = [left.rest.args, right.rest.args];
  const places = ours.flatMap((arg, k) => (arg === theirs[k] ? [] : [k]));
  if (places.length !== 1) return undefined;
  const [place] = places as [number];
  const both = sum([product([left.coefficient, ours[place]!]), product([right.coefficient, theirs[place]!])]);
  const [scalar, rest] = splitScalar(joinEntries(both));
  if (rest === undefined || rest.value !== undefined) return undefined;
  const args = ours.map((arg, k) => (k === place ? rest : arg));
  return product([scalar ?? oneExpr, left.letters, node(left.rest.op, args)]);
}

interface Part {
  readonly coefficient: Expr;
  readonly letters: Expr;
  readonly rest: Expr | undefined;
}
