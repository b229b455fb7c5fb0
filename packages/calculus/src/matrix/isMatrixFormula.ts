import type { Expr } from '../expr/node.js';
import { postorder } from '../expr/walk.js';
import type { MatrixOperation } from '../ops/matrix/indexForm.js';

/** True when a derivative involves vectors or matrices and is for `deriveMatrix`. */
export function isMatrixFormula(f: Expr, x: Expr): boolean {
  if (x.shape.length > 0 || f.shape.length > 0) return true;
  let known = matrixFormulas.get(f);
  if (known === undefined) {
    known = postorder([f]).some((node) => node.shape.length > 0 || (node.op as MatrixOperation).pull !== undefined);
    matrixFormulas.set(f, known);
  }
  return known;
}

const matrixFormulas = new WeakMap<Expr, boolean>();
