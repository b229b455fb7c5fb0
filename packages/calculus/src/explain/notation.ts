import { requireExpr } from '../derive/variables.js';
import { constant, type Expr, enter } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';

/** A point, by names. */
export type PointOf = Readonly<Record<string, number>>;

/** ∂/∂x, or d/dx for a function of x alone; of `subject` where that is given. */
export function operator(subject: string, variable: Expr, f: Expr): string {
  const alone = freeSymbols(f).every((name) => name === variable.name);
  return derivative(subject, toLatex(variable), alone);
}

/** d subject/d variable, or with ∂. */
export function derivative(subject: string, variable: string, alone: boolean): string {
  const d = alone ? '\\mathrm{d}' : '\\partial';
  return `\\frac{${d}${subject === '' ? '' : ` ${subject}`}}{${d} ${variable}}`;
}

export function canonicalEntry(f: Expr): Expr {
  return canonical((enter([requireExpr('explain', f)]) as [Expr])[0]);
}

export function number(x: number): string {
  return toLatex(constant(Number(x.toPrecision(10))));
}

export function vector(parts: readonly string[]): string {
  return `\\left(${parts.join(',\\; ')}\\right)`;
}

/** A factor in parentheses where it begins with a sign or is a sum. */
export function guarded(text: string): string {
  return hasSign(text) ? `\\left(${text}\\right)` : text;
}

/** Whether a sign stands outside of all braces and parentheses. */
export function hasSign(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if ('{(['.includes(sign)) depth++;
    else if ('})]'.includes(sign)) depth--;
    else if (depth === 0 && (sign === '+' || sign === '-')) return true;
  }
  return false;
}

/** t₁ + t₂ + …, with signs drawn out of the terms. */
export function joined(terms: readonly string[]): string {
  return terms.length === 0 ? '0' : terms.join(' + ').replace(/\+ -/g, '- ');
}

export function pointText(at: PointOf): string {
  return `(${Object.entries(at)
    .map(([name, x]) => `${name} = ${x}`)
    .join(', ')})`;
}

/** What is evaluated, and where. */
export function atPoint(text: string, at: PointOf): string {
  const where = Object.entries(at).map(([name, x]) => `${latexName(name)} = ${number(x)}`);
  return `\\left.${guarded(text)}\\right|_{${where.join(',\\, ')}}`;
}

export function latexName(name: string): string {
  return name.length === 1 ? name : `\\mathrm{${name.replace(/_/g, '\\_')}}`;
}
