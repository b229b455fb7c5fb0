import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { type Budget, defaultBudget, TooLargeError } from '../expr/budget.js';
import { type Expr, enter, node } from '../expr/node.js';
import { numberNode } from '../expr/number.js';
import type { Shape } from '../expr/shape.js';
import { placeOf, UnknownSymbolError } from '../expr/unknownSymbol.js';
import { rememberShapes } from '../matrix/sizes.js';
import {
  functionNamed,
  functionNames,
  half,
  infixOrPostfix,
  type OperatorEntry,
  pow,
  prefixOperator,
} from '../ops/index.js';
import { indexSum, settleEntries } from '../ops/matrix/entries.js';
import { settleFillers } from '../ops/matrix/filler.js';
import { entryAt } from './entryAt.js';
import { ParseError } from './errors.js';
import { literalValue } from './literal.js';
import { Names } from './names.js';
import { type Token, tokenize } from './tokens.js';

/** How a text is to be read. */
export interface ParseOptions {
  /** Shapes of the names that are not scalars. */
  readonly shapes?: Readonly<Record<string, Shape>>;
  /** The only names there are; longer words split into them (`xy` is x·y), other names are errors. */
  readonly variables?: readonly string[];
  /** Names of matrices that are symmetric (A' = A), diagonal, or orthogonal (A⁻¹ = A'). */
  readonly symmetric?: readonly string[];
  readonly diagonal?: readonly string[];
  readonly orthogonal?: readonly string[];
  /** Limits other than the defaults of 10⁵ characters, depth 1000, 10⁵ nodes. */
  readonly limits?: Partial<Budget>;
}

/**
 * Reads a formula. Precedence climbing with explicit stacks (operator-precedence parsing, Floyd 1963), so depth of
 * nesting costs no call stack; chains of `+ −` and of `* /` become one node each. Nothing is simplified, only
 * `1/3` is read as the rational number.
 *
 * `^` is right-associative and binds tighter than a minus sign before it: `-x^2` = −(x²), `2^-3^2` = 2^(−(3²)).
 * An implicit product (`2x`, `2(x+1)`, `(a)(b)`) binds like `*`, so `1/2x` is x/2.
 *
 * @throws ParseError with offset, line, column and what was expected; UnknownSymbolError for an unknown function, or a
 * name that is not among `variables`; ShapeError where shapes do not fit; TooLargeError beyond the limits.
 *
 * @example
 * ```ts
 * import { parse } from '@nablajs/calculus';
 *
 * console.log(parse('2x² + sin(π·y)').toString());
 * console.log(parse("x'*A*x", { shapes: { x: ['n'], A: ['n', 'n'] } }).shape);
 * ```
 */
export function parse(text: string, opts: ParseOptions = {}): Expr {
  if (typeof text !== 'string') throw new ArgumentError({ where: 'parse', expected: 'a text', got: typeof text });
  checkOptions('parse', opts, ['shapes', 'variables', 'symmetric', 'diagonal', 'orthogonal', 'limits']);
  enter([]);
  const budget = { ...defaultBudget, ...opts.limits };
  const [limit, got] = [budget.characters, text.length];
  if (got > limit) throw new TooLargeError({ where: 'parse', what: 'the number of characters', limit, got });
  const read = new Reader(text, new Names(text, opts), budget).read();
  const filled = /vector|matrix/.test(text) ? settleFillers(read) : read;
  const result = text.includes('[') ? settleEntries(filled) : filled;
  rememberShapes(result, Object.entries(opts.shapes ?? {}));
  return result;
}

/** An operand, or an unfinished chain of operands that waits for more of its kind. */
interface Operand {
  readonly operands: Expr[];
  readonly tokens: string[];
  readonly entry: OperatorEntry | undefined;
  readonly position: number;
}

/** An operator, bracket or call that waits for its operand. */
interface Pending {
  readonly kind: 'operator' | 'open' | 'call' | 'root';
  readonly precedence: number;
  readonly entry?: OperatorEntry;
  readonly token: Token;
  /** Calls: how many operands were there before the arguments. */
  readonly base: number;
}

const CLOSING = new Map(Object.entries({ '(': ')', '[': ']', '{': '}' }));

class Reader {
  readonly #text: string;
  readonly #names: Names;
  readonly #budget: Budget;
  readonly #tokens: Token[];
  readonly #operands: Operand[] = [];
  readonly #pending: Pending[] = [];
  #index = 0;

  constructor(text: string, names: Names, budget: Budget) {
    this.#text = text;
    this.#names = names;
    this.#budget = budget;
    this.#tokens = tokenize(text, budget.nodes);
    if (this.#tokens.length > budget.nodes) {
      throw new TooLargeError({ where: 'parse', what: 'the number of signs', limit: budget.nodes });
    }
  }

  read(): Expr {
    let wantsOperand = true;
    for (;;) {
      const token = this.#tokens[this.#index]!;
      this.#index++;
      if (wantsOperand) wantsOperand = this.#readOperand(token);
      else if (token.kind === 'end') {
        this.#reduceTo(0);
        if (this.#pending.length > 0) this.#fail(token, this.#closing());
        return this.#build(this.#operands.pop()!);
      } else wantsOperand = this.#readAfter(token);
    }
  }

  /** Reads where an operand may stand; true while one is still wanted. */
  #readOperand(token: Token): boolean {
    switch (token.kind) {
      case 'number':
        this.#push(numberNode(literalValue(token)), token);
        return false;
      case 'name':
        return this.#readName(token);
      case 'open':
        this.#wait({ kind: 'open', precedence: 0, token, base: 0 });
        return true;
      case 'root':
        this.#wait({ kind: 'root', precedence: 35, token, base: 0 });
        return true;
      case 'operator': {
        const entry = prefixOperator(token.text);
        if (entry === undefined) break;
        this.#wait({ kind: 'operator', precedence: entry.precedence, entry, token, base: 0 });
        return true;
      }
    }
    return this.#fail(token, this.#text.trim() === '' ? 'a formula' : 'a number, a name or "("');
  }

  #readName(token: Token): boolean {
    const next = this.#tokens[this.#index]!;
    const called = next.kind === 'open' && next.text === '(';
    const callable = functionNamed(token.text) ?? (called ? indexSum(token.text) : undefined);
    if (called && callable !== undefined) {
      this.#index++;
      this.#wait({ kind: 'call', precedence: 0, token, base: this.#operands.length });
      return true;
    }
    if (called && !this.#names.isConstant(token.text)) {
      const facts = { where: 'parse', kind: 'function', name: token.text, known: functionNames() } as const;
      throw new UnknownSymbolError({ ...facts, text: this.#text, position: token.position });
    }
    if (callable !== undefined && !this.#names.isDeclared(token.text)) this.#fail(next, `"(" after ${token.text}`);
    this.#names.resolve(token).forEach((factor, index) => {
      if (index > 0) this.#readOperator('*', token);
      this.#push(factor, token);
    });
    return false;
  }

  /** Reads where an operator may stand; true when an operand is wanted next. */
  #readAfter(token: Token): boolean {
    switch (token.kind) {
      case 'operator': {
        const entry = infixOrPostfix(token.text);
        if (entry?.fix === 'postfix') {
          this.#reduceAbove(entry);
          this.#push(
            this.#guard(token.position, () => entry.build([this.#build(this.#operands.pop()!)], [token.text])),
            token,
          );
          return false;
        }
        if (entry !== undefined) return this.#readOperator(token.text, token);
        break;
      }
      case 'name':
      case 'open':
      case 'root':
        if (token.text === '[' && this.#readEntry(token)) return false;
        this.#readOperator('*', token);
        this.#index--;
        return true;
      case 'close':
        this.#close(token);
        return false;
      case 'comma': {
        this.#reduceTo(0);
        if (this.#pending[this.#pending.length - 1]?.kind === 'call') return true;
        break;
      }
    }
    return this.#fail(
      token,
      this.#pending.some((each) => each.kind !== 'operator') ? `an operator or ${this.#closing()}` : 'an operator',
    );
  }

  /** Reads `[i,k]` after an operand that has as many indices. */
  #readEntry(token: Token): boolean {
    const found = entryAt(this.#operands[this.#operands.length - 1]!.operands[0]!, this.#tokens, this.#index);
    if (found === undefined) return false;
    this.#operands.pop();
    this.#push(found.entry, token);
    this.#index = found.next;
    return true;
  }

  #readOperator(sign: string, token: Token): true {
    const entry = infixOrPostfix(sign)!;
    this.#reduceAbove(entry);
    this.#wait({
      kind: 'operator',
      precedence: entry.precedence,
      entry,
      token: token.text === sign ? token : { ...token, text: sign },
      base: 0,
    });
    return true;
  }

  #wait(pending: Pending): void {
    this.#pending.push(pending);
    if (this.#pending.length > this.#budget.depth) {
      throw new TooLargeError({
        where: 'parse',
        what: 'the depth of nesting',
        limit: this.#budget.depth,
        position: pending.token.position,
      });
    }
  }

  #push(expr: Expr, token: Token): void {
    this.#operands.push({ operands: [expr], tokens: [], entry: undefined, position: token.position });
  }

  #reduceAbove(entry: OperatorEntry): void {
    this.#reduceTo(entry.precedence + (entry.rightAssociative === true ? 1 : 0));
  }

  /** Applies the waiting operators that bind at least as tightly as `precedence`, down to an open bracket. */
  #reduceTo(precedence: number): void {
    for (;;) {
      const top = this.#pending[this.#pending.length - 1];
      if (top === undefined || top.kind === 'open' || top.kind === 'call' || top.precedence < precedence) return;
      this.#pending.pop();
      this.#apply(top);
    }
  }

  #apply({ kind, entry, token }: Pending): void {
    const last = this.#build(this.#operands.pop()!);
    if (kind === 'root') this.#push(node(pow, [last, half]), token);
    else if (entry!.fix === 'prefix') {
      this.#push(
        this.#guard(token.position, () => entry!.build([last], [token.text])),
        token,
      );
    } else this.#join(this.#operands.pop()!, entry!, token, last);
  }

  #join(left: Operand, entry: OperatorEntry, token: Token, right: Expr): void {
    if (entry.chain === undefined) {
      const operands = [this.#build(left), right];
      this.#push(
        this.#guard(token.position, () => entry.build(operands, [token.text])),
        token,
      );
    } else if (left.entry?.chain === entry.chain) {
      left.operands.push(right);
      left.tokens.push(token.text);
      this.#operands.push(left);
    } else {
      this.#operands.push({
        operands: [this.#build(left), right],
        tokens: [token.text],
        entry,
        position: token.position,
      });
    }
  }

  #build(operand: Operand): Expr {
    if (operand.entry === undefined) return operand.operands[0]!;
    return this.#guard(operand.position, () => operand.entry!.build(operand.operands, operand.tokens));
  }

  #close(token: Token): void {
    this.#reduceTo(0);
    const opened = this.#pending.pop();
    if (opened === undefined) this.#fail(token, 'an operator or the end');
    const wanted = opened.kind === 'call' ? ')' : CLOSING.get(opened.token.text);
    if (token.text !== wanted) this.#fail(token, `"${wanted}"`);
    const last = this.#build(this.#operands.pop()!);
    if (opened.kind === 'open') {
      this.#push(last, token);
      return;
    }
    const args = [...this.#operands.splice(opened.base).map((operand) => this.#build(operand)), last];
    const entry = (functionNamed(opened.token.text) ?? indexSum(opened.token.text))!;
    const [least, most] = entry.arity;
    if (args.length < least || args.length > most) {
      const count = least === most ? `${least}` : `${least} to ${most}`;
      this.#fail(opened.token, `${count} ${most === 1 ? 'argument' : 'arguments'} of ${entry.name}`, `${args.length}`);
    }
    this.#push(
      this.#guard(opened.token.position, () => entry.build(args)),
      opened.token,
    );
  }

  /** Gives an error about shapes its place in the text. */
  #guard(position: number, build: () => Expr): Expr {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof ShapeError) || error.facts.position !== undefined) throw error;
      const place = placeOf(this.#text, position);
      const { where, expected, got } = error.facts as { where: string; expected: string; got: string };
      throw new ShapeError(`parse: ${where} at line ${place.line}, column ${place.column}`, expected, got, {
        ...place,
      });
    }
  }

  #closing(): string {
    const opened = this.#pending.findLast((each) => each.kind === 'open' || each.kind === 'call');
    if (opened === undefined) return 'the end';
    return opened.kind === 'call' ? '"," or ")"' : `"${CLOSING.get(opened.token.text)}"`;
  }

  #fail(
    token: Token,
    expected: string,
    got: string = token.kind === 'end' ? 'the end of the text' : `"${token.text}"`,
  ): never {
    throw new ParseError({ text: this.#text, position: token.position, expected, got });
  }
}
