import { ArgumentError } from '@nablajs/core-wasm';
import { above, isEmpty } from '../expr/interval.js';
import { type Expr, enter, symbol } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { freeSymbols } from '../expr/walk.js';
import { zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { IntervalEvaluator } from '../simplify/intervals.js';
import { Differentiator } from './differentiator.js';
import { requireExpr } from './variables.js';

/**
 * A bound for the Lagrange remainder of the Taylor polynomial of the given order, anywhere in a box round the centre:
 *
 *   |Rₙ(x)| ≤ Σ_{|α| = n+1} max_box |∂^α f|/α! · |x − a|^α
 *
 * with the derivatives' ranges by interval arithmetic rounded outward, so the bound is rigorous, if not sharp.
 *
 * @param box an interval for each variable that contains the centre; every symbol of f must be in it.
 * @returns the bound; Infinity where a derivative is not bounded on the box, or f has a kink or an end of its domain there.
 * @throws ArgumentError for a box that does not contain the centre, or an order that is no integer from 0 to 20.
 *
 * @example
 * ```ts
 * import { parse, taylorRemainder } from '@nablajs/calculus';
 *
 * console.log(taylorRemainder(parse('exp(x)'), { x: 0 }, 3, { x: [-0.5, 0.5] }));
 * ```
 */
export function taylorRemainder(
  f: Expr,
  at: Readonly<Record<string, number>>,
  order: number,
  box: Readonly<Record<string, readonly [number, number]>>,
): number {
  const [root] = enter([requireExpr('taylorRemainder', f)]) as [Expr];
  if (!Number.isSafeInteger(order) || order < 0 || order > 20) {
    throw new ArgumentError({ where: 'taylorRemainder', expected: 'an order from 0 to 20', got: String(order) });
  }
  const names = Object.keys(at);
  const ranges = new Map<string, Interval>();
  for (const name of new Set([...names, ...freeSymbols(root)])) {
    const range = Object.hasOwn(box, name) ? box[name] : undefined;
    const centre = Object.hasOwn(at, name) ? at[name]! : range?.[0];
    if (range === undefined || !(range[0] <= centre! && centre! <= range[1])) {
      throw new ArgumentError({
        where: `taylorRemainder: box.${name}`,
        expected: 'an interval that contains the centre',
        got: String(range),
      });
    }
    ranges.set(name, [range[0], range[1]]);
  }
  const reach = names.map((name) =>
    above(Math.max(ranges.get(name)![1] - at[name]!, at[name]! - ranges.get(name)![0])),
  );
  const whole = new IntervalEvaluator([canonical(root)]);
  whole.over(ranges);
  if (!whole.isSmooth()) return Number.POSITIVE_INFINITY;
  let bound = 0;
  for (const { orders, derivative } of derivativesOfOrder(canonical(root), names, order + 1)) {
    const [range] = new IntervalEvaluator([derivative]).over(ranges) as [Interval];
    const greatest = isEmpty(range) ? Number.POSITIVE_INFINITY : Math.max(Math.abs(range[0]), Math.abs(range[1]));
    let factor = greatest;
    orders.forEach((n, i) => {
      for (let k = 1; k <= n; k++) factor = above(above(factor * reach[i]!) / k);
    });
    bound = above(bound + factor);
  }
  return bound;
}

/** All ∂^α f with |α| = n that are not identically zero, each multi-index once. */
function derivativesOfOrder(f: Expr, names: readonly string[], n: number): { orders: number[]; derivative: Expr }[] {
  let level = [{ orders: names.map(() => 0), derivative: f }];
  for (let m = 0; m < n; m++) {
    level = level.flatMap(({ orders, derivative }) => {
      const differentiator = new Differentiator(derivative);
      const last = Math.max(
        0,
        orders.findLastIndex((each) => each > 0),
      );
      return names.slice(last).flatMap((name, i) => {
        const result = differentiator.by(symbol(name));
        if (result === undefined || result === zeroExpr) return [];
        return [{ orders: orders.map((each, j) => (j === last + i ? each + 1 : each)), derivative: result }];
      });
    });
  }
  return level;
}
