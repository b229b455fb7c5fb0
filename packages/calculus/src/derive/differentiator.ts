import { defaultBudget, TooLargeError } from '../expr/budget.js';
import type { Expr } from '../expr/node.js';
import { postorder } from '../expr/walk.js';
import { oneExpr, product, sum } from '../ops/index.js';

/** Terms and factors that the differentials of one derivation may have together. */
const WORK_LIMIT = 200_000;

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
  readonly #order: readonly Expr[];
  readonly #index = new Map<Expr, number>();
  /** Of every node: by whom it is used, and at which place among the arguments. */
  readonly #users: (readonly [user: number, place: number])[][] = [];

  /** @param root in canonical form */
  constructor(root: Expr) {
    this.#root = root;
    this.#order = postorder([root], defaultBudget.nodes);
    this.#order.forEach((node, i) => {
      this.#index.set(node, i);
      this.#users.push([]);
      for (const [place, arg] of node.args.entries()) this.#users[this.#index.get(arg)!]!.push([i, place]);
    });
  }

  /** d(root)/d(symbol), or undefined when the root does not depend on it. `record` receives every step taken. */
  by(variable: Expr, record?: (step: DerivationStep) => void): Expr | undefined {
    const start = this.#index.get(variable);
    if (start === undefined) return undefined;
    const differentials = new Map<Expr, Expr>([[variable, oneExpr]]);
    let work = 0;
    for (const [i, places] of this.#above(start)) {
      const node = this.#order[i]!;
      const given = new Array<Expr | undefined>(node.args.length);
      for (const place of places) given[place] = differentials.get(node.args[place]!);
      const result = differential(node, given);
      differentials.set(node, result);
      work += result.args.length;
      if (work > WORK_LIMIT)
        throw new TooLargeError({ where: 'diff', what: 'the size of the derivative', limit: WORK_LIMIT });
      record?.({ node, differentials: given, result });
    }
    return differentials.get(this.#root);
  }

  /** The nodes that use node `start`, directly or not, in ascending order, with the places that depend on it. */
  #above(start: number): [node: number, places: number[]][] {
    const reached = new Map<number, number[]>();
    const queue = [start];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const [user, place] of this.#users[next]!) {
        const places = reached.get(user);
        if (places !== undefined) places.push(place);
        else {
          reached.set(user, [place]);
          queue.push(user);
        }
      }
    }
    return [...reached].sort(([a], [b]) => a - b);
  }
}

/** The differential of one node by its operation's rule, given those of its arguments. */
export function differential(node: Expr, differentials: readonly (Expr | undefined)[]): Expr {
  const { op, args } = node;
  if (op.differential !== undefined) return op.differential(args, differentials, node);
  const terms: Expr[] = [];
  for (let i = 0; i < args.length; i++) {
    const d = differentials[i];
    if (d !== undefined) terms.push(product([op.partial!(args, i, node), d]));
  }
  return sum(terms);
}
