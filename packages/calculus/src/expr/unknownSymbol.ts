import { type Facts, NablaError } from '@nablajs/core-wasm';

/** Where in a text something stands. */
export interface Place {
  /** 0-based offset in UTF-16 units. */
  readonly position: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** Line and column of an offset. */
export function placeOf(text: string, position: number): Place {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return { position, line, column: position - before.lastIndexOf('\n') };
}

/** The line of the text with a caret under the place, cut to 60 characters around it. */
export function caret(text: string, place: Place): string {
  const full = text.split('\n')[place.line - 1] ?? '';
  const from = Math.max(0, place.column - 1 - 40);
  const shown = full.slice(from, from + 60);
  return `  ${shown}\n  ${' '.repeat(place.column - 1 - from)}^`;
}

/** A name that stands for nothing here: an undeclared variable, an unknown function, a variable without a value. */
export class UnknownSymbolError extends NablaError {
  readonly code = 'UNKNOWN_SYMBOL';
  /** The name in question. */
  readonly symbol: string;
  /** The nearest known name, where there is a near one. */
  readonly suggestion: string | undefined;
  /** 0-based offset in the text, where a text is concerned. */
  readonly position: number | undefined;

  /** @param facts where: the function; kind: 'variable' or 'function'; name; known: the names there are. */
  constructor(
    facts: {
      where: string;
      kind: 'variable' | 'function' | 'value';
      name: string;
      known: readonly string[];
      text?: string;
      position?: number;
    } & Facts,
  ) {
    const suggestion = nearest(facts.name, facts.known);
    const what =
      facts.kind === 'value' ? `no value is given for ${facts.name}` : `${facts.name} is not a known ${facts.kind}`;
    const place = facts.text === undefined ? undefined : placeOf(facts.text, facts.position ?? 0);
    const at = place === undefined ? '' : ` at line ${place.line}, column ${place.column}`;
    const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
    const drawn = place === undefined ? '' : `\n${caret(facts.text!, place)}`;
    super(`${facts.where}: ${what}${at}${hint}${drawn}`, { ...facts, suggestion });
    this.symbol = facts.name;
    this.suggestion = suggestion;
    this.position = facts.position;
  }
}

/** The known name at the least edit distance, when that is at most a third of the length (and at most 2). */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const reach = Math.min(2, Math.floor(name.length / 3) + 1);
  if (name.length > 40) return undefined;
  let best: string | undefined;
  let least = reach + 1;
  for (const candidate of known) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance < Math.max(name.length, 2)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
