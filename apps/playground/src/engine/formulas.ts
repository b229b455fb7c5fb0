// Formulas as plain data, and what every page asks about one: its look.
import {
  type Expr,
  freeSymbols,
  type MathJson,
  type ParseOptions,
  parse,
  TooLargeError,
  toJSON,
  toLatex,
  UnknownSymbolError,
} from '@nablajs/calculus';
import { respell } from './respell.js';

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

/** Written out, shared parts repeat: a graph of a thousand nodes can be a text of a million. */
const MOST_SIGNS = 20_000;

/**
 * A formula as data.
 *
 * @throws TooLargeError when it is too long to be written out.
 */
export function formulaOf(f: Expr, declared?: Declared): Formula {
  if (f.size > MOST_SIGNS)
    throw new TooLargeError({ where: 'this page', what: 'the length of the formula', limit: MOST_SIGNS, got: f.size });
  const plain = { latex: toLatex(f), text: f.toString(), json: toJSON(f), variables: freeSymbols(f) };
  return declared === undefined ? plain : { ...plain, declared };
}

/** More variables than that are more than a page can show: each has a field, a derivative, an entry of the gradient. */
const MOST_VARIABLES = 24;

/**
 * Reads a scalar formula that a page is to show in full.
 *
 * @throws TooLargeError with more variables than a page can show; what `parse` throws.
 */
export function readFormula(text: string): Expr {
  const f = parse(text);
  const got = freeSymbols(f).length;
  if (got > MOST_VARIABLES)
    throw new TooLargeError({ where: 'this page', what: 'the number of variables', limit: MOST_VARIABLES, got });
  return f;
}

/** How a typed formula looks; for the preview under a field. */
export function preview(text: string, declared?: Declared): Formula {
  return formulaOf(parse(text, declared), declared);
}

/** A text that is no formula, and what someone probably meant by it; undefined where no guess is a formula. */
export interface Remedy {
  readonly text: string;
  readonly guess: string | undefined;
}

/** Guesses what was meant. */
export function remedy(text: string, declared?: Declared): Remedy {
  const guess = [respell(text), suggested(text, declared)].find((each) => {
    if (each === undefined || each === text) return false;
    try {
      parse(each, declared);
      return true;
    } catch {
      return false;
    }
  });
  return { text, guess };
}

/** With the name that the parser suggests in place of the one it does not know. */
function suggested(text: string, declared: Declared | undefined): string | undefined {
  try {
    parse(text, declared);
  } catch (error) {
    if (!(error instanceof UnknownSymbolError) || error.suggestion === undefined) return undefined;
    const { position, symbol, suggestion } = error;
    if (position === undefined) return undefined;
    return text.slice(0, position) + suggestion + text.slice(position + symbol.length);
  }
  return undefined;
}
