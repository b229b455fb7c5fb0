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
const ASCII = /^[\0-\x7f]*$/;
const NOT_ASCII = /[^\0-\x7f]/g;
const SURROGATE = /[\ud800-\udfff]/;
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
 *
 * @param limit stops soon after this number of tokens, so that what is too long is refused at once
 */
export function tokenize(text: string, limit: number = Number.POSITIVE_INFINITY): Token[] {
  // A text without surrogates is its own array of characters; every character is spelled by one.
  const ascii = ASCII.test(text);
  const characters = SURROGATE.test(text) ? Array.from(text) : text;
  const spelled = typeof characters === 'string' ? text.replace(NOT_ASCII, spelling) : characters.map(spelling);
  const offsets = typeof characters === 'string' ? undefined : offsetsOf(characters);
  const written = (from: number, to: number): string =>
    typeof spelled === 'string' ? spelled.slice(from, to) : spelled.slice(from, to).join('');
  const signs = operatorTokens();
  const tokens: Token[] = [];
  let index = 0;
  const push = (kind: Token['kind'], spelledText: string, from: number, to: number): void => {
    tokens.push({ kind, text: spelledText, position: offsets?.[from] ?? from, end: offsets?.[to] ?? to });
    index = to;
  };
  while (index < spelled.length && tokens.length <= limit) {
    const character = spelled[index]!;
    if (character === ' ' || /\s/.test(character)) index++;
    else if (isDigit(character) || (character === '.' && isDigit(spelled[index + 1]))) {
      const end = numberEnd(spelled, index);
      push('number', written(index, end), index, end);
    } else if (NAME_START.test(character)) {
      let end = index + 1;
      while (end < spelled.length && NAME_PART.test(spelled[end]!)) end++;
      push('name', written(index, end), index, end);
    } else if (!ascii && superscriptAt(characters, index)) {
      const from = index;
      let end = index + 1;
      while (end < characters.length && SUPERSCRIPTS.includes(characters[end]!)) end++;
      let digits = '';
      for (let k = from; k < end; k++) digits += characters[k] === '⁻' ? '-' : SUPERSCRIPTS.indexOf(characters[k]!);
      push('operator', '^', from, from);
      push('number', digits, from, end);
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

/** Where each character begins in the text, and where the text ends. */
function offsetsOf(characters: readonly string[]): number[] {
  const offsets = [0];
  for (const character of characters) offsets.push(offsets[offsets.length - 1]! + character.length);
  return offsets;
}

function startsAt(spelled: ArrayLike<string>, index: number, sign: string): boolean {
  for (let k = 0; k < sign.length; k++) if (spelled[index + k] !== sign[k]) return false;
  return true;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9' && character.length === 1;
}

function superscriptAt(characters: ArrayLike<string>, index: number): boolean {
  const character = characters[index]!;
  if (SUPERSCRIPTS.includes(character)) return true;
  const next = characters[index + 1];
  return character === '⁻' && next !== undefined && SUPERSCRIPTS.includes(next);
}

/** digits [. digits] [e ± digits]; a dot that begins `.*`, `./`, `.^` is left alone, and so is an e without digits. */
function numberEnd(spelled: ArrayLike<string>, start: number): number {
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
