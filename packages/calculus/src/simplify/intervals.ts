import { around, everything } from '../expr/interval.js';
import type { Expr } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { postorder } from '../expr/walk.js';

/** Ranges of expressions over boxes, rounded outward; the order of the nodes is worked out once. */
export class IntervalEvaluator {
  readonly #order: readonly Expr[];
  readonly #index = new Map<Expr, number>();
  readonly #roots: readonly Expr[];
  readonly #ranges: Interval[];

  constructor(roots: readonly Expr[]) {
    this.#roots = roots;
    this.#order = postorder(roots);
    for (const [i, node] of this.#order.entries()) this.#index.set(node, i);
    this.#ranges = this.#order.map(() => everything);
  }

  /** The range of every root over the box; `[NaN, NaN]` where a root has no value in it. */
  over(box: ReadonlyMap<string, Interval>): Interval[] {
    this.#order.forEach((node, i) => {
      this.#ranges[i] = this.#range(node, box);
    });
    return this.#roots.map((root) => this.#ranges[this.#index.get(root)!]!);
  }

  #range(node: Expr, box: ReadonlyMap<string, Interval>): Interval {
    if (node.name !== undefined) return box.get(node.name) ?? everything;
    if (node.value !== undefined) {
      const x = node.toNumber();
      return around(x, typeof node.value !== 'number' && node.value.isInteger && Number.isSafeInteger(x));
    }
    const args = node.args.map((arg) => this.#ranges[this.#index.get(arg)!]!);
    return node.op.interval?.(args, node) ?? everything;
  }
}
