import { postorder } from '../src/expr/walk.js';
import type { Expr } from '../src/index.js';

/**
 * Whether every part of the formula has a finite value at the point, and no angle is taken on its cut: then the value is
 * one of real numbers, and not what IEEE 754 makes of 1/0 and of signed zeros.
 */
export function regular(f: Expr, x: number, y: number): boolean {
  const values = new Map<Expr, number>();
  return postorder([f]).every((node) => {
    const args = node.args.map((arg) => values.get(arg)!);
    const value =
      node.name === 'x'
        ? x
        : node.name === 'y'
          ? y
          : node.value === undefined
            ? node.op.value!(...args)
            : node.toNumber();
    values.set(node, value);
    return Number.isFinite(value) && !(node.op.name === 'atan2' && args[0] === 0);
  });
}
