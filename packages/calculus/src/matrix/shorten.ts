/**
 * The shortest form of a sum or product of matrices: common factors are taken out where what remains is a matrix,
 * A·x + A'·x = (A + A')·x, and adj(A)/det(A) = A⁻¹.
 */
import type { Expr } from '../expr/node.js';
import { asRational } from '../expr/number.js';
import { add, minusOne, oneExpr, power, product, sum } from '../ops/arithmetic.js';
import { isRow } from '../ops/matrix/indexForm.js';
import { matmul, matmulOperation } from '../ops/matrix/product.js';
import { adjOperation, detOperation, inv } from '../ops/matrix/square.js';
import { transpose, transposeOperation } from '../ops/matrix/transpose.js';
import { splitScalar } from '../ops/matrix/zeros.js';
import { abs, sign } from '../ops/piecewise.js';
import { apply1 } from '../ops/unary.js';

interface Addend {
  readonly scalar: Expr | undefined;
  readonly chain: readonly Expr[];
}

export function shorten(e: Expr): Expr {
  if (e.op !== add) return invertAdjugate(e);
  let terms = e.args.map((term) => invertAdjugate(term)).map(split);
  for (let grouped = takeOut(terms); grouped !== undefined; grouped = takeOut(terms)) terms = grouped;
  return sum(terms.map(join));
}

function split(term: Expr): Addend {
  const [scalar, rest] = splitScalar(term);
  if (rest === undefined) return { scalar: undefined, chain: [term] };
  return { scalar, chain: rest.op === matmulOperation ? rest.args : [rest] };
}

function join({ scalar, chain }: Addend): Expr {
  const whole = chain.length === 1 ? chain[0]! : matmul(chain);
  return scalar === undefined ? whole : product([scalar, whole]);
}

/**
 * Takes the factor that most addends share, at the right or left end, out of them, where that leaves a product or
 * something like (A + A')·x.
 */
function takeOut(terms: readonly Addend[]): Addend[] | undefined {
  let best: { members: Addend[]; right: boolean } | undefined;
  for (const right of [true, false]) {
    const groups = new Map<Expr, Addend[]>();
    for (const term of terms) {
      const { chain } = term;
      const rest = right ? chain.slice(0, -1) : chain.slice(1);
      if (rest.length === 0 || !isMatrix(rest)) continue;
      const key = right ? chain[chain.length - 1]! : chain[0]!;
      groups.set(key, [...(groups.get(key) ?? []), term]);
    }
    for (const members of groups.values()) {
      const pays = members.length === terms.length || members.every(({ chain }) => chain.length === 2);
      if (pays && members.length > (best?.members.length ?? 1)) best = { members, right };
    }
  }
  if (best === undefined) return undefined;
  const { members, right } = best;
  const { chain } = members[0]!;
  const factor = right ? chain[chain.length - 1]! : chain[0]!;
  const rests = members.map((each) => ({
    scalar: each.scalar,
    chain: right ? each.chain.slice(0, -1) : each.chain.slice(1),
  }));
  const inner = shorten(withoutContent(rests));
  const taken = split(product([content(rests), matmul(right ? [inner, factor] : [factor, inner])]));
  const result: Addend[] = [];
  for (const term of terms) {
    if (term === members[0]) result.push(taken);
    else if (!members.includes(term)) result.push(term);
  }
  return result;
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
