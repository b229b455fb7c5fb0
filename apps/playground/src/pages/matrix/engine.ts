// Page 6 in the worker: derivatives of and by vectors and matrices, their steps, their check in numbers.
import {
  checkDerivative,
  diff,
  type Expr,
  evaluate,
  explain,
  type Layout,
  parse,
  type Shape,
  toLatex,
  type Values,
} from '@nablajs/calculus';
import type { Tensor } from '@nablajs/core-wasm';
import { type Declared, type Formula, formulaOf } from '../../engine/formulas.js';
import type { PlainStep } from '../../kit/Steps.js';
import { numberLatex } from '../../kit/showNumber.js';
import type { Language } from '../../text/dictionary.js';

/** How a derivative is asked for. */
export interface Question {
  readonly text: string;
  readonly declared: Declared;
  readonly by: string;
  readonly layout: Layout;
  /** Write adjugates by inverses. */
  readonly invertible: boolean;
}

/** A derivative in closed form. */
export interface MatrixAnswer {
  /** LaTeX of its left-hand side. */
  readonly name: string;
  readonly formula: Formula;
  /** Of the function, of the variable, of the derivative: `n×n`, or empty for a number. */
  readonly shapes: readonly [string, string, string];
  /** In the free entries of a symmetric or diagonal variable. */
  readonly free: Formula | undefined;
  /** The second derivative of a scalar function by a vector. */
  readonly hessian: Formula | undefined;
  readonly steps: readonly PlainStep[];
}

/** The derivative with its steps. */
export function derive(question: Question, language: Language): MatrixAnswer {
  const { text, declared, by, layout, invertible } = question;
  const f = parse(text, declared);
  const options = invertible ? ({ layout, assume: 'invertible' } as const) : { layout };
  const told = explain({ kind: 'derivative', f, wrt: by, ...options }, { language });
  const result = diff(f, by, options);
  const shape = declared.shapes?.[by] ?? [];
  const structured = [...(declared.symmetric ?? []), ...(declared.diagonal ?? [])].includes(by);
  const free = structured && f.shape.length === 0 ? diff(f, by, { ...options, entries: 'free' }) : undefined;
  const hessian = f.shape.length === 0 && shape.length === 1 ? diff(f, by, by) : undefined;
  return {
    name: nameOf(f, by, shape, declared),
    formula: formulaOf(result, declared),
    shapes: [shown(f.shape), shown(shape), shown(result.shape)],
    free: free === undefined ? undefined : formulaOf(free, declared),
    hessian: hessian === undefined ? undefined : formulaOf(hessian, declared),
    steps: told.steps.map((step) => ({ text: step.text, formula: step.formula })),
  };
}

/** ∂f/∂x, with a transposed x below the Jacobian of a vector, as the course writes it. */
function nameOf(f: Expr, by: string, shape: Shape, declared: Declared): string {
  const variable = toLatex(parse(by, declared));
  const below = f.shape.length === 1 && shape.length === 1 ? `${variable}^{\\top}` : variable;
  return `\\frac{\\partial f}{\\partial ${below}}`;
}

function shown(shape: Shape): string {
  return shape.join('×');
}

/** The derivative against difference quotients at random values. */
export interface Check {
  /** The largest deviation, relative to the largest entry. */
  readonly deviation: number;
  readonly entries: number;
  /** The sizes that were tried: `m = 3, n = 4`. */
  readonly sizes: string;
  /** LaTeX of the derivative's value there; undefined when it is too large to show. */
  readonly value: string | undefined;
}

/** Checks the derivative entry by entry. */
export function check({ text, declared, by }: Pick<Question, 'text' | 'declared' | 'by'>): Check {
  const f = parse(text, declared);
  const derivative = diff(f, by);
  const { maxRelError, entries, at } = checkDerivative(f, by, { derivative });
  const sizes = Object.entries(at).filter(([name, value]) => typeof value === 'number' && isSizeOf(declared, name));
  return {
    deviation: maxRelError,
    entries,
    sizes: sizes.map(([name, size]) => `${name} = ${size}`).join(', '),
    value: valueLatex(evaluate(derivative, at as Values)),
  };
}

function isSizeOf(declared: Declared, name: string): boolean {
  return Object.values(declared.shapes ?? {}).some((shape) => shape.includes(name));
}

function valueLatex(value: number | Tensor): string | undefined {
  if (typeof value === 'number') return numberLatex(value, 5);
  if (value.shape.length > 2 || value.size > 36) return undefined;
  const rows =
    value.shape.length === 2 ? (value.toArray() as number[][]) : (value.toArray() as number[]).map((x) => [x]);
  return `\\begin{pmatrix} ${rows.map((row) => row.map((x) => numberLatex(x, 4)).join(' & ')).join(' \\\\ ')} \\end{pmatrix}`;
}
