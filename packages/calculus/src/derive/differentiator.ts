import { defaultBudget, TooLargeError } from '../expr/budget.js';
import { type Expr, nodesMade } from '../expr/node.js';
import { isNegative } from '../expr/number.js';
import { postorder } from '../expr/walk.js';
import { mul, oneExpr, product, sum } from '../ops/index.js';
import { markCanonical } from '../simplify/canonical.js';

/** Terms and factors that the differentials of one derivation may have together; or, if more, for each node of its input. */
const [WORK_LIMIT, WORK_GROWTH] = [200_000, 16];

/** Nodes that a derivation may make for each node of its input, where that is more than a graph's budget. */
const NODE_GROWTH = 4;

/** The most nodes that a derivative of a formula of so many nodes may have. */
export function largestDerivative(nodes: number): number {
  return Math.max(defaultBudget.nodes, NODE_GROWTH * nodes);
}

/** What a derivation did at one node: the differential of `node` is `result`, by the rule of `node.op`. */
export interface DerivationStep {
  readonly node: Expr;
  /** The differentials of the arguments that depend on the variable; undefined for the others. */
  readonly differentials: readonly (Expr | undefined)[];
  readonly result: Expr;
}

/**
 * Forward derivatives of one expression with respect to any of its symbols.
 *
 *   dy = Σᵢ ∂op/∂uᵢ · duᵢ,  bottom-up over the nodes above the symbol
 *
 * The nodes are ordered once; each symbol then visits only the nodes that depend on it, so a gradient of a formula
 * with many short terms costs as much as its terms, not terms × variables. Every operation adds a bounded number of
 * nodes, so the derivative is linear in the size of the graph.
 */
export class Differentiator {
  readonly #root: Expr;
  /** Arguments before the nodes that use them. */
  readonly #order: readonly Expr[];
  /** Users of node i: the entries `#firstUser[i]` to `#firstUser[i + 1]` of `#users`. */
  readonly #firstUser: Int32Array;
  readonly #users: Int32Array;
  readonly #symbols = new Map<Expr, number>();

  /**
   * @param root in canonical form
   * @param limit nodes it may have; a caller that derives what it derived keeps to those of what it was given
   */
  constructor(root: Expr, limit: number = defaultBudget.nodes) {
    this.#root = root;
    const order = postorder([root], limit);
    this.#order = order;
    const index = new Map<Expr, number>();
    const firstUser = new Int32Array(order.length + 2);
    for (let i = 0; i < order.length; i++) {
      const node = order[i]!;
      index.set(node, i);
      if (node.name !== undefined) this.#symbols.set(node, i);
    }
    const places: number[] = [];
    for (const node of order) {
      for (const arg of node.args) {
        const at = index.get(arg)!;
        places.push(at);
        firstUser[at + 2]!++;
      }
    }
    for (let i = 2; i < firstUser.length; i++) firstUser[i]! += firstUser[i - 1]!;
    this.#users = new Int32Array(places.length);
    let edge = 0;
    for (let i = 0; i < order.length; i++) {
      for (let count = order[i]!.args.length; count > 0; count--) this.#users[firstUser[places[edge++]! + 1]!++] = i;
    }
    this.#firstUser = firstUser;
  }

  /** d(root)/d(symbol), or undefined when the root does not depend on it. `record` receives every step taken. */
  by(variable: Expr, record?: (step: DerivationStep) => void): Expr | undefined {
    const start = this.#symbols.get(variable);
    if (start === undefined) return undefined;
    const differentials = new Map<Expr, Expr>([[variable, oneExpr]]);
    const nodeLimit = largestDerivative(this.#order.length);
    const most = nodesMade() + nodeLimit;
    const workLimit = Math.max(WORK_LIMIT, WORK_GROWTH * this.#order.length);
    let work = 0;
    for (const i of this.#above(start)) {
      const node = this.#order[i]!;
      const given = node.args.map((arg) => differentials.get(arg));
      const result = markCanonical(differential(node, given));
      differentials.set(node, result);
      work += result.args.length;
      if (work > workLimit)
        throw new TooLargeError({ where: 'diff', what: 'the size of the derivative', limit: workLimit });
      if (nodesMade() > most) throw new TooLargeError({ where: 'diff', what: 'the number of nodes', limit: nodeLimit });
      record?.({ node, differentials: given, result });
    }
    return differentials.get(this.#root);
  }

  /** The nodes that use node `start`, directly or not, in ascending order. */
  #above(start: number): Int32Array {
    const reached = new Set<number>();
    const queue = [start];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (let k = this.#firstUser[next]!; k < this.#firstUser[next + 1]!; k++) {
        const user = this.#users[k]!;
        if (reached.has(user)) continue;
        reached.add(user);
        queue.push(user);
      }
    }
    return Int32Array.from(reached).sort();
  }
}

/** The differential of one node by its operation's rule, given those of its arguments. */
export function differential(node: Expr, differentials: readonly (Expr | undefined)[]): Expr {
  const { op, args } = node;
  if (op.differential !== undefined) return op.differential(args, differentials, node);
  const terms: Expr[] = [];
  for (let i = 0; i < args.length; i++) {
    const d = differentials[i];
    if (d !== undefined) terms.push(chained(op.partial!(args, i, node), d));
  }
  return sum(terms);
}

/**
 * f′(u)·du. Where du is zero in a branch that is not taken, f′ may be infinite there, as in √relu(x) for x < 0: then it
 * is moved into the branch that is.
 */
function chained(slope: Expr, d: Expr): Expr {
  const factors = d.op === mul ? d.args : [d];
  const at = factors.findIndex((factor) => factor.op.gate !== undefined);
  if (at < 0 || !hasPole(slope)) return product([slope, d]);
  const others = factors.filter((_, i) => i !== at);
  return factors[at]!.op.gate!(factors[at]!, product([slope, oneExpr, ...others])) ?? product([slope, d]);
}

/** Whether a factor is a negative power of something that can be zero. */
function hasPole(slope: Expr): boolean {
  return (slope.op === mul ? slope.args : [slope]).some((factor) => {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
    return exponent.value !== undefined && isNegative(exponent.value) && base.value === undefined && base.sign !== 2;
  });
}
