import { ArgumentError } from '@nablajs/core-wasm';
import { defaultBudget, TooLargeError } from '../expr/budget.js';
import type { Expr } from '../expr/node.js';
import { ParseError, UnknownSymbolError } from './errors.js';
import { LatexRewriter } from './latexRewriter.js';
import { type ParseOptions, parse } from './parse.js';

/**
 * Reads a formula in LaTeX: `\frac`, `\sqrt[n]{}`, `^{}`, `_{}`, `\left( \right)`, `|x|` in `\left| \right|`, `\cdot`,
 * `\times`, `\div`, functions with and without parentheses (`\sin 2x`, `\sin^{2} x`, `\sin^{-1} x`, `\ln`, `\log_{2}`,
 * `\operatorname{erf}`), Greek letters, `\mathrm{name}`. Letters side by side are a product, as in print.
 * With vectors and matrices among `shapes` also `A^{\top}`, `A^{T}`, `A^{-1}`, `A^{-\top}`, `\odot`, `\oslash`, `A^{\circ 2}`,
 * `\left\| x \right\|_2`, `\log\det`.
 *
 * The text is rewritten into the grammar of `parse` in one pass, and read by it.
 *
 * @throws ParseError with the offset in the LaTeX text; TooLargeError and UnknownSymbolError as `parse`.
 *
 * @example
 * ```ts
 * import { parseLatex } from '@nablajs/calculus';
 *
 * console.log(parseLatex('\\frac{x^{2} \\sin 2 y}{\\sqrt{x + 1}}').toString());
 * ```
 */
export function parseLatex(text: string, opts: ParseOptions = {}): Expr {
  if (typeof text !== 'string') throw new ArgumentError({ where: 'parseLatex', expected: 'a text', got: typeof text });
  const limit = opts.limits?.characters ?? defaultBudget.characters;
  if (text.length > limit) {
    throw new TooLargeError({ where: 'parseLatex', what: 'the number of characters', limit, got: text.length });
  }
  const shapes = Object.entries(opts.shapes ?? {});
  const shaped = shapes.filter(([, shape]) => shape?.length > 0).map(([name]) => name);
  const rewriter = new LatexRewriter(text, [...(opts.variables ?? []), ...shapes.map(([name]) => name)], shaped);
  const output = rewriter.run();
  try {
    return parse(output, { ...opts, limits: { ...opts.limits, characters: Math.max(limit, output.length) } });
  } catch (error) {
    const place = (position = 0): number => rewriter.origin(Math.min(position, output.length - 1)) ?? text.length;
    if (error instanceof ParseError) {
      const { expected, facts } = error;
      throw new ParseError({ text, position: place(error.position), expected, got: String(facts.got) });
    }
    if (error instanceof UnknownSymbolError) {
      const { kind, known } = error.facts as { kind: 'variable' | 'function'; known: readonly string[] };
      const facts = { where: 'parseLatex', kind, name: error.symbol, known };
      throw new UnknownSymbolError({ ...facts, text, position: place(error.position) });
    }
    throw error;
  }
}
