/**
 * The derivative of any expression by any symbol, of any shapes, by one reverse sweep in index form.
 *
 * With f[o] the function and N[n] a node below it, D_N[o, n] = ∂f[o]/∂N[n]. It starts as δ at f, and every node hands
 * its own on to its arguments through the operation's local rule dN[n] = R[n, a]·dA[a]:
 *
 *     D_A[o, a] += Σ_n D_N[o, n]·R[n, a]
 *
 * As soon as D_N has at most two indices it is turned back into matrix notation (`identify`) and its like terms are
 * collected, so that intermediate results are shared and the answer is short.
 *
 * S. Laue, M. Mitterreiter, J. Giesen, "A Simple and Efficient Tensor Calculus", AAAI 2020;
 * J. R. Magnus, H. Neudecker, "Matrix Differential Calculus", 3rd ed., 2019, for the differentials of the operations.
 */
import { ShapeError } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { type Num, numberNode, plus, zero } from '../expr/number.js';
import { isScalar } from '../expr/shape.js';
import { postorder } from '../expr/walk.js';
import { add, oneExpr, product, splitCoefficient, sum } from '../ops/arithmetic.js';
import { eye } from '../ops/matrix/identity.js';
import {
  type Factor,
  indexShape,
  isRow,
  type Label,
  Labels,
  type MatrixOperation,
  type Pulled,
  type Term,
} from '../ops/matrix/indexForm.js';
import { matmul, matmulOperation } from '../ops/matrix/product.js';
import { indexLetters } from '../ops/matrix/tensor.js';
import { transpose } from '../ops/matrix/transpose.js';
import { isZeroMatrix, ones, splitScalar, zeros } from '../ops/matrix/zeros.js';
import { identify } from './identify.js';
import { shorten } from './shorten.js';

/** Most indices a derivative may have: what a Tensor holds. */
const RANK_LIMIT = 4;

/** What the sweep did at one node, for explanations. */
export interface SweepStep {
  /** The node whose differential was replaced. */
  readonly node: Expr;
  /** What ∂f/∂N has come to for every node N whose differential is still there. */
  readonly open: ReadonlyMap<Expr, Expr>;
}

/**
 * ∂f/∂x. The result's indices are f's first and x's last.
 *
 * @param f a canonical expression.
 * @param x a symbol.
 * @param trace receives the nodes in the order of the sweep.
 * @throws ShapeError when f and x together have more than four indices.
 */
export function deriveMatrix(f: Expr, x: Expr, trace?: (step: SweepStep) => void): Expr {
  const [outer, inner] = [indexShape(f.shape), indexShape(x.shape)];
  if (outer.length + inner.length > RANK_LIMIT) {
    throw new ShapeError(
      'diff',
      `at most ${RANK_LIMIT} indices in the result`,
      `${outer.length} of the function and ${inner.length} of ${x}`,
    );
  }
  return new Sweep(f, x, trace).run();
}

class Sweep {
  readonly #labels: Labels = new Labels();
  readonly #out: readonly Label[];
  readonly #names: string;
  readonly #adjoints: Map<Expr, Term[]> = new Map();
  readonly #own: Map<Expr, readonly Label[]> = new Map();

  constructor(
    readonly f: Expr,
    readonly x: Expr,
    readonly trace: ((step: SweepStep) => void) | undefined,
  ) {
    this.#out = this.#labels.for(f.shape);
    const outer = this.#out.length;
    this.#names = indexLetters([f, x], outer > 2 ? 'ijklmn' : `${'ij'.slice(0, outer)}klmn`);
  }

  run(): Expr {
    const order = postorder([this.f]);
    const relevant = new Set<Expr>([this.x]);
    for (const node of order) if (node.args.some((arg) => relevant.has(arg))) relevant.add(node);
    const start = this.#labelsOf(this.f);
    const seed = this.#out.map((label, axis) => ({ node: eye(this.#labels.size(label)), at: [label, start[axis]!] }));
    if (relevant.has(this.f)) this.#adjoints.set(this.f, [{ coefficient: oneExpr, factors: seed }]);
    for (let k = order.length - 1; k >= 0; k--) {
      const node = order[k]!;
      if (node === this.x || !relevant.has(node)) continue;
      const received = this.#adjoints.get(node);
      if (received === undefined) continue;
      this.#adjoints.delete(node);
      const derivative = this.#collect(node, received);
      this.#handOn(node, derivative, relevant);
      this.trace?.({ node, open: this.#open() });
    }
    const reached = this.#adjoints.get(this.x) ?? [];
    const result = this.#collect(this.x, reached);
    return isRow(this.f.shape) && isScalar(this.x.shape) ? transpose(result) : result;
  }

  #open(): ReadonlyMap<Expr, Expr> {
    return new Map([...this.#adjoints].map(([node, received]) => [node, this.#collect(node, received)]));
  }

  #labelsOf(node: Expr): readonly Label[] {
    let own = this.#own.get(node);
    if (own === undefined) {
      own = this.#labels.for(node.shape);
      this.#own.set(node, own);
    }
    return own;
  }

  /** The sum of what a node received, in matrix notation where it has at most two indices. */
  #collect(node: Expr, received: readonly Term[]): Expr {
    const free = [...this.#out, ...this.#labelsOf(node)];
    if (received.length === 0) return zeros(free.map((label) => this.#labels.size(label)));
    return shorten(collect(received.map((form) => identify(form, free, this.#names, this.#labels))));
  }

  #handOn(node: Expr, derivative: Expr, relevant: ReadonlySet<Expr>): void {
    const own = this.#labelsOf(node);
    const free = [...this.#out, ...own];
    node.args.forEach((arg, index) => {
      if (!relevant.has(arg)) return;
      const target = this.#labelsOf(arg);
      const forms = handed(derivative, free, this.#out.length === 0 && target.length > 0);
      const known = this.#adjoints.get(arg) ?? [];
      for (const local of localRule(node, index, own, this.#labels)) {
        for (const form of forms) known.push(join(form, local, target));
      }
      this.#adjoints.set(arg, known);
    });
  }
}

/** Sums longer than this are handed on whole, so that the number of terms does not multiply. */
const SPLIT_LIMIT = 6;

/**
 * What a node hands on: a gradient whole, since 2·A'·(A·x − b) is shorter than its terms; a Jacobian or tensor, and what
 * becomes a scalar, term by term, since the terms simplify with what they meet.
 */
function handed(derivative: Expr, free: readonly Label[], gradient: boolean): Term[] {
  if (isZeroMatrix(derivative)) return [];
  const whole = gradient || free.length < 2 || (free.length === 2 && derivative.args.length > SPLIT_LIMIT);
  return (whole ? [derivative] : spread(derivative)).map((each) => {
    const [scalar, rest] = splitScalar(each);
    return { coefficient: scalar ?? oneExpr, factors: rest === undefined ? [] : [{ node: rest, at: free }] };
  });
}

/** The terms of a sum, also of one that is a factor of a chain; a scalar term of a matrix sum fills the matrix. */
function spread(e: Expr): readonly Expr[] {
  if (e.op === add) return e.args.map((term) => filled(term, e));
  const [scalar, rest] = splitScalar(e);
  const inner = rest?.op === matmulOperation ? rest.args.findIndex((factor) => factor.op === add) : -1;
  if (inner < 0) return [e];
  const factors = rest!.args;
  const sumOf = factors[inner]!;
  return sumOf.args.map((term) =>
    product([
      scalar ?? oneExpr,
      matmul([...factors.slice(0, inner), filled(term, sumOf), ...factors.slice(inner + 1)]),
    ]),
  );
}

function filled(term: Expr, whole: Expr): Expr {
  return isScalar(term.shape) && !isScalar(whole.shape) ? product([term, ones(whole.shape)]) : term;
}

/** The sum, where a sum that occurs twice is doubled as a whole and not term by term. */
function collect(terms: readonly Expr[]): Expr {
  const counts = new Map<Expr, Num>();
  for (const each of terms) {
    const [coefficient, rest] = splitCoefficient(each);
    counts.set(rest, plus(counts.get(rest) ?? zero, coefficient));
  }
  return sum([...counts].map(([rest, count]) => product([numberNode(count), rest])));
}

/** The product of ∂f/∂N and a local rule, with the argument's labels renamed to its own. */
function join(form: Term, local: Pulled, target: readonly Label[]): Term {
  const renamed = new Map(local.at.map((label, axis) => [label, target[axis]!]));
  const rename = ({ node, at }: Factor): Factor => ({ node, at: at.map((label) => renamed.get(label) ?? label) });
  return {
    coefficient: product([form.coefficient, local.coefficient]),
    factors: [...form.factors.map(rename), ...local.factors.map(rename)],
  };
}

/** dN in terms of dArg[index]: the matrix operation's own rule, or the element-wise ∂N/∂arg of a scalar operation. */
function localRule(node: Expr, index: number, out: readonly Label[], labels: Labels): readonly Pulled[] {
  const operation = node.op as MatrixOperation;
  if (operation.pull !== undefined) return operation.pull(node, index, out, labels);
  if (operation.partial === undefined) {
    throw new ShapeError('diff', 'an operation with a derivative', operation.name);
  }
  const slope = operation.partial(node.args, index, node);
  if (isZeroMatrix(slope)) return [];
  const at = isScalar(node.args[index]!.shape) ? [] : out;
  const [scalar, rest] = splitScalar(slope);
  return [{ coefficient: scalar ?? oneExpr, factors: rest === undefined ? [] : [{ node: rest, at: out }], at }];
}
