import type { Expr } from '../expr/node.js';

const SATURATED = 1e15;
const sizes = new WeakMap<Expr, number>();

/** Nodes of the formula written out as a tree, which is what a reader sees; saturates at 10¹⁵. */
export function treeSize(root: Expr): number {
  const known = sizes.get(root);
  if (known !== undefined) return known;
  const stack: Expr[] = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    const before = stack.length;
    let total = 1;
    for (const arg of node.args) {
      const size = sizes.get(arg);
      if (size === undefined) stack.push(arg);
      else total += size;
    }
    if (stack.length > before) continue;
    sizes.set(node, Math.min(total, SATURATED));
    stack.pop();
  }
  return sizes.get(root)!;
}
