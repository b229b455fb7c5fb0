// Formulas as plain data, and what every page can ask about one: its look and its code.
import {
  type Expr,
  freeSymbols,
  fromJSON,
  type MathJson,
  parse,
  type Shape,
  toCode,
  toJSON,
  toLatex,
} from '@nablajs/calculus';

/** A formula as data: how it looks, how it is typed, and what it is. */
export interface Formula {
  readonly latex: string;
  readonly text: string;
  /** MathJSON, from which code is written. */
  readonly json: MathJson;
  readonly variables: readonly string[];
  readonly shapes?: Readonly<Record<string, Shape>>;
}

/** The languages that a formula can be copied in. */
export const codeLanguages = ['typescript', 'numpy', 'jax', 'torch', 'julia', 'c', 'latex', 'text'] as const;

/** One of them. */
export type CodeLanguage = (typeof codeLanguages)[number];

/** A formula as data. */
export function formulaOf(f: Expr, shapes?: Readonly<Record<string, Shape>>): Formula {
  const plain = { latex: toLatex(f), text: f.toString(), json: toJSON(f), variables: freeSymbols(f) };
  return shapes === undefined ? plain : { ...plain, shapes };
}

/** How a typed formula looks; for the preview under a field. */
export function preview(text: string, shapes?: Readonly<Record<string, Shape>>): Formula {
  return formulaOf(parse(text, shapes === undefined ? {} : { shapes }), shapes);
}

/** A function that computes the formula, in the language asked for. */
export function write(formula: Formula, language: CodeLanguage, name: string = 'f'): string {
  if (language === 'latex') return formula.latex;
  if (language === 'text') return formula.text;
  const { shapes } = formula;
  if (language === 'typescript' && shapes !== undefined) {
    return [
      "import { evaluate, parse } from '@nablajs/calculus';",
      '',
      `const ${name} = parse(${JSON.stringify(formula.text)}, { shapes: ${JSON.stringify(shapes)} });`,
      '',
    ].join('\n');
  }
  const f = shapes === undefined ? fromJSON(formula.json) : parse(formula.text, { shapes });
  if (language === 'typescript') {
    const typed = formula.variables.map((each) => `${each}: number`).join(', ');
    return toCode(f, 'js', { name }).replace(/^export function (\w+)\([^)]*\)/, `export function $1(${typed}): number`);
  }
  return toCode(f, language, { name });
}
