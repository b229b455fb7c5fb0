import type { Expr } from '../expr/node.js';

export function tidy(f: Expr): Expr {
  return f;
}
