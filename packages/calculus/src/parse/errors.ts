import { type Facts, NablaError } from '@nablajs/core-wasm';
import { caret, placeOf } from '../expr/unknownSymbol.js';

export { UnknownSymbolError } from '../expr/unknownSymbol.js';

/** A text that is not a formula of the grammar. */
export class ParseError extends NablaError {
  readonly code = 'PARSE';
  readonly position: number;
  readonly line: number;
  readonly column: number;
  /** What could have stood at the place. */
  readonly expected: string;

  /** @param facts text: the whole text; position: offset; expected: what could stand there; got: what does. */
  constructor(facts: { text: string; position: number; expected: string; got: string } & Facts) {
    const place = placeOf(facts.text, facts.position);
    const where = `parse: expected ${facts.expected}, got ${facts.got} at line ${place.line}, column ${place.column}`;
    super(`${where}\n${caret(facts.text, place)}`, { ...facts, ...place });
    this.position = place.position;
    this.line = place.line;
    this.column = place.column;
    this.expected = facts.expected;
  }
}
