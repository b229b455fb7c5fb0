import type { Expr } from './node.js';
import { Rational } from './rational.js';

/**
 * A total order of structures that does not depend on when nodes were made, so that printed results never depend on
 * earlier input. Because equal subexpressions are the same object, the first differing pair of arguments decides and
 * the comparison is a loop down one path.
 *
 * @returns negative, zero or positive as `a` comes before, is, or comes after `b` among the factors of a product.
 */
export function compareExpr(a: Expr, b: Expr): number {
  let [left, right] = [a, b];
  while (left !== right) {
    const shallow = compareHeads(left, right);
    if (shallow !== 0) return shallow;
    const shared = Math.min(left.args.length, right.args.length);
    let index = 0;
    while (index < shared && left.args[index] === right.args[index]) index++;
    if (index === shared) return left.args.length - right.args.length;
    [left, right] = [left.args[index]!, right.args[index]!];
  }
  return 0;
}

function compareHeads(a: Expr, b: Expr): number {
  if (a.op.rank !== b.op.rank) return a.op.rank - b.op.rank;
  if (a.op !== b.op) return compareText(a.op.name, b.op.name);
  if (a.name !== undefined) return compareText(a.name, b.name!) || a.sign - b.sign;
  if (a.value !== undefined) return compareValues(a.value, b.value!);
  if (a.degree !== b.degree) return b.degree - a.degree;
  return a.depth - b.depth;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareValues(a: Rational | number, b: Rational | number): number {
  if (a instanceof Rational && b instanceof Rational) return a.compare(b);
  const [x, y] = [toDouble(a), toDouble(b)];
  return x < y ? -1 : x > y ? 1 : typeof a === 'number' ? (typeof b === 'number' ? 0 : 1) : -1;
}

function toDouble(x: Rational | number): number {
  return typeof x === 'number' ? x : x.toNumber();
}
