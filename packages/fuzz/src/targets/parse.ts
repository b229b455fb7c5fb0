import {
  evaluate,
  freeSymbols,
  fromJSON,
  ParseError,
  parse,
  parseLatex,
  toJSON,
  toLatex,
  UnknownSymbolError,
} from '@nablajs/calculus';
import { NablaError } from '@nablajs/core-wasm';
import { bytes, Finding, type Target } from '../target.js';

/** Far above the promised 100 ms: on a busy machine only a wrong order of growth gets here. */
const LIMIT_MS = 2_000;

const decoder = new TextDecoder();

function read(text: string, parser: (text: string) => ReturnType<typeof parse>): void {
  let f: ReturnType<typeof parse>;
  try {
    f = parser(text);
  } catch (error) {
    if (!(error instanceof NablaError)) throw error;
    if (error instanceof ParseError || error instanceof UnknownSymbolError) {
      const { position } = error as { position?: number };
      if (position !== undefined && !(position >= 0 && position <= text.length))
        throw new Finding(`${JSON.stringify(text)}: position ${position} is outside`);
    }
    return;
  }
  if (fromJSON(toJSON(f)) !== f) throw new Finding(`${JSON.stringify(text)}: JSON gives another node`);
  toLatex(f);
  const again = parse(String(f));
  if (f.shape.length > 0) return;
  const values = Object.fromEntries(freeSymbols(f).map((name, k) => [name, 0.5 + k]));
  const [a, b] = [evaluate(f, values) as number, evaluate(again, values) as number];
  if (!(a === b || Number.isNaN(a) || Math.abs(a - b) <= 1e-12 * Math.abs(a)))
    throw new Finding(`${JSON.stringify(text)}: ${a}, but printed and read again ${b}`);
}

/** Text → tree → text, JSON, LaTeX and value. */
export const parseTarget: Target = {
  name: 'parse',
  promise: 'any text gives a formula that prints, reads and evaluates alike, or a typed error with a place in the text',
  seeds: [
    'x^2 sin(2y)',
    '-x^2 + 2^-3^2',
    '1.5e-3*x_1/(α+β)',
    'max(x, y, 3) − ２×π÷√(x²)',
    '\\frac{x}{\\sqrt[3]{y}} \\cdot \\sin^{2}{x}',
    '((((x))))',
    'log(x)(x+1)x',
  ].map(bytes),
  dictionary:
    'sin( cos( exp( log( sqrt( abs( atan2( min( max( pow( sigmoid( erf( pi e x y x_1 ( ) , ^ ** * / + - ² √ π × ÷ ２ （ ） 1e308 1/3 \\frac{ \\sqrt[ \\cdot \\left( } { __proto__ constructor'.split(
      ' ',
    ),
  run(input) {
    const text = decoder.decode(input);
    const started = performance.now();
    read(text, parse);
    read(text, (each) => parse(each, { variables: ['x', 'y'] }));
    read(text, parseLatex);
    const elapsed = performance.now() - started;
    if (elapsed > LIMIT_MS) throw new Finding(`${JSON.stringify(text)}: ${elapsed.toFixed(0)} ms`);
  },
};
