import { ArgumentError } from '@nablajs/core-wasm';
import { constant, Expr, enter } from '../expr/node.js';
import { sameShape, showShape } from '../expr/shape.js';
import { rebuild } from '../expr/walk.js';
import { apply } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { requireExpr } from './variables.js';

/** What is put in the place of each name. */
export type Substitution = Readonly<Record<string, Expr | number>>;

/**
 * Replaces symbols by expressions or numbers, all at once (`{ x: y, y: x }` swaps), and brings the result to
 * canonical form.
 *
 * @throws ArgumentError when a replacement is neither an Expr nor a number, or has another shape than the symbol.
 *
 * @example
 * ```ts
 * import { parse, substitute } from '@nablajs/calculus';
 *
 * console.log(substitute(parse('x^2 + y'), { x: parse('a + b'), y: 3 }).toString());
 * ```
 */
export function substitute(f: Expr, map: Substitution): Expr {
  const names = Object.keys(map);
  const replacements = names.map((name) => asExpr(`substitute: ${name}`, map[name]));
  const [entered, ...put] = enter([requireExpr('substitute', f), ...replacements]) as [Expr, ...Expr[]];
  return canonical(replaceSymbols(entered, new Map(names.map((name, i) => [name, put[i]!]))));
}

/** Simultaneous replacement by name; canonical wherever something changed. */
export function replaceSymbols(f: Expr, replacements: ReadonlyMap<string, Expr>): Expr {
  return rebuild(f, (original, args) => {
    if (original.name === undefined) return args === original.args ? original : apply(original.op, args.map(canonical));
    const replacement = replacements.get(original.name);
    if (replacement === undefined) return original;
    if (!sameShape(replacement.shape, original.shape)) {
      throw new ArgumentError({
        where: `substitute: ${original.name}`,
        expected: `shape ${showShape(original.shape)}`,
        got: showShape(replacement.shape),
      });
    }
    return replacement;
  });
}

/** An expression, or a number as one. */
export function asExpr(where: string, value: unknown): Expr {
  if (typeof value === 'number') return constant(value);
  if (value instanceof Expr) return value;
  throw new ArgumentError({ where, expected: 'an Expr or a number', got: value === null ? 'null' : typeof value });
}
