import type { Expr } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { toLatex } from '../print/latex.js';

/** ∂/∂x, or d/dx for a function of x alone; of `subject` where that is given. */
export function operator(subject: string, variable: Expr, f: Expr): string {
  const alone = freeSymbols(f).every((name) => name === variable.name);
  const d = alone ? '\\mathrm{d}' : '\\partial';
  return `\\frac{${d}${subject === '' ? '' : ` ${subject}`}}{${d} ${toLatex(variable)}}`;
}
