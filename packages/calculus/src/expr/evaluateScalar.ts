import { ArgumentError } from '@nablajs/core-wasm';
import type { Expr } from './node.js';
import { lower, run, type Tape } from './tape.js';
import { UnknownSymbolError } from './unknownSymbol.js';
import { freeSymbols } from './walk.js';

const tapes = new WeakMap<Expr, Tape>();

/** The straight-line code of one scalar expression over its own symbols, kept as long as the expression. */
function tapeOf(f: Expr): Tape {
  let tape = tapes.get(f);
  if (tape === undefined) {
    tape = lower([f], freeSymbols(f), (name) => {
      throw new ArgumentError({ where: 'evaluate', expected: 'a declared symbol', got: name });
    });
    tapes.set(f, tape);
  }
  return tape;
}

/**
 * The value of a scalar expression, as IEEE 754 gives it: NaN outside the real domain, ±∞ at poles.
 *
 * @throws UnknownSymbolError for a symbol without a value, ArgumentError for a value that is not a number.
 */
export function evaluateScalar(f: Expr, values: Readonly<Record<string, unknown>>): number {
  const tape = tapeOf(f);
  const x = tape.inputs.map((name) => numberOf(name, values));
  return run(tape, x, new Float64Array(1))[0]!;
}

function numberOf(name: string, values: Readonly<Record<string, unknown>>): number {
  if (!Object.hasOwn(values, name)) {
    throw new UnknownSymbolError({ where: 'evaluate', kind: 'value', name, known: Object.keys(values) });
  }
  const value = values[name];
  if (typeof value === 'number') return value;
  throw new ArgumentError({ where: `evaluate: ${name}`, expected: 'a number', got: typeof value });
}
