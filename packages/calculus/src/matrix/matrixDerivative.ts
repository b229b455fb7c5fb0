import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import { type Expr, enter, symbol } from '../expr/node.js';
import { isScalar, showShape } from '../expr/shape.js';
import { postorder, rebuild } from '../expr/walk.js';
import { apply, negate, product, sum } from '../ops/index.js';
import { adjOperation, det, inv } from '../ops/matrix/square.js';
import { diag } from '../ops/matrix/structure.js';
import { transpose } from '../ops/matrix/transpose.js';
import { canonical } from '../simplify/canonical.js';
import { deriveMatrix } from './derive.js';
import { shorten } from './shorten.js';
import { rememberedShapes, rememberShapes } from './sizes.js';
import { tidyEntries } from './tidyEntries.js';

/**
 * How a derivative's indices are arranged.
 *
 * - `'mixed'` (default): scalar by anything → the shape of the variable (the gradient); vector by vector → the Jacobian,
 *   rows = outputs, ∂(A·x)/∂x' = A; anything else → the function's indices first, the variable's last.
 * - `'numerator'`: the gradient by a column is a row, the Jacobian is as above; by a matrix the gradient is transposed.
 * - `'denominator'`: the transpose of that: the gradient is a column, the Jacobian has rows = inputs.
 */
export type Layout = 'mixed' | 'numerator' | 'denominator';

/** Options of a derivative of or by vectors and matrices. */
export interface MatrixDerivativeOptions {
  readonly layout?: Layout;
  /** `'invertible'` writes the adjugate as adj(A) = det(A)·A⁻¹, which is not defined at singular matrices. */
  readonly assume?: 'invertible';
  /**
   * What is varied in a symmetric or diagonal variable. `'independent'` (default): every entry by itself, so that
   * ∂log det(S)/∂S = S⁻¹. `'free'`: only matrices of that kind, an off-diagonal entry together with its mirror image,
   * G + G' − diag(G) for a gradient G (The Matrix Cookbook (138)), and diag(G) for a diagonal variable.
   */
  readonly entries?: 'independent' | 'free';
}

/** ∂f/∂x in matrix notation, where it has one, for a symbol x of any shape; in canonical form. @internal */
export function matrixDerivative(f: Expr, x: Expr, options: MatrixDerivativeOptions = {}): Expr {
  const [entered, variable] = enter([f, x]) as [Expr, Expr];
  const free = withFreeEntries(entered, variable);
  let result = deriveMatrix(canonical(free.f), free.x);
  if (free.x !== variable) result = replaced(result, free.x, variable);
  if (options.assume === 'invertible') result = withInverses(result);
  if (options.entries !== undefined) result = inFreeEntries(result, entered, variable, options.entries);
  result = arrange(tidyEntries(result), entered, variable, options.layout ?? 'mixed');
  const symbols = [...postorder([entered]), variable].filter((each) => each.name !== undefined);
  rememberShapes(result, [...symbols.map((each) => [each.name!, each.shape] as const), ...rememberedShapes(f)]);
  return result;
}

/** f of a variable whose entries move by themselves: of an orthogonal one Q'·Q = I must not be used before it is derived. */
export function withFreeEntries(f: Expr, x: Expr): { readonly f: Expr; readonly x: Expr } {
  if (x.traits?.includes('orthogonal') !== true) return { f, x };
  const free = symbol(x.name!, x.shape);
  return { f: replaced(f, x, free), x: free };
}

function replaced(f: Expr, from: Expr, to: Expr): Expr {
  return rebuild(f, (original, args) => {
    if (original === from) return to;
    return original.args.length === 0 ? original : apply(original.op, args);
  });
}

/** adj(A) = det(A)·A⁻¹ throughout. */
function withInverses(f: Expr): Expr {
  return shorten(
    rebuild(f, (original, args) => {
      if (original.op === adjOperation) return product([det(args[0]!), inv(args[0]!)]);
      return original.args.length === 0 ? original : apply(original.op, args);
    }),
  );
}

/** The gradient in the free entries of a symmetric or diagonal matrix. */
function inFreeEntries(result: Expr, f: Expr, x: Expr, entries: 'independent' | 'free'): Expr {
  const diagonal = x.traits?.includes('diagonal') === true;
  const where = 'diff: entries';
  if (entries === 'independent') return result;
  if (entries !== 'free') throw new ArgumentError({ where, expected: "'independent' or 'free'", got: String(entries) });
  if (!diagonal && x.traits?.includes('symmetric') !== true) {
    throw new ArgumentError({ where, expected: 'a variable declared symmetric or diagonal', got: `${x.name}` });
  }
  if (!isScalar(f.shape)) throw new ShapeError(where, 'a scalar function', showShape(f.shape));
  const own = diag(diag(result));
  return diagonal ? own : shorten(sum([result, transpose(result), negate(own)]));
}

function arrange(result: Expr, f: Expr, x: Expr, layout: Layout): Expr {
  if (!['mixed', 'numerator', 'denominator'].includes(layout)) {
    throw new ArgumentError({
      where: 'diff: layout',
      expected: "'mixed', 'numerator' or 'denominator'",
      got: String(layout),
    });
  }
  if (layout === 'mixed' || result.shape.length > 2) return result;
  const gradient = f.shape.length === 0 && x.shape.length > 0;
  return gradient === (layout === 'numerator') ? transpose(result) : result;
}
