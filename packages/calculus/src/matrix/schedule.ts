/**
 * Values of formulas that share nodes, each node computed once: by the operation's `numeric` or, element by element, by
 * its `value`. Symbols belong to levels, data below variables below directions; giving a level new values forgets what
 * depends on it and keeps the rest, so that f, ∇f and H at one point share their work, and X'·X is computed once for all
 * points.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { toDouble } from '../expr/number.js';
import { postorder } from '../expr/walk.js';
import { Dense } from '../ops/matrix/dense.js';
import type { MatrixOperation } from '../ops/matrix/indexForm.js';
import { elementwise, resident, structured } from './elementwise.js';
import type { Sizes } from './sizes.js';

interface Step {
  readonly node: Expr;
  readonly level: number;
}

export class Schedule {
  readonly #symbols: ReadonlyMap<string, Dense>[] = [];
  readonly #done: Map<Expr, Dense>[] = [];
  readonly #steps: Map<Expr, readonly Step[]> = new Map();

  /** @param sizes the lengths of all symbolic sizes; may still be empty while nothing is evaluated. */
  constructor(readonly sizes: Sizes) {}

  /** Gives the symbols of a level their values; a level keeps its names. */
  assign(level: number, values: ReadonlyMap<string, Dense>): void {
    this.#symbols[level] = values;
    for (let each = level; each < this.#done.length; each++) this.#done[each]!.clear();
    while (this.#done.length <= level) this.#done.push(new Map());
  }

  /** The value of a formula whose symbols all have values. */
  value(root: Expr): Dense {
    for (const { node, level } of this.#order(root)) {
      const known = this.#done[level]!;
      if (!known.has(node)) known.set(node, this.#compute(node));
    }
    return this.#of(root)!;
  }

  #of(node: Expr): Dense | undefined {
    for (const level of this.#done) {
      const known = level.get(node);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  #order(root: Expr): readonly Step[] {
    let steps = this.#steps.get(root);
    if (steps === undefined) {
      const levels = new Map<Expr, number>();
      steps = postorder([root]).map((node) => {
        const own = node.name === undefined ? 0 : this.#symbols.findIndex((each) => each.has(node.name!));
        const level = node.args.reduce((greatest, arg) => Math.max(greatest, levels.get(arg)!), Math.max(own, 0));
        levels.set(node, level);
        return { node, level };
      });
      this.#steps.set(root, steps);
    }
    return steps;
  }

  #compute(node: Expr): Dense {
    if (node.name === undefined) return denseOf(node, (arg) => this.#of(arg)!, this.sizes);
    for (const level of this.#symbols) {
      const given = level.get(node.name);
      if (given !== undefined) return given;
    }
    return Dense.of([], Float64Array.of(this.sizes.length(node.name)));
  }
}

/** The value of a node that is no symbol, from its arguments' values. */
export function denseOf(node: Expr, done: (arg: Expr) => Dense, sizes: Sizes): Dense {
  const shape = sizes.of(node.shape);
  const operation = node.op as MatrixOperation;
  const args = node.args.map(done);
  if (operation.numeric !== undefined) {
    const value = operation.numeric(args, shape, node, (name) => sizes.length(name));
    return value instanceof Float64Array ? Dense.of(shape, value) : value;
  }
  const count = shape.reduce((total, length) => total * length, 1);
  if (node.value !== undefined) return Dense.of(shape, new Float64Array(count).fill(toDouble(node.value)));
  if (operation.value === undefined) {
    throw new ArgumentError({ where: 'evaluate', expected: 'an operation with a value', got: operation.name });
  }
  const inputs = (): Float64Array[] => args.map((arg) => arg.data);
  return (
    structured(operation, args, shape) ??
    resident(operation, args, count) ??
    Dense.of(shape, elementwise(operation, inputs(), count))
  );
}
