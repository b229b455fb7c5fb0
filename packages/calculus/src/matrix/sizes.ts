import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { type Shape, showShape } from '../expr/shape.js';

/**
 * Lengths of symbolic sizes, bound by the shapes of the values given. A product such as `m*n`, the length of a
 * vectorised matrix, follows from its factors.
 */
export class Sizes {
  readonly #lengths: Map<string, number> = new Map();

  /** @throws ShapeError naming both shapes where a value does not have the shape declared for its name. */
  bind(name: string, declared: Shape, got: readonly number[]): void {
    const shape = declared.length === 1 && got.length === 2 && got[1] === 1 ? [got[0]!] : got;
    const fits =
      shape.length === declared.length &&
      declared.every((size, axis) => {
        if (typeof size === 'number') return size === shape[axis];
        return (this.lookup(size) ?? this.#set(size, shape[axis]!)) === shape[axis];
      });
    if (fits) return;
    const known = declared.map((size) => {
      const length = typeof size === 'number' ? size : this.lookup(size);
      return length === undefined || length === size ? size : `${size} = ${length}`;
    });
    throw new ShapeError(`evaluate: ${name}`, `the shape ${showShape(known)}`, showShape(got));
  }

  #set(size: string, length: number): number {
    if (!size.includes('*')) this.#lengths.set(size, length);
    return length;
  }

  lookup(size: string): number | undefined {
    const parts = size.split('*');
    if (parts.length === 1) return this.#lengths.get(size);
    return parts.reduce<number | undefined>((total, part) => {
      const length = /^\d+$/.test(part) ? Number(part) : this.#lengths.get(part);
      return total === undefined || length === undefined ? undefined : total * length;
    }, 1);
  }

  /** @throws ArgumentError when nothing given determines the size. */
  length(size: number | string): number {
    const known = typeof size === 'number' ? size : this.lookup(size);
    if (known !== undefined) return known;
    throw new ArgumentError({
      where: 'evaluate',
      expected: `a value that has the size ${size}, or ${size} itself`,
      got: 'none',
    });
  }

  /** The shape with its sizes known. */
  of(shape: Shape): number[] {
    return shape.map((size) => this.length(size));
  }
}

const origins = new WeakMap<Expr, ReadonlyMap<string, Shape>>();

/**
 * Remembers the shapes that the names of a formula were declared with: ∂tr(A)/∂A = eye(n) has no A in it any more, yet
 * its value depends on A's size, and a derivative by a name that does not occur is a zero of that name's shape.
 */
export function rememberShapes(f: Expr, declared: Iterable<readonly [name: string, shape: Shape]>): void {
  const known = new Map([...declared].filter(([, shape]) => shape.length > 0));
  if (known.size > 0) origins.set(f, known);
}

export function rememberedShapes(f: Expr): ReadonlyMap<string, Shape> {
  return origins.get(f) ?? new Map();
}
