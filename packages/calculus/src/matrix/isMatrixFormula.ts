import type { Expr } from '../expr/node.js';

/** True when a derivative involves vectors or matrices and is for `deriveMatrix`. */
export function isMatrixFormula(f: Expr, x: Expr): boolean {
  return x.shape.length > 0 || f.shaped;
}
