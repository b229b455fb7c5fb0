import { around, everything, isEmpty } from '../expr/interval.js';
import type { Expr } from '../expr/node.js';
import { asInteger } from '../expr/number.js';
import type { Interval, Operation } from '../expr/operation.js';
import { postorder } from '../expr/walk.js';
import * as ops from '../ops/index.js';

/** Ranges of expressions over boxes, rounded outward; the order of the nodes is worked out once. */
export class IntervalEvaluator {
  readonly #order: readonly Expr[];
  readonly #index = new Map<Expr, number>();
  readonly #roots: readonly Expr[];
  readonly #ranges: Interval[];
  /** Nodes that are not smooth everywhere, with the places of their arguments. */
  readonly #fragile: readonly (readonly [node: Expr, args: readonly number[]])[];

  constructor(roots: readonly Expr[]) {
    this.#roots = roots;
    this.#order = postorder(roots);
    for (const [i, node] of this.#order.entries()) this.#index.set(node, i);
    this.#ranges = this.#order.map(() => everything);
    this.#fragile = this.#order
      .filter((node) => node.args.length > 0 && smoothness(node) !== undefined)
      .map((node) => [node, node.args.map((arg) => this.#index.get(arg)!)]);
  }

  /** Whether every root is smooth wherever its variables are. */
  get isAlwaysSmooth(): boolean {
    return this.#fragile.length === 0;
  }

  /** The range of every root over the box; `[NaN, NaN]` where a root has no value in it. */
  over(box: ReadonlyMap<string, Interval>): Interval[] {
    this.#order.forEach((node, i) => {
      this.#ranges[i] = this.#range(node, box);
    });
    return this.#roots.map((root) => this.#ranges[this.#index.get(root)!]!);
  }

  /**
   * Whether every root is proved to be defined and smooth on all of the box that `over` saw last: no pole, no end of a
   * domain, no kink and no jump in it.
   */
  isSmooth(): boolean {
    return this.#fragile.every(([node, args]) => {
      const ranges = args.map((i) => this.#ranges[i]!);
      return !ranges.some(isEmpty) && smoothness(node)!(ranges, node);
    });
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

/** Whether an operation is smooth where its arguments have these ranges. */
type Smoothness = (args: readonly Interval[], node: Expr) => boolean;

const awayFromZero: Smoothness = ([u]) => u![0] > 0 || u![1] < 0;
const apart: Smoothness = ([a, b]) => a![1] < b![0] || b![1] < a![0];

/** Operations with kinks, jumps or poles that no domain tells of. */
const special: ReadonlyMap<Operation, Smoothness> = new Map<Operation, Smoothness>([
  [ops.abs, awayFromZero],
  [ops.sign, awayFromZero],
  [ops.step, awayFromZero],
  [ops.relu, awayFromZero],
  [ops.cbrt, awayFromZero],
  [ops.where, awayFromZero],
  [ops.max, apart],
  [ops.min, apart],
  [ops.atan2, ([y, x]) => x![0] > 0 || awayFromZero([y!], undefined as never)],
  [ops.tan, ([u]) => Math.floor(u![0] / Math.PI + 0.5 - 1e-9) === Math.floor(u![1] / Math.PI + 0.5 + 1e-9)],
  [
    ops.pow,
    ([base], node) => {
      const n = asInteger(node.args[1]!);
      return n !== undefined && n >= 0 ? true : n === undefined ? base![0] > 0 : awayFromZero([base!], node);
    },
  ],
]);

/** How smoothness is told; undefined for what is smooth on the whole line. Other domains are open intervals. */
function smoothness(node: Expr): Smoothness | undefined {
  const known = special.get(node.op);
  const { domain, interval } = node.op;
  if (known !== undefined) return known;
  if (interval === undefined) return () => false;
  return domain === undefined ? undefined : (args) => args.every(([low, high]) => domain(low) && domain(high));
}
