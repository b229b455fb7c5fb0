/**
 * Index form: a tensor as a sum of products of indexed factors,
 *
 *     T[free] = Σ over the other labels of  coefficient · F₁[l₁, l₂] · F₂[l₂] · …
 *
 * with Einstein's convention, except that a label may occur more than twice (an element-wise product). Every rule of
 * matrix calculus is stated in it once; `matrix/identify` turns it back into matrix notation.
 *
 * S. Laue, M. Mitterreiter, J. Giesen, "A Simple and Efficient Tensor Calculus", AAAI 2020.
 */
import type { Expr } from '../../expr/node.js';
import type { Operation } from '../../expr/operation.js';
import { isRow, type Shape } from '../../expr/shape.js';
import { oneExpr } from '../arithmetic.js';
import type { Dense } from './dense.js';

/** A size of a shape, symbolic or known. */
export type Size = number | string;

/** An index. Labels are numbers handed out by one `Labels` per derivation. */
export type Label = number;

/** A vector, matrix or higher tensor with one label for each of its indices. */
export interface Factor {
  readonly node: Expr;
  readonly at: readonly Label[];
}

/** `coefficient · Π factors`, summed over every label that is not free. Each label occurs in some factor. */
export interface Term {
  readonly coefficient: Expr;
  readonly factors: readonly Factor[];
}

/** What argument `index` contributes to a differential: dNode[out] = Σ term · dArg[at]. */
export interface Pulled extends Term {
  readonly at: readonly Label[];
}

/** Hands out labels and remembers their sizes. */
export class Labels {
  readonly #sizes: Size[] = [];

  fresh(size: Size): Label {
    this.#sizes.push(size);
    return this.#sizes.length - 1;
  }

  /** One new label for each index of the shape. */
  for(shape: Shape): Label[] {
    return indexShape(shape).map((size) => this.fresh(size));
  }

  size(label: Label): Size {
    return this.#sizes[label]!;
  }
}

/**
 * What an operation on vectors and matrices adds to its entry. The rule is linear in the argument's differential, so it
 * serves forward and reverse derivatives alike.
 */
export interface MatrixOperation extends Operation {
  /** dNode[out] in terms of dArg: the local derivative, in index form. */
  pull?(node: Expr, index: number, out: readonly Label[], labels: Labels): readonly Pulled[];
  /** The node as one product of factors, where it is one; products and selections are, sums are not. */
  factor?(node: Expr, at: readonly Label[], labels: Labels): Term;
  /** The value from the arguments' values, its entries row-major; `shape` is the node's with its sizes known. */
  numeric?(
    args: readonly Dense[],
    shape: readonly number[],
    node: Expr,
    size: (name: string) => number,
  ): Float64Array | Dense;
  /** The transposed node, where that is not simply a transpose sign. */
  flip?(node: Expr): Expr;
  /** The trace of the node, where the form gives it away. */
  traced?(node: Expr): Expr | undefined;
  /** What a product makes of this factor and its neighbour: the factors that stand for both. */
  beside?(self: Expr, other: Expr, side: 'left' | 'right'): readonly Expr[] | undefined;
}

export { isRow } from '../../expr/shape.js';

/** The sizes that carry an index: rows have one, like columns. */
export function indexShape(shape: Shape): Shape {
  return isRow(shape) ? [shape[1]!] : shape;
}

/** A term of coefficient one. */
export function term(...factors: Factor[]): Term {
  return { coefficient: oneExpr, factors };
}
