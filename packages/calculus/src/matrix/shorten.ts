/**
 * The shortest form of a sum or product of matrices: common factors are taken out where what remains is a matrix,
 * A·x + A'·x = (A + A')·x, and adj(A)/det(A) = A⁻¹.
 */
import type { Expr } from '../expr/node.js';
import { asRational } from '../expr/number.js';
import { add, minusOne, negate, oneExpr, power, product, sum } from '../ops/arithmetic.js';
import { isRow } from '../ops/matrix/indexForm.js';
import { matmul, matmulOperation } from '../ops/matrix/product.js';
import { adjOperation, detOperation, inv } from '../ops/matrix/square.js';
import { diag, diagOperation } from '../ops/matrix/structure.js';
import { transpose, transposeOperation } from '../ops/matrix/transpose.js';
import { splitScalar } from '../ops/matrix/zeros.js';
import { abs, sign } from '../ops/piecewise.js';
import { apply1, startsNegative } from '../ops/unary.js';

interface Addend {
  readonly scalar: Expr | undefined;
  readonly chain: readonly Expr[];
}

export function shorten(e: Expr): Expr {
  if (e.op !== add) return absorbSign(invertAdjugate(e));
  let terms = joinDiagonals(e.args.map((term) => absorbSign(invertAdjugate(term)))).map(split);
  for (let grouped = takeOut(terms); grouped !== undefined; grouped = takeOut(terms)) terms = grouped;
  return terms.length === 1 ? absorbSign(join(terms[0]!)) : sum(terms.map(join));
}

/** −A·(y − x) = A·(x − y): a minus sign goes into a factor that begins with one. */
function absorbSign(e: Expr): Expr {
  const [scalar, rest] = splitScalar(e);
  if (scalar === undefined || rest?.op !== matmulOperation || !startsNegative(scalar)) return e;
  const index = rest.args.findIndex((factor) => {
    const inner = factor.op === transposeOperation ? factor.args[0]! : factor;
    return inner.op === add && startsNegative(inner) && inner.args.every((term) => term.value === undefined);
  });
  if (index < 0) return e;
  const flipped = rest.args.map((factor, k) => {
    if (k !== index) return factor;
    return factor.op === transposeOperation ? transpose(negate(factor.args[0]!)) : negate(factor);
  });
  return product([negate(scalar), matmul(flipped)]);
}

/** diag(u) ± diag(v) = diag(u ± v) */
function joinDiagonals(terms: readonly Expr[]): readonly Expr[] {
  const entries: Expr[] = [];
  const others: Expr[] = [];
  for (const term of terms) {
    const [scalar, rest] = splitScalar(term);
    if (rest?.op === diagOperation && rest.shape.length === 2) {
      entries.push(scalar === undefined ? rest.args[0]! : product([scalar, rest.args[0]!]));
    } else others.push(term);
  }
  return entries.length < 2 ? terms : [diag(sum(entries)), ...others];
}

function split(term: Expr): Addend {
  const [scalar, rest] = splitScalar(term);
  if (rest === undefined) return { scalar: undefined, chain: [term] };
  return { scalar, chain: rest.op === matmulOperation ? units(rest.args) : [rest] };
}

/** The chain with every outer product u·v' as one factor. */
function units(chain: readonly Expr[]): Expr[] {
  const joined: Expr[] = [];
  for (const factor of chain) {
    const before = joined[joined.length - 1];
    if (before?.shape.length === 1 && isRow(factor.shape)) joined.splice(-1, 1, matmul([before, factor]));
    else joined.push(factor);
  }
  return joined;
}

function join({ scalar, chain }: Addend): Expr {
  const whole = chain.length === 1 ? chain[0]! : matmul(chain);
  return scalar === undefined ? whole : product([scalar, whole]);
}

interface Group {
  readonly members: readonly Addend[];
  readonly right: boolean;
}

/** Addends with a common factor at the right or left end, the largest groups first. */
function groups(terms: readonly Addend[]): Group[] {
  const found: Group[] = [];
  for (const right of [true, false]) {
    const byFactor = new Map<Expr, Addend[]>();
    for (const term of terms) {
      const { chain } = term;
      const rest = right ? chain.slice(0, -1) : chain.slice(1);
      if (rest.length === 0 || !isMatrix(rest)) continue;
      const key = right ? chain[chain.length - 1]! : chain[0]!;
      byFactor.set(key, [...(byFactor.get(key) ?? []), term]);
    }
    for (const members of byFactor.values()) if (members.length > 1) found.push({ members, right });
  }
  return found.sort((a, b) => b.members.length - a.members.length);
}

/** Takes a common factor out of some addends, where that leaves one product or something like (A + A')·x. */
function takeOut(terms: readonly Addend[]): Addend[] | undefined {
  for (const { members, right } of groups(terms)) {
    const { chain } = members[0]!;
    const factor = right ? chain[chain.length - 1]! : chain[0]!;
    const rests = members.map((each) => ({
      scalar: each.scalar,
      chain: right ? each.chain.slice(0, -1) : each.chain.slice(1),
    }));
    const whole = shorten(withoutContent(rests));
    const parts = whole.op === add ? whole.args.map(split) : [];
    const inner = parts.length === 0 ? whole : withoutContent(parts);
    if (members.length < terms.length && !isSimple(inner)) continue;
    const number = product([content(rests), parts.length === 0 ? oneExpr : content(parts)]);
    const taken = split(product([number, matmul(right ? [inner, factor] : [factor, inner])]));
    return terms.flatMap((term) => (term === members[0] ? [taken] : members.includes(term) ? [] : [term]));
  }
  return undefined;
}

/** No sum in the chain has a term that is itself a chain. */
function isSimple(e: Expr): boolean {
  const factors = e.op === matmulOperation ? e.args : [e];
  return factors.every(
    (factor) => factor.op !== add || factor.args.every((term) => splitScalar(term)[1]?.op !== matmulOperation),
  );
}

/** What is left of a chain is a matrix, not a vector: only then does taking the rest out make it shorter. */
function isMatrix(chain: readonly Expr[]): boolean {
  return !isRow(chain[0]!.shape) && chain[chain.length - 1]!.shape.length === 2;
}

/** The number that all addends are a multiple of ±1 of, or else 1. */
function content(terms: readonly Addend[]): Expr {
  const first = terms[0]!.scalar;
  const same = (other: Expr | undefined): boolean => {
    if (first === undefined || other === undefined) return first === other;
    return other === first || product([other, minusOne]) === first;
  };
  return first !== undefined && terms.every((term) => same(term.scalar)) ? first : oneExpr;
}

function withoutContent(terms: readonly Addend[]): Expr {
  const common = content(terms);
  if (common === oneExpr) return sum(terms.map(join));
  return sum(
    terms.map(({ scalar, chain }) =>
      product([scalar === common ? oneExpr : minusOne, join({ scalar: undefined, chain })]),
    ),
  );
}

/** det(A)ᵖ·adj(A) with p < 0 is det(A)ᵖ⁺¹·A⁻¹: the determinant below the fraction bar says that A is invertible. */
function invertAdjugate(e: Expr): Expr {
  const [given, rest] = splitScalar(e);
  if (given === undefined || rest === undefined) return e;
  const scalar = withoutSign(given);
  const chain = rest.op === matmulOperation ? rest.args : [rest];
  for (const [index, factor] of chain.entries()) {
    const turned = factor.op === transposeOperation;
    const adjugate = turned ? factor.args[0]! : factor;
    if (adjugate.op !== adjOperation) continue;
    const matrix = adjugate.args[0]!;
    const divided = [scalar, ...scalar.args].some((part) => {
      const power = part.op.asPower?.(part);
      return (
        power !== undefined &&
        power[0].op === detOperation &&
        power[0].args[0] === matrix &&
        asRational(power[1])?.isNegative
      );
    });
    if (!divided) continue;
    const inverse = turned ? transpose(inv(matrix)) : inv(matrix);
    const replaced = chain.map((each, k) => (k === index ? inverse : each));
    return product([scalar, detOperation.make!([matrix]), matmul(replaced)]);
  }
  return e;
}

/** sgn(u)/|u| = 1/u */
function withoutSign(e: Expr): Expr {
  for (const factor of e.args) {
    if (factor.op !== sign) continue;
    const [u] = factor.args as [Expr];
    const reciprocal = power(apply1(abs, u), minusOne);
    if (!e.args.includes(reciprocal)) continue;
    return product([power(u, minusOne), ...e.args.filter((each) => each !== factor && each !== reciprocal)]);
  }
  return e;
}
