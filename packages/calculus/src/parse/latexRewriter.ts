import { functionNamed } from '../ops/index.js';
import { ParseError } from './errors.js';
import { RENAMED, SIGNS, SPACES } from './latexCommands.js';
import { matrixMark, normAt } from './latexMatrix.js';

/** Something opened that a later token closes: what is written then, and what may close it. */
interface Frame {
  readonly closer: '}' | ']' | ')' | 'right' | 'norm' | 'argument' | 'cases';
  readonly text: string;
  /** Of cases: how many parts were written where the first value, the condition and the second value begin. */
  readonly marks?: number[];
  /** Of a norm: the part that is its name. */
  readonly norm?: number | undefined;
  /** A second group that must follow, with what is written before and after it. */
  readonly second?: Frame & { readonly opening: string };
}

const SUBSCRIPT_START = /[\s_]/;

/** log |det A| */
const LOG_DET = /\\(?:log|ln)\s*\\det(?![A-Za-z])/y;

/** The step function, 1 where u ≥ 0: \mathbf{1}_{u \ge 0}. */
const STEP = /\\mathbf\s*\{\s*1\s*\}\s*_\s*\{/y;

/**
 * LaTeX as text in the grammar of `parse`, rewritten in one pass with an explicit stack; what was written remembers where it
 * comes from.
 */
export class LatexRewriter {
  readonly #text: string;
  readonly #variables: ReadonlySet<string>;
  readonly #shaped: ReadonlySet<string>;
  readonly #parts: string[] = [];
  /** Where each part comes from. */
  readonly #places: number[] = [];
  readonly #frames: Frame[] = [];
  #index = 0;
  /** Whether what was written last can be a factor, so that a following factor needs a sign. */
  #operand = false;

  /**
   * @param variables the declared names: x_{1} is x1 where that is one of them and x_1 is not.
   * @param shaped those that are vectors or matrices, whose formulas have transposes and quotients by entries.
   */
  constructor(text: string, variables: readonly string[], shaped: readonly string[] = []) {
    this.#text = text;
    this.#variables = new Set(variables);
    this.#shaped = new Set(shaped);
  }

  /** The text in the grammar of `parse`. */
  run(): string {
    while (this.#index < this.#text.length) this.#step();
    this.#endArguments();
    if (this.#frames.length > 0) this.#fail('"}" or the end of what was opened');
    return this.#parts.join('');
  }

  /** Where the character at `position` of the output comes from. */
  origin(position: number): number | undefined {
    let end = 0;
    const part = this.#parts.findIndex((each) => {
      end += each.length;
      return end > position;
    });
    return this.#places[part];
  }

  #step(): void {
    const character = this.#text[this.#index]!;
    if (/\s|~/.test(character)) this.#index++;
    else if (character === '&') this.#condition();
    else if (character === '\\') this.#command();
    else if (/[0-9.]/.test(character)) this.#factor(/[0-9]*\.?[0-9]*/y);
    else if (/\p{L}/u.test(character)) this.#name(this.#take(/\p{L}/uy));
    else if (character === '{') this.#open({ closer: '}', text: ')' }, '(', 1);
    else if (character === '(' || character === '[')
      this.#open({ closer: character === '(' ? ')' : ']', text: ')' }, '(', 1);
    else if ('})]'.includes(character)) this.#close(character as Frame['closer'], 1);
    else if (character === '^') this.#power();
    else if (character === '|') this.#fail('\\left| … \\right|');
    else this.#sign(character, 1);
  }

  #write(text: string, operand: boolean): void {
    this.#parts.push(text);
    this.#places.push(this.#index);
    this.#operand = operand;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#index;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #skipSpace(): void {
    this.#index += this.#take(/(?:\s|\\[,;:! ])*/y).length;
  }

  /** A sign, which also ends the argument of a function without parentheses. */
  #sign(sign: string, length: number): void {
    if (sign !== "'" && sign !== '!') this.#endArguments();
    this.#write(sign, sign === "'");
    this.#index += length;
  }

  #beforeFactor(): void {
    if (this.#operand) this.#write('*', false);
  }

  #factor(pattern: RegExp): void {
    const text = this.#take(pattern);
    this.#beforeFactor();
    this.#write(text, true);
    this.#index += text.length;
  }

  /** A letter or word with its subscript. */
  #name(name: string, length: number = name.length): void {
    this.#beforeFactor();
    const start = this.#index;
    this.#index += length;
    const subscript = this.#subscript();
    const end = this.#index;
    this.#index = start;
    const joined = `${name}_${subscript}`;
    const close = name + subscript;
    const known = !this.#variables.has(joined) && this.#variables.has(close) ? close : joined;
    this.#write(subscript === '' ? name : known, true);
    this.#index = end;
  }

  #subscript(): string {
    if (!SUBSCRIPT_START.test(this.#text[this.#index] ?? '')) return '';
    const found = this.#take(/\s*_\s*(?:\{\s*(?:\\mathrm\{[\p{L}\p{N},\s]*\}|[\p{L}\p{N},\s]*)\s*\}|[\p{L}\p{N}])/uy);
    this.#index += found.length;
    return found.replace(/\\mathrm|[^\p{L}\p{N},]/gu, '').replace(/,/g, '_');
  }

  #open(frame: Frame, opening: string, length: number): void {
    this.#beforeFactor();
    this.#write(opening, false);
    this.#frames.push(frame);
    this.#index += length;
  }

  #close(closer: Frame['closer'], length: number): void {
    this.#endArguments();
    const frame = this.#frames.pop();
    if (frame === undefined || frame.closer !== closer) this.#fail('what closes the bracket that is open');
    this.#write(frame.text, true);
    this.#index += length;
    if (frame.norm !== undefined) this.#nameNorm(frame.norm);
    if (frame.second === undefined) return;
    this.#skipSpace();
    this.#group(frame.second, frame.second.opening);
  }

  /** A group in braces, or the single token that may stand for one. */
  #group(frame: Frame, opening: string): void {
    this.#write(opening, false);
    this.#skipSpace();
    if (this.#text[this.#index] === '{') {
      this.#index++;
      this.#frames.push(frame);
      return;
    }
    const single = this.#take(/[\p{L}0-9]/uy);
    if (single === '') this.#fail('a group in braces');
    this.#write(single + frame.text, true);
    this.#index += single.length;
    if (frame.second !== undefined) this.#group(frame.second, frame.second.opening);
  }

  #nameNorm(part: number): void {
    const { name, length } = normAt(this.#text, this.#index);
    this.#parts[part] = `${name}(`;
    this.#index += length;
  }

  #power(): void {
    const isNumber = (name: string): boolean => this.#variables.has(name) && !this.#shaped.has(name);
    const mark = this.#shaped.size === 0 ? undefined : matrixMark(this.#text, this.#index, isNumber);
    if (mark !== undefined) {
      this.#write(mark.text, !mark.opens);
      if (mark.opens) this.#frames.push({ closer: '}', text: ')' });
      this.#index += mark.length;
      return;
    }
    this.#index++;
    this.#skipSpace();
    if (this.#text[this.#index] === '\\') {
      this.#write('^', false);
      return;
    }
    this.#group({ closer: '}', text: ')' }, '^(');
  }

  #endArguments(): void {
    while (this.#frames[this.#frames.length - 1]?.closer === 'argument') this.#write(this.#frames.pop()!.text, true);
  }

  #command(): void {
    const name = this.#take(/\\(?:[A-Za-z]+|.)/sy).slice(1);
    const length = name.length + 1;
    const sign = SIGNS.get(name);
    if (sign !== undefined) this.#sign(sign, length);
    else if (SPACES.has(name)) this.#index += length;
    else if (name === 'frac' || name === 'dfrac' || name === 'tfrac') {
      this.#beforeFactor();
      this.#index += length;
      this.#skipSpace();
      const opening = this.#shaped.size === 0 ? '/(' : './(';
      this.#group({ closer: '}', text: ')', second: { closer: '}', text: '))', opening } }, '((');
    } else if (name === 'sqrt') this.#root(length);
    else if (name === 'begin') this.#cases();
    else if (this.#take(LOG_DET) !== '') this.#function('logdet', this.#take(LOG_DET).length);
    else if (name === 'left') this.#left(length);
    else if (name === 'right') this.#close('right', length + this.#delimiter(length).length);
    else if (name === '|') this.#bars(length);
    else if (name === 'ge' || name === 'geq') this.#notNegative();
    else if (this.#take(STEP) !== '') this.#open({ closer: '}', text: ')' }, 'step(', this.#take(STEP).length);
    else if (name === 'mathrm' || name === 'mathbf' || name === 'operatorname' || name === 'text') this.#word(length);
    else if (functionNamed(RENAMED.get(name) ?? name) !== undefined && name.length > 1)
      this.#function(RENAMED.get(name) ?? name, length);
    else if (name !== 'otimes' && /^\p{L}+$/u.test(name)) this.#name(name.replace(/^var/, ''), length);
    else this.#fail('a command of the formula language');
  }

  #delimiter(length: number): string {
    return /^\s*(?:\\[{}|]|.)/s.exec(this.#text.slice(this.#index + length, this.#index + length + 8))?.[0] ?? '';
  }

  #left(length: number): void {
    const delimiter = this.#delimiter(length);
    const bars = delimiter.trim();
    const norm = bars === '\\|' ? this.#parts.length + (this.#operand ? 1 : 0) : undefined;
    const opening = norm !== undefined ? 'norm2(' : bars === '|' ? 'abs(' : '(';
    this.#open({ closer: 'right', text: ')', norm }, opening, length + delimiter.length);
  }

  /** `\|` ends the norm that is open, or begins one. */
  #bars(length: number): void {
    const innermost = this.#frames.findLast(({ closer }) => closer !== 'argument');
    if (innermost?.closer === 'norm') this.#close('norm', length);
    else
      this.#open({ closer: 'norm', text: ')', norm: this.#parts.length + (this.#operand ? 1 : 0) }, 'norm2(', length);
  }

  #root(length: number): void {
    this.#beforeFactor();
    this.#index += length;
    const order = this.#take(/\s*\[\s*([0-9]+|\p{L})\s*\]/uy);
    this.#index += order.length;
    const n = order.replace(/[[\]\s]/g, '');
    if (n === '') this.#group({ closer: '}', text: ')' }, 'sqrt(');
    else if (n === '3') this.#group({ closer: '}', text: ')' }, 'cbrt(');
    else this.#group({ closer: '}', text: `)^(1/${n}))` }, '((');
  }

  /** a where c ≥ 0, else b: `\begin{cases} a & c \ge 0 \\ b & \text{else} \end{cases}`. */
  #cases(): void {
    const opening = this.#take(/\\begin\s*\{cases\}/y);
    if (opening === '') this.#fail('\\begin{cases}');
    this.#beforeFactor();
    this.#frames.push({ closer: 'cases', text: ')', marks: [this.#parts.length] });
    this.#index += opening.length;
  }

  /** The mark before a condition: the first value ends, or the last condition and with it the cases. */
  #condition(): void {
    this.#endArguments();
    const { marks } = this.#frames[this.#frames.length - 1] ?? {};
    if (marks === undefined || marks.length === 2) this.#fail('a formula');
    const end = this.#take(/&\s*\\(?:text|mathrm)\s*\{\s*(?:else|otherwise)\s*\}\s*(?:\\\\\s*)?\\end\s*\{cases\}/y);
    if (marks.length === 1) {
      marks.push(this.#parts.length);
      this.#operand = false;
      this.#index++;
    } else if (end === '') this.#fail('& \\text{else} \\end{cases}');
    else {
      const [first, condition, second] = marks as [number, number, number];
      for (const list of [this.#parts, this.#places] as (string | number)[][]) {
        const sign = list === this.#parts ? ', ' : this.#index;
        const [a, c, b] = [list.slice(first, condition), list.slice(condition, second), list.slice(second)];
        list.length = first;
        list.push(list === this.#parts ? 'where(' : this.#index);
        for (const each of [...c, sign, ...a, sign, ...b]) list.push(each);
      }
      this.#close('cases', end.length);
    }
  }

  /** `\ge 0`, which ends the condition of a case or of a step. */
  #notNegative(): void {
    this.#endArguments();
    const frame = this.#frames[this.#frames.length - 1];
    const end = this.#take(frame?.marks?.length === 2 ? /\\geq?\s*0\s*\\\\/y : /\\geq?\s*0\s*(?=\})/y);
    if (end === '') this.#fail('a formula, or "\\ge 0" at the end of a condition');
    frame?.marks?.push(this.#parts.length);
    this.#operand = frame?.marks === undefined;
    this.#index += end.length;
  }

  /** `\mathrm{name}` is a name, or a function when it is called one. */
  #word(length: number): void {
    this.#index += length;
    const group = this.#take(/\s*\{\s*[\p{L}\p{N}]+\s*\}/uy);
    const name = group.replace(/[{}\s]/g, '');
    if (name === '') this.#fail('a name in braces');
    if (functionNamed(name) !== undefined) this.#function(name, group.length);
    else this.#name(name, group.length);
  }

  /** f(…), f^{n} …, f followed by factors up to the next sign or function. */
  #function(name: string, length: number): void {
    if (this.#frames[this.#frames.length - 1]?.closer === 'argument' && this.#operand) this.#endArguments();
    this.#beforeFactor();
    this.#index += length;
    const base = this.#take(/\s*_\s*\{?\s*(?:2|10)\s*\}?/y);
    this.#index += base.length;
    const called = base === '' ? name : `${name}${base.replace(/\D/g, '')}`;
    const exponent = this.#take(/\s*\^\s*(?:\{\s*-?\d+\s*\}|\d)/y);
    this.#index += exponent.length;
    const n = exponent.replace(/[^\d-]/g, '');
    const inverse = n === '-1' && functionNamed(`a${called}`) !== undefined;
    const [opening, closing] = n === '' || inverse ? ['', ''] : ['(', `^${n.startsWith('-') ? `(${n})` : n})`];
    const callee = inverse ? `a${called}` : called;
    this.#skipSpace();
    const bracket = this.#take(/\\left\s*\(|\(|\{/y);
    this.#write(`${opening}${callee}(`, false);
    if (bracket === '') this.#frames.push({ closer: 'argument', text: `)${closing}` });
    else this.#frames.push({ closer: bracket === '(' ? ')' : bracket === '{' ? '}' : 'right', text: `)${closing}` });
    this.#index += bracket.length;
  }

  #fail(expected: string): never {
    const got = this.#text.slice(this.#index, this.#index + 10);
    const position = Math.min(this.#index, this.#text.length);
    throw new ParseError({
      text: this.#text,
      position,
      expected,
      got: got === '' ? 'the end of the text' : `"${got}"`,
    });
  }
}
