import { ArgumentError } from '@nablajs/core-wasm';
import { type Expr, symbol } from '../expr/node.js';
import { checkShape, type Shape, showShape } from '../expr/shape.js';
import { UnknownSymbolError } from '../expr/unknownSymbol.js';
import { euler, functionNames, pi } from '../ops/index.js';
import type { Token } from './tokens.js';

/** What a text's names mean: shapes of some of them, and the complete list where only declared names are allowed. */
export interface Declarations {
  readonly shapes?: Readonly<Record<string, Shape>>;
  readonly variables?: readonly string[];
  readonly symmetric?: readonly string[];
  readonly diagonal?: readonly string[];
  readonly orthogonal?: readonly string[];
}

/** Resolves names by a Map: text never reaches a property of a JavaScript object. */
export class Names {
  readonly #text: string;
  readonly #shapes = new Map<string, Shape>();
  readonly #traits = new Map<string, string[]>();
  readonly #variables: readonly string[] | undefined;
  readonly #constants = new Map<string, Expr>([
    ['pi', pi],
    ['π', pi],
    ['e', euler],
  ]);

  constructor(text: string, opts: Declarations) {
    this.#text = text;
    for (const [name, shape] of Object.entries(opts.shapes ?? {})) {
      this.#shapes.set(name, checkShape(`parse: shapes.${name}`, shape));
      this.#constants.delete(name);
    }
    for (const trait of ['symmetric', 'diagonal', 'orthogonal'] as const) {
      for (const name of opts[trait] ?? []) this.#declare(name, trait);
    }
    if (opts.variables !== undefined) {
      if (!Array.isArray(opts.variables) || opts.variables.some((name) => typeof name !== 'string' || name === '')) {
        throw new ArgumentError({ where: 'parse: variables', expected: 'names', got: String(opts.variables) });
      }
      for (const name of opts.variables) this.#constants.delete(name);
      const declared = new Set([...opts.variables, ...this.#shapes.keys()]);
      this.#variables = [...declared].sort((a, b) => b.length - a.length);
    }
  }

  #declare(name: string, trait: string): void {
    const shape = this.#shapes.get(name);
    if (shape?.length !== 2 || shape[0] !== shape[1]) {
      const got = shape === undefined ? `${name} without a shape` : `${name} of shape ${showShape(shape)}`;
      throw new ArgumentError({ where: `parse: ${trait}`, expected: 'names of square matrices', got });
    }
    this.#traits.set(name, [...(this.#traits.get(name) ?? []), trait]);
  }

  isConstant(name: string): boolean {
    return this.#constants.has(name);
  }

  isDeclared(name: string): boolean {
    return this.#shapes.has(name) || this.#variables?.includes(name) === true;
  }

  /** The factors that a word stands for: itself, or the declared names it is written of. */
  resolve(token: Token): Expr[] {
    const constant = this.#constants.get(token.text);
    if (constant !== undefined) return [constant];
    if (this.#variables === undefined || this.#variables.includes(token.text)) return [this.#symbol(token.text)];
    const pieces = this.#split(token.text);
    if (pieces === undefined) {
      const known = [...this.#variables, ...functionNames()];
      const facts = { where: 'parse', kind: 'variable', name: token.text, known } as const;
      throw new UnknownSymbolError({ ...facts, text: this.#text, position: token.position });
    }
    return pieces.map((piece) => this.#constants.get(piece) ?? this.#symbol(piece));
  }

  #symbol(name: string): Expr {
    return symbol(name, this.#shapes.get(name), this.#traits.get(name));
  }

  /** Longest declared name first, with a table of ends that lead nowhere, so the search is linear in the length. */
  #split(word: string): string[] | undefined {
    const candidates = [...this.#variables!, ...this.#constants.keys()].sort((a, b) => b.length - a.length);
    const path: { start: number; next: number }[] = [{ start: 0, next: 0 }];
    const dead = new Set<number>();
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      if (top.start === word.length) {
        return path.slice(0, -1).map((step, i) => word.slice(step.start, path[i + 1]!.start));
      }
      let found: string | undefined;
      while (found === undefined && top.next < candidates.length) {
        const candidate = candidates[top.next++]!;
        if (word.startsWith(candidate, top.start) && !dead.has(top.start + candidate.length)) found = candidate;
      }
      if (found !== undefined) path.push({ start: top.start + found.length, next: 0 });
      else {
        dead.add(top.start);
        path.pop();
      }
    }
    return undefined;
  }
}
