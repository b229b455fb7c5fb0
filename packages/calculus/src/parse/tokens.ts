import { operatorTokens } from '../ops/index.js';

/** A lexical unit; `position` and `end` are offsets in the text as given. */
export interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'open' | 'close' | 'comma' | 'root' | 'end' | 'unknown';
  /** ASCII spelling. */
  readonly text: string;
  readonly position: number;
  readonly end: number;
}

/** Printed signs and their spelling in the grammar. */
const SPELLINGS = new Map<string, string>([
  ['×', '*'],
  ['·', '*'],
  ['⋅', '*'],
  ['∙', '*'],
  ['∗', '*'],
  ['÷', '/'],
  ['∕', '/'],
  ['−', '-'],
  ['–', '-'],
  ['﹣', '-'],
  ['、', ','],
  ['′', "'"],
  ['’', "'"],
  ['\u3000', ' '],
  ['\u00a0', ' '],
]);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const NAME_START = /[\p{L}_]/u;
const NAME_PART = /[\p{L}\p{M}\p{Nd}_₀-₉]/u;

/** The ASCII spelling of one character: full-width forms, printed signs, or itself. */
function spelling(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return character;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return SPELLINGS.get(character) ?? character;
}

/**
 * Cuts a text into tokens, one pass, each character looked at a bounded number of times. Superscript digits become
 * `^` and a number; `**` becomes `^`; anything unreadable becomes one token of kind `unknown`.
 */
export function tokenize(text: string): Token[] {
  const characters = Array.from(text);
  const spelled = characters.map(spelling);
  const offsets: number[] = [0];
  for (const character of characters) offsets.push(offsets[offsets.length - 1]! + character.length);
  const signs = operatorTokens();
  const tokens: Token[] = [];
  let index = 0;
  const push = (kind: Token['kind'], spelledText: string, from: number, to: number): void => {
    tokens.push({ kind, text: spelledText, position: offsets[from]!, end: offsets[to]! });
    index = to;
  };
  while (index < spelled.length) {
    const character = spelled[index]!;
    if (/\s/.test(character)) index++;
    else if (isDigit(character) || (character === '.' && isDigit(spelled[index + 1]))) {
      const end = numberEnd(spelled, index);
      push('number', spelled.slice(index, end).join(''), index, end);
    } else if (NAME_START.test(character)) {
      let end = index + 1;
      while (end < spelled.length && NAME_PART.test(spelled[end]!)) end++;
      push('name', spelled.slice(index, end).join(''), index, end);
    } else if (superscriptAt(characters, index)) {
      let end = index + 1;
      while (end < characters.length && SUPERSCRIPTS.includes(characters[end]!)) end++;
      const digits = characters
        .slice(index, end)
        .map((each) => (each === '⁻' ? '-' : String(SUPERSCRIPTS.indexOf(each))));
      push('operator', '^', index, index);
      push('number', digits.join(''), index, end);
    } else if ('([{'.includes(character)) push('open', character, index, index + 1);
    else if (')]}'.includes(character)) push('close', character, index, index + 1);
    else if (character === ',') push('comma', character, index, index + 1);
    else if (character === '√') push('root', character, index, index + 1);
    else if (character === '*' && spelled[index + 1] === '*') push('operator', '^', index, index + 2);
    else {
      const sign = signs.find((each) => startsAt(spelled, index, each));
      if (sign === undefined) push('unknown', character, index, index + 1);
      else push('operator', sign, index, index + sign.length);
    }
  }
  push('end', '', spelled.length, spelled.length);
  return tokens;
}

function startsAt(spelled: readonly string[], index: number, sign: string): boolean {
  for (let k = 0; k < sign.length; k++) if (spelled[index + k] !== sign[k]) return false;
  return true;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9' && character.length === 1;
}

function superscriptAt(characters: readonly string[], index: number): boolean {
  const character = characters[index]!;
  if (SUPERSCRIPTS.includes(character)) return true;
  const next = characters[index + 1];
  return character === '⁻' && next !== undefined && SUPERSCRIPTS.includes(next);
}

/** digits [. digits] [e ± digits]; a dot that begins `.*`, `./`, `.^` is left alone, and so is an e without digits. */
function numberEnd(spelled: readonly string[], start: number): number {
  let end = start;
  while (isDigit(spelled[end])) end++;
  if (spelled[end] === '.' && !'*/^'.includes(spelled[end + 1] ?? ' ')) {
    end++;
    while (isDigit(spelled[end])) end++;
  }
  if (spelled[end] === 'e' || spelled[end] === 'E') {
    const signed = spelled[end + 1] === '+' || spelled[end + 1] === '-' ? 1 : 0;
    if (isDigit(spelled[end + 1 + signed])) {
      end += 2 + signed;
      while (isDigit(spelled[end])) end++;
    }
  }
  return end;
}
