import type { Expr } from '../expr/node.js';
import { symbolLatexOf, toLatex } from './latex.js';
import { latexToMathML } from './latexToMathML.js';

/** How a formula is set. */
export interface MathMLOptions {
  /** `true` for a line of its own, with large fractions; default false. */
  readonly display?: boolean;
  /** Sets ∂ⁿof/∂x∂y = before the formula: `{ of: 'f', by: ['x', 'y'] }`. */
  readonly derivative?: { readonly of: string; readonly by: readonly string[] };
}

/**
 * The formula in presentation MathML Core, which browsers set without any library, in the form that `toLatex` prints.
 *
 * @returns one `<math>` element; every name is escaped.
 * @throws TooLargeError when the text would exceed 10⁷ characters.
 *
 * @example
 * ```ts
 * import { diff, parse, toMathML } from '@nablajs/calculus';
 *
 * const f = parse('x^2*sin(y)');
 * console.log(toMathML(parse('x^2/2'))); // <math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac>…</mfrac></math>
 * console.log(toMathML(diff(f, 'x', 'y'), { display: true, derivative: { of: 'f', by: ['x', 'y'] } }));
 * ```
 */
export function toMathML(f: Expr, opts: MathMLOptions = {}): string {
  const shown = opts.display === true ? ' display="block"' : '';
  const quotient = opts.derivative === undefined ? '' : `${derivativeLatex(opts.derivative)} = `;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"${shown}>${latexToMathML(quotient + toLatex(f))}</math>`;
}

function derivativeLatex({ of, by }: { readonly of: string; readonly by: readonly string[] }): string {
  const order = by.length === 1 ? '' : `^{${by.length}}`;
  const runs: [name: string, count: number][] = [];
  for (const name of by) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last[0] === name) last[1]++;
    else runs.push([name, 1]);
  }
  const below = runs.map(([name, count]) => `\\partial ${symbolLatexOf(name)}${count === 1 ? '' : `^{${count}}`}`);
  return `\\frac{\\partial${order} ${symbolLatexOf(of)}}{${below.join(' ')}}`;
}
