// Page 1 in the worker: partial, mixed and higher derivatives, gradient, Hessian, Taylor polynomial, difference quotients.
import {
  diff,
  type Expr,
  evaluate,
  explain,
  freeSymbols,
  gradient,
  hessian,
  limitQuotient,
  type QuotientLimit,
  taylor,
} from '@nablajs/calculus';
import { type Formula, formulaOf, readFormula } from '../../engine/formulas.js';
import { nameLatex } from '../../kit/nameLatex.js';
import type { PlainStep } from '../../kit/Steps.js';
import { numberLatex } from '../../kit/showNumber.js';
import type { Language } from '../../text/dictionary.js';

/** A point: one number per variable. */
export type Point = Readonly<Record<string, number>>;

/** A formula and its value at the point; undefined where it has none. */
export interface Valued {
  readonly formula: Formula;
  readonly value: number | undefined;
}

/** Everything of first and second order. */
export interface Overview {
  readonly variables: readonly string[];
  readonly value: number | undefined;
  readonly partials: readonly (Valued & { readonly name: string })[];
  /** LaTeX of the gradient, and at the point. */
  readonly gradient: string;
  readonly gradientAt: string | undefined;
  /** The Hessian row by row, and its LaTeX, symbolic and at the point; undefined with more variables than are shown. */
  readonly hessian: { readonly latex: string; readonly at: string | undefined } | undefined;
}

/** Above this many variables a Hessian is no longer something to look at. */
const MOST_FOR_HESSIAN = 6;

/** f's first derivatives, gradient and Hessian. */
export function overview(text: string, at: Point): Overview {
  const f = readFormula(text);
  const variables = freeSymbols(f);
  const here = complete(variables, at);
  const partials = gradient(f, variables).map((each, i) => ({
    name: variables[i]!,
    formula: formulaOf(each),
    value: numberAt(each, here),
  }));
  return {
    variables,
    value: numberAt(f, here),
    partials,
    gradient: matrixLatex(partials.map(({ formula }) => [formula.latex])),
    gradientAt: numbersLatex(partials.map(({ value }) => [value])),
    hessian: variables.length > MOST_FOR_HESSIAN ? undefined : hessianOf(f, variables, here),
  };
}

function hessianOf(f: Expr, variables: readonly string[], here: Point): Overview['hessian'] {
  const rows = hessian(f, variables);
  return {
    latex: matrixLatex(rows.map((row) => row.map((each) => formulaOf(each).latex))),
    at: numbersLatex(rows.map((row) => row.map((each) => numberAt(each, here)))),
  };
}

/** One derivative with the steps that lead to it. */
export interface Single extends Valued {
  /** LaTeX of its name, such as \frac{\partial^2 f}{\partial x\,\partial y}. */
  readonly name: string;
  readonly steps: readonly PlainStep[];
}

/** ∂f by the variables in order, told step by step. */
export function single(text: string, by: readonly string[], at: Point, language: Language): Single {
  const f = readFormula(text);
  const told = explain({ kind: 'derivative', f, wrt: by }, { language });
  const result = diff(f, ...by);
  return {
    name: derivativeName(by),
    formula: formulaOf(result),
    value: numberAt(result, complete(freeSymbols(f), at)),
    steps: told.steps.map(({ text: words, formula }) => ({ text: words, formula })),
  };
}

/** The Taylor polynomial about the point. */
export function polynomial(text: string, at: Point, order: number): Formula {
  const f = readFormula(text);
  const variables = freeSymbols(f);
  return formulaOf(variables.length === 0 ? f : taylor(f, complete(variables, at), order));
}

/** The definition of the derivative by one variable in numbers. */
export function quotients(text: string, by: string, at: Point): Pick<QuotientLimit, 'rows' | 'limit' | 'derivative'> {
  const f = readFormula(text);
  const { rows, limit, derivative } = limitQuotient(f, by, complete(freeSymbols(f), at));
  return { rows, limit, derivative };
}

function complete(variables: readonly string[], at: Point): Point {
  return Object.fromEntries(variables.map((name) => [name, at[name] ?? 0]));
}

function numberAt(f: Expr, at: Point): number | undefined {
  const value = evaluate(f, at);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** `\frac{\partial^{3} f}{\partial x\, \partial y^{2}}`, in reading order as the course writes it. */
function derivativeName(by: readonly string[]): string {
  const runs: { name: string; times: number }[] = [];
  for (const name of by) {
    const last = runs.at(-1);
    if (last?.name === name) last.times++;
    else runs.push({ name, times: 1 });
  }
  const power = (n: number): string => (n === 1 ? '' : `^{${n}}`);
  const below = runs.map(({ name, times }) => `\\partial ${nameLatex(name)}${power(times)}`).join('\\,');
  return `\\frac{\\partial${power(by.length)} f}{${below}}`;
}

function matrixLatex(rows: readonly (readonly string[])[]): string {
  return `\\begin{pmatrix} ${rows.map((row) => row.join(' & ')).join(' \\\\[0.3em] ')} \\end{pmatrix}`;
}

function numbersLatex(rows: readonly (readonly (number | undefined)[])[]): string | undefined {
  if (rows.flat().includes(undefined)) return undefined;
  return matrixLatex(rows.map((row) => row.map((x) => numberLatex(x!))));
}
