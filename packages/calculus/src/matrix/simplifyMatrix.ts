import { TooLargeError } from '../expr/budget.js';
import type { Expr } from '../expr/node.js';
import { isScalar } from '../expr/shape.js';
import { rebuild } from '../expr/walk.js';
import { add, apply, mul, product, sum } from '../ops/index.js';
import { matmul, matmulOperation } from '../ops/matrix/product.js';
import { transpose, transposeOperation } from '../ops/matrix/transpose.js';
import { ones } from '../ops/matrix/zeros.js';
import { canonical } from '../simplify/canonical.js';
import { shorten } from './shorten.js';

/** Terms that multiplying out may produce. */
const TERM_LIMIT = 1000;

/** The shortest form of every sum: A·x + A'·x → (A + A')·x, adj(A)/det(A) → A⁻¹. */
export function simplifyMatrix(f: Expr): Expr {
  return rebuild(canonical(f), (original, args) => {
    if (original.args.length === 0) return original;
    const made = apply(original.op, args);
    return isScalar(made.shape) ? made : shorten(made);
  });
}

/** Products of sums multiplied out, 2·X'·(X·a − y) → 2·X'·X·a − 2·X'·y, and sums transposed term by term. */
export function expandMatrix(f: Expr): Expr {
  return rebuild(canonical(f), (original, args) => {
    if (original.args.length === 0) return original;
    return multipliedOut(apply(original.op, args));
  });
}

function multipliedOut(e: Expr): Expr {
  const waiting: Expr[] = [e];
  const done: Expr[] = [];
  while (waiting.length > 0) {
    const terms = openOnce(waiting.pop()!);
    if (terms.length === 1) done.push(terms[0]!);
    else waiting.push(...terms);
    if (done.length + waiting.length > TERM_LIMIT) {
      throw new TooLargeError({ where: 'expand', what: 'the number of terms', limit: TERM_LIMIT });
    }
  }
  return done.length === 1 ? done[0]! : sum(done);
}

/** The terms of the first sum among the factors, each times the other factors. */
function openOnce(e: Expr): readonly Expr[] {
  if (e.op === add) return e.args.map((term) => filled(term, e));
  if (e.op === transposeOperation && e.args[0]!.op === add) {
    return e.args[0]!.args.map((term) => transpose(filled(term, e.args[0]!)));
  }
  if (e.op !== mul && e.op !== matmulOperation) return [e];
  const build = e.op === mul ? product : matmul;
  for (const [index, factor] of e.args.entries()) {
    const terms = openOnce(factor);
    if (terms.length > 1) return terms.map((term) => build(e.args.map((each, k) => (k === index ? term : each))));
  }
  return [e];
}

/** A scalar term of a matrix sum fills the matrix. */
function filled(term: Expr, whole: Expr): Expr {
  return isScalar(term.shape) && !isScalar(whole.shape) ? product([term, ones(whole.shape)]) : term;
}
