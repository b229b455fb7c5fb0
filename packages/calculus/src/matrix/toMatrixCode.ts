/**
 * Matrix formulas as functions for NumPy, torch, JAX and Julia. In the Python libraries rows and columns are arrays of one
 * axis, so that `x'*A` is `x @ A` and `x*y'` is `outer(x, y)`; in Julia they stay what they are.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import type { Language } from '../expr/operation.js';
import { isScalar, type Shape } from '../expr/shape.js';
import { freeSymbols, postorder } from '../expr/walk.js';
import { add, mul, pow } from '../ops/index.js';
import { isIdentity, isSize } from '../ops/matrix/identity.js';
import { isRow } from '../ops/matrix/indexForm.js';
import { matmulOperation } from '../ops/matrix/product.js';
import { isSelector } from '../ops/matrix/structure.js';
import { einsumOf } from '../ops/matrix/tensor.js';
import { transposeOperation } from '../ops/matrix/transpose.js';
import { pythonImports } from '../print/pythonImports.js';
import { cofactorFunctions } from './cofactorFunctions.js';

/** Languages with matrices. */
export type MatrixLanguage = 'numpy' | 'torch' | 'jax' | 'julia';

interface Library {
  readonly prefix: string;
  readonly imports: readonly string[];
  /** Makes a filled array and an identity in double precision. */
  readonly full: (shape: string, value: string) => string;
  readonly eye: (n: string) => string;
}

const libraries: Readonly<Record<'numpy' | 'torch' | 'jax', Library>> = {
  numpy: {
    prefix: 'np',
    imports: ['import math', 'import numpy as np'],
    full: (shape, value) => `np.full((${shape}), ${value})`,
    eye: (n) => `np.eye(${n})`,
  },
  torch: {
    prefix: 'torch',
    imports: ['import math', 'import torch'],
    full: (shape, value) => `torch.full((${shape}), ${value}, dtype=torch.float64)`,
    eye: (n) => `torch.eye(${n}, dtype=torch.float64)`,
  },
  jax: {
    prefix: 'jnp',
    imports: ['import jax', 'import jax.numpy as jnp'],
    full: (shape, value) => `jnp.full((${shape}), ${value})`,
    eye: (n) => `jnp.eye(${n})`,
  },
};

/** A text, and whether it needs no parentheses as an operand. */
interface Piece {
  readonly text: string;
  readonly tight: boolean;
}

const tight = (text: string): Piece => ({ text, tight: true });
const loose = (text: string): Piece => ({ text, tight: false });
const operand = ({ text, tight: closed }: Piece): string => (closed ? text : `(${text})`);

/** What the emitted function takes. */
interface Arguments {
  /** Their order; default alphabetical, with names that only tell the sizes. */
  readonly variables: readonly string[] | undefined;
  /** Shapes of names that the formula was derived from. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Identifiers of the language for names. */
  readonly spell: (names: readonly string[]) => ReadonlyMap<string, string>;
}

/** @throws ArgumentError for a language without matrices, or an operation that has no code in it. */
export function toMatrixCode(f: Expr, language: Language, name: string, given: Arguments): string {
  if (language !== 'julia' && !Object.hasOwn(libraries, language)) {
    throw new ArgumentError({
      where: 'toCode',
      expected: 'numpy, torch, jax or julia for a matrix formula',
      got: language,
    });
  }
  const sources = sizeSources(f, given.variables, given.shapes);
  const own = freeSymbols(f);
  const variables =
    given.variables ?? [...new Set([...own, ...[...sources.values()].map(([source]) => source)])].sort();
  const missing = own.filter((each) => !variables.includes(each));
  if (missing.length > 0) {
    throw new ArgumentError({ where: 'toCode: variables', expected: missing.join(', '), got: variables.join(', ') });
  }
  const names = given.spell([...variables, ...[...sources.keys()].filter((size) => !variables.includes(size))]);
  return new Writer(language as MatrixLanguage, f, { variables, sources, names }).write(name);
}

/** For every symbolic size that the code needs, an argument that has it, and along which axis. */
function sizeSources(
  f: Expr,
  variables: readonly string[] | undefined,
  shapes: ReadonlyMap<string, Shape>,
): Map<string, readonly [name: string, axis: number]> {
  const order = postorder([f]);
  const wanted = new Set<string>();
  for (const each of order) {
    if (each.args.length > 0 || each.name !== undefined) continue;
    for (const size of isSize(each) ? String(each).split('*') : each.shape) {
      for (const part of String(size).split('*')) if (!/^\d+$/.test(part)) wanted.add(part);
    }
  }
  const named = order.filter((each) => each.name !== undefined).map((each) => [each.name!, each.shape] as const);
  const known = [...named, ...shapes].filter(([name]) => variables?.includes(name) ?? true);
  const sources = new Map<string, readonly [string, number]>();
  for (const size of wanted) {
    if (variables?.includes(size)) continue;
    const source = known.find(([, shape]) => shape.includes(size));
    if (source === undefined) {
      throw new ArgumentError({ where: 'toCode', expected: `an argument that has the size ${size}`, got: 'none' });
    }
    sources.set(size, [source[0], source[1].indexOf(size)]);
  }
  return sources;
}

class Writer {
  readonly #pieces: Map<Expr, Piece> = new Map();
  readonly #lines: string[] = [];
  /** Nodes whose values have entries, or are computed from such: those are certainly tensors in torch. */
  readonly #tensors: Set<Expr> = new Set();

  constructor(
    readonly language: MatrixLanguage,
    readonly f: Expr,
    readonly given: {
      readonly variables: readonly string[];
      readonly sources: ReadonlyMap<string, readonly [name: string, axis: number]>;
      readonly names: ReadonlyMap<string, string>;
    },
  ) {}

  #spelled(name: string): string {
    return this.given.names.get(name) ?? name;
  }

  write(name: string): string {
    const order = postorder([this.f]);
    const uses = new Map<Expr, number>();
    for (const each of order) for (const arg of each.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
    this.#readSizes();
    const taken = new Set(this.given.names.values());
    const templated = new Set(order.filter((each) => this.#isBroadcastTemplate(each)).flatMap((each) => each.args));
    for (const each of order) {
      if (!isScalar(each.shape) || each.args.some((arg) => this.#tensors.has(arg))) this.#tensors.add(each);
      const piece = this.#piece(each);
      const shared = (uses.get(each) ?? 0) > 1 || templated.has(each);
      const short = each.args.length === 0 || (each.op === transposeOperation && each.args[0]!.name !== undefined);
      if (!shared || short || each === this.f) this.#pieces.set(each, piece);
      else {
        let local = `t${this.#lines.length}`;
        while (taken.has(local)) local += '_';
        this.#lines.push(`    ${local} = ${piece.text}`);
        this.#pieces.set(each, tight(local));
      }
    }
    return this.#wrap(name, this.#result(), order);
  }

  #arguments(): string {
    return this.given.variables.map((name) => this.#spelled(name)).join(', ');
  }

  /** Julia's `@.` makes everything in a template element-wise, so that its arguments must be names. */
  #isBroadcastTemplate(each: Expr): boolean {
    const elementwise = each.op.value !== undefined && !isScalar(each.shape);
    return this.language === 'julia' && elementwise && each.op.code?.julia?.includes('$') === true;
  }

  #result(): string {
    const piece = this.#pieces.get(this.f)!;
    return isRow(this.f.shape) && this.language !== 'julia' ? `(${piece.text})[None, :]` : piece.text;
  }

  #wrap(name: string, result: string, order: readonly Expr[]): string {
    const needed = cofactorFunctions.filter(({ operation }) => order.some((each) => each.op === operation));
    if (this.language === 'julia') {
      const helper = needed.flatMap(({ julia }) => [...julia, '']);
      const body = [`function ${name}(${this.#arguments()})`, ...this.#lines, `    return ${result}`, 'end', ''];
      return ['using LinearAlgebra', '', ...helper, ...body].join('\n');
    }
    const { imports, prefix } = libraries[this.language];
    const helper = needed.flatMap(({ python }) => [...python(prefix), '', '']);
    const body = [`def ${name}(${this.#arguments()}):`, ...this.#lines, `    return ${result}`, ''];
    const code = [...helper, ...body].join('\n');
    return [...pythonImports(imports, code), '', '', code].join('\n');
  }

  /** Symbolic sizes are read off an argument that has them. */
  #readSizes(): void {
    for (const [size, [name, axis]] of this.given.sources) {
      const from = this.#spelled(name);
      const read = this.language === 'julia' ? `size(${from}, ${axis + 1})` : `${from}.shape[${axis}]`;
      this.#lines.push(`    ${this.#spelled(size)} = ${read}`);
    }
  }

  /** A size as code, `n` or `m*n`. */
  #size(size: unknown): string {
    return String(size)
      .split('*')
      .map((part) => this.#spelled(part))
      .join('*');
  }

  #piece(each: Expr): Piece {
    if (each.name !== undefined) return tight(this.#spelled(each.name));
    if (each.value !== undefined) return this.#constant(each);
    if (isIdentity(each)) return tight(this.#eye(this.#size(each.shape[0])));
    if (isSize(each)) return loose(this.#size(each));
    if (isSelector(each)) return tight(this.#pairing(each));
    const args = each.args.map((arg) => this.#pieces.get(arg)!);
    const dot = this.language === 'julia' && !isScalar(each.shape) ? '.' : '';
    if (each.op === add) return loose(args.map(operand).join(` ${dot}+ `));
    if (each.op === mul) {
      const negative = each.args[0]!.toNumber() === -1;
      const product = (negative ? args.slice(1) : args).map(operand).join(` ${dot}* `);
      return loose(negative ? `-${product}` : product);
    }
    if (each.op === pow) return this.#power(each, args as [Piece, Piece], dot);
    if (each.op === matmulOperation) return this.#chain(each, args);
    if (each.op === transposeOperation) return this.#transposed(each.args[0]!, args[0]!);
    const einsum = einsumOf(each)?.spec;
    if (einsum !== undefined) return tight(this.#einsum(einsum, args));
    return this.#call(each, args);
  }

  #einsum(spec: string, args: readonly Piece[]): string {
    const factors = args.map(({ text }) => text).join(', ');
    if (this.language !== 'julia') return `${libraries[this.language].prefix}.einsum('${spec}', ${factors})`;
    return juliaEinsum(spec, factors);
  }

  /** S[p,i,j] = 1 where p = i + m·j, from the identity of size m·n by its place in memory. */
  #pairing(each: Expr): string {
    const [m, n] = each.shape.slice(1).map((size) => this.#size(size)) as [string, string];
    const identity = this.#eye(`${m}*${n}`);
    if (this.language === 'julia') return `reshape(${identity}, ${m}*${n}, ${m}, ${n})`;
    return `${identity}.reshape(${m}*${n}, ${n}, ${m}).swapaxes(1, 2)`;
  }

  #eye(n: string): string {
    return this.language === 'julia' ? `Matrix{Float64}(I, ${n}, ${n})` : libraries[this.language].eye(n);
  }

  #constant(each: Expr): Piece {
    const value = String(each.toNumber());
    const number = value.startsWith('-') ? loose(value) : tight(value);
    if (each.shape.length === 0) return number;
    const sizes = each.shape.map((size) => this.#size(size));
    if (this.language === 'julia') return tight(`fill(${value}, ${sizes.join(', ')})`);
    const axes = isRow(each.shape) ? sizes.slice(1) : sizes;
    return tight(
      libraries[this.language].full(
        axes.length === 1 ? `${axes[0]},` : axes.join(', '),
        `${value}${/[.e]/.test(value) ? '' : '.0'}`,
      ),
    );
  }

  #power(each: Expr, [base, exponent]: [Piece, Piece], dot: string): Piece {
    const e = each.args[1]!.toNumber();
    if (e === -1) return loose(`1 ${dot}/ ${operand(base)}`);
    const root = this.language === 'julia' ? `sqrt${dot}` : `${libraries[this.language].prefix}.sqrt`;
    const torchNumber = this.language === 'torch' && isScalar(each.args[0]!.shape);
    if (e === 0.5 && !torchNumber) return tight(`${root}(${base.text})`);
    return loose(`${operand(base)}${this.language === 'julia' ? `${dot}^` : '**'}${operand(exponent)}`);
  }

  #chain(each: Expr, args: readonly Piece[]): Piece {
    if (this.language === 'julia') return loose(args.map(operand).join(' * '));
    const split = each.args.findIndex((arg, k) => k > 0 && isRow(arg.shape) && each.args[k - 1]!.shape.length === 1);
    if (split < 0) return loose(args.map(operand).join(' @ '));
    const [left, right] = [args.slice(0, split), args.slice(split)].map((part) =>
      part.length === 1 ? part[0]!.text : part.map(operand).join(' @ '),
    );
    return tight(`${libraries[this.language].prefix}.outer(${left}, ${right})`);
  }

  #transposed(inner: Expr, piece: Piece): Piece {
    if (this.language === 'julia') return tight(`${operand(piece)}'`);
    return inner.shape.length === 1 || isRow(inner.shape) ? piece : tight(`${operand(piece)}.T`);
  }

  #call(each: Expr, args: readonly Piece[]): Piece {
    const cofactors = cofactorFunctions.find(({ operation }) => operation === each.op);
    if (cofactors !== undefined) return tight(`${cofactors.name}(${args[0]!.text})`);
    const code = each.op.code?.[this.language];
    if (code === undefined) {
      throw new ArgumentError({
        where: `toCode: ${this.language}`,
        expected: 'operations of the language',
        got: each.op.name,
      });
    }
    if (args.length === 0) return tight(code);
    const texts = each.args.map((arg, k) => this.#torchArgument(arg, args[k]!));
    const broadcast = this.language === 'julia' && each.op.value !== undefined && !isScalar(each.shape);
    if (code.includes('$')) {
      const filled = code.replace(/\$(\d)/g, (_, digit: string) => operand(texts[Number(digit)]!));
      return tight(broadcast ? `(@. ${filled})` : filled);
    }
    return tight(`${code}${broadcast ? '.' : ''}(${texts.map(({ text }) => text).join(', ')})`);
  }

  /** torch's functions take no plain numbers, such as 2, a size, or what is computed from those. */
  #torchArgument(arg: Expr, piece: Piece): Piece {
    if (this.language !== 'torch' || this.#tensors.has(arg)) return piece;
    return tight(`torch.as_tensor(${piece.text}, dtype=torch.float64)`);
  }
}

/** Σ Π factors as a comprehension over the result's indices; every letter runs along an axis of a factor that has it. */
function juliaEinsum(spec: string, factors: string): string {
  const [inputs, output] = spec.split('->') as [string, string];
  const words = inputs.split(',');
  const range = (letter: string): string => {
    const k = words.findIndex((word) => word.includes(letter));
    return `${letter} in axes(f${k + 1}, ${words[k]!.indexOf(letter) + 1})`;
  };
  const product = words.map((word, k) => `f${k + 1}[${[...word].join(', ')}]`).join(' * ');
  const summed = [...new Set(words.join(''))].filter((letter) => !output.includes(letter));
  const total = summed.length === 0 ? product : `sum(${product} for ${summed.map(range).join(', ')})`;
  const each = output === '' ? total : `[${total} for ${[...output].map(range).join(', ')}]`;
  return `((${words.map((_, k) => `f${k + 1}`).join(', ')},) -> ${each})(${factors})`;
}
