import type { Expr } from '../expr/node.js';

/** Nodes of the formula written out as a tree, which is what a reader sees; saturates at 10¹⁵. */
export function treeSize(root: Expr): number {
  return root.size;
}
