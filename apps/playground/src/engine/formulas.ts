// Formulas as plain data, and what every page asks about one: its look.
import { type Expr, freeSymbols, type MathJson, type ParseOptions, parse, toJSON, toLatex } from '@nablajs/calculus';

/** What was declared of vectors and matrices: their shapes, and names with a structure. */
export type Declared = Pick<ParseOptions, 'shapes' | 'symmetric' | 'diagonal' | 'orthogonal'>;

/** A formula as data: how it looks, how it is typed, and what it is. */
export interface Formula {
  readonly latex: string;
  readonly text: string;
  /** MathJSON, from which code is written. */
  readonly json: MathJson;
  readonly variables: readonly string[];
  /** Of formulas with vectors or matrices. */
  readonly declared?: Declared;
}

/** A formula as data. */
export function formulaOf(f: Expr, declared?: Declared): Formula {
  const plain = { latex: toLatex(f), text: f.toString(), json: toJSON(f), variables: freeSymbols(f) };
  return declared === undefined ? plain : { ...plain, declared };
}

/** How a typed formula looks; for the preview under a field. */
export function preview(text: string, declared?: Declared): Formula {
  return formulaOf(parse(text, declared), declared);
}
