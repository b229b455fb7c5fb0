import { ArgumentError } from '@nablajs/core-wasm';
import { NodeTable, structureHash } from './nodeTable.js';
import type { Operation } from './operation.js';
import { Rational } from './rational.js';
import { broadcast, checkShape, type Shape, sameShape, scalarShape, shapeKey } from './shape.js';
import { printText } from './text.js';

/**
 * An immutable node of the expression graph. Nodes are hash-consed: building the same operation of the same arguments
 * twice gives the same object, so a common subexpression exists once, equality of structure is `===`, and every pass
 * can be memoised by node.
 *
 * Make them with `parse`, `symbol`, `constant` or the operations; the constructor is not public.
 *
 * @example
 * ```ts
 * import { parse, symbol } from '@nablajs/calculus';
 *
 * const f = parse('x^2 + 3*x*y');
 * console.log(f.toString(), f.shape.length, symbol('x') === symbol('x'));
 * ```
 */
export class Expr {
  static {
    // Node's console shows the formula, not the graph.
    Object.defineProperty(Expr.prototype, Symbol.for('nodejs.util.inspect.custom'), { value: Expr.prototype.toString });
  }

  /** Creation number; unique in the process. */
  readonly id: number;
  readonly op: Operation;
  readonly args: readonly Expr[];
  readonly shape: Shape;
  /** Constants only: the exact rational, or a double where the number is known only to double precision. */
  readonly value: Rational | number | undefined;
  /** Symbols only. */
  readonly name: string | undefined;
  /** Symbols only: what was declared of it, such as `'symmetric'`. */
  readonly traits: readonly string[] | undefined;
  /** Length of the longest path to a leaf. */
  readonly depth: number;
  /** Nodes of the formula written out as a tree, which is what a reader sees; saturates at 10¹⁵. */
  readonly size: number;
  /** Whether the node or one below it has a shape, or belongs to a matrix operation. */
  readonly shaped: boolean;
  /** Degree as a polynomial in the symbols where it has one; orders the terms of a printed sum. */
  readonly degree: number;
  /** 2: positive wherever defined and real; 1: not negative; 0: not known. */
  readonly sign: 0 | 1 | 2;
  /** @internal Structure's hash by argument identity. */
  readonly hash: number;
  /** @internal The interning table this node belongs to; 0 for the permanent nodes, which belong to all. */
  epoch: number;
  /** @internal The canonical form, once it has been computed; ask through `remembered`. */
  canonical: Expr | undefined = undefined;
  /** @internal The form a textbook prints, once it has been computed; ask through `remembered`. */
  tidied: Expr | undefined = undefined;
  /** @internal The interning table for which the two forms were computed. */
  memory: number = 0;
  /** @internal The last traversal that met this node. */
  visit: number = 0;

  /** @internal Use the operations; this bypasses interning. */
  constructor(op: Operation, args: readonly Expr[], shape: Shape, hash: number, leaf: Leaf | undefined) {
    this.id = nextId++;
    this.op = op;
    this.args = args;
    this.shape = shape;
    this.hash = hash;
    this.epoch = epoch;
    this.value = leaf?.value;
    this.name = leaf?.name;
    this.traits = leaf?.traits;
    let depth = 0;
    let size = 1;
    let shaped = shape.length > 0 || (op as { pull?: unknown }).pull !== undefined;
    for (let i = 0; i < args.length; i++) {
      const arg = args[i]!;
      if (arg.depth >= depth) depth = arg.depth + 1;
      size += arg.size;
      shaped ||= arg.shaped;
    }
    this.depth = depth;
    this.size = Math.min(size, SATURATED);
    this.shaped = shaped;
    if (leaf === undefined) {
      this.degree = op.degree?.(args) ?? 0;
      this.sign = op.sign?.(args) ?? 0;
    } else {
      this.degree = leaf.name === undefined ? 0 : 1;
      this.sign = leaf.value === undefined ? (leaf.sign ?? 0) : signOf(leaf.value);
    }
  }

  /** The formula in the grammar that `parse` reads; parsing it gives an equal expression. */
  toString(): string {
    return printText(this);
  }

  /** The double a constant stands for; NaN for any other node. */
  toNumber(): number {
    return this.value === undefined ? Number.NaN : typeof this.value === 'number' ? this.value : this.value.toNumber();
  }
}

interface Leaf {
  readonly value?: Rational | number;
  readonly name?: string;
  readonly sign?: 0 | 1 | 2;
  readonly traits?: readonly string[];
}

function signOf(value: Rational | number): 0 | 1 | 2 {
  if (typeof value === 'number') return value > 0 ? 2 : value === 0 ? 1 : 0;
  return value.isZero ? 1 : value.isNegative ? 0 : 2;
}

/** The operation of constant nodes. */
const constantOperation: Operation = { name: 'constant', arity: [0, 0], aliases: null, rank: 0 };
/** The operation of symbol nodes. */
export const symbolOperation: Operation = { name: 'symbol', arity: [0, 0], aliases: null, rank: 20 };

const SATURATED = 1e15;

/** Nodes a table may hold before the next public call starts a fresh one. */
const EPOCH_LIMIT = 50_000;

let nextId = 1;
let epoch = 0;
const table = new NodeTable();
let leaves = new Map<string, Expr>();
const permanent: Expr[] = [];

/**
 * The interned node `op(args)` without any simplification. The shape comes from the operation.
 * @internal
 */
export function node(op: Operation, args: readonly Expr[]): Expr {
  const hash = structureHash(op, args);
  const known = table.find(op, args, hash);
  if (known !== undefined) return known;
  const shape = op.shape === undefined ? elementwiseShape(op, args) : op.shape(args);
  const made = new Expr(op, args, shape, hash, undefined);
  table.insert(made);
  return made;
}

function elementwiseShape(op: Operation, args: readonly Expr[]): Shape {
  let result = scalarShape;
  for (const arg of args) {
    if (arg.shape.length === 0 || arg.shape === result) continue;
    if (result.length === 0) result = arg.shape;
    else if (!sameShape(result, arg.shape)) {
      return broadcast(
        op.name,
        args.map((each) => each.shape),
      );
    }
  }
  return result;
}

function leaf(op: Operation, key: string, shape: Shape, data: Leaf): Expr {
  const known = leaves.get(key);
  if (known !== undefined) return known;
  const made = new Expr(op, [], shape, 0, data);
  leaves.set(key, made);
  return made;
}

/**
 * A variable. Names are what the parser reads as names: letters (Greek included), digits and underscores.
 *
 * @param shape `[]` scalar (default), `['n']` or `[3]` a column vector, `['m', 'n']` a matrix; a string is a size not known yet.
 * @param traits what matrix rules may use: `'symmetric'`, `'diagonal'`, `'orthogonal'`.
 * @throws ArgumentError for an empty name or a shape that is none.
 */
export function symbol(name: string, shape: Shape = scalarShape, traits: readonly string[] = []): Expr {
  if (typeof name !== 'string' || name === '') {
    throw new ArgumentError({
      where: 'symbol',
      expected: 'a name',
      got: typeof name === 'string' ? "''" : typeof name,
    });
  }
  return assumedSymbol(name, checkShape('symbol', shape), 0, traits);
}

/**
 * A variable known to be positive (2) or not negative (1), distinct from the plain one of the same name.
 * @internal
 */
export function assumedSymbol(name: string, shape: Shape, sign: 0 | 1 | 2, traits: readonly string[] = []): Expr {
  if (shape.length === 0) return leaf(symbolOperation, `s${sign}:${name}`, shape, { name, sign });
  const sizes = shape.map((size) => (typeof size === 'string' ? size : `#${size}`));
  const known = traits.length === 0 ? undefined : Object.freeze([...new Set(traits)].sort());
  const key = `s${sign}:${name}:${sizes.join()}:${known ?? ''}`;
  return leaf(symbolOperation, key, shape, known === undefined ? { name, sign } : { name, sign, traits: known });
}

const integers: Expr[] = [];

/** The constant node of an exact rational. @internal */
export function rational(value: Rational, shape: Shape = scalarShape): Expr {
  if (shape.length === 0) {
    if (value.den === 1n && value.num >= -16n && value.num <= 16n) {
      const small = integers[Number(value.num) + 16];
      if (small !== undefined) return small;
    }
    return leaf(constantOperation, `q${value.num}/${value.den}`, shape, { value });
  }
  return leaf(constantOperation, `q${value.num}/${value.den}:${shapeKey(shape)}`, shape, { value });
}

/** The constant node of a number known to double precision only. @internal */
export function inexact(value: number, shape: Shape = scalarShape): Expr {
  if (Object.is(value, -0)) return rational(Rational.zero, shape);
  return leaf(constantOperation, `f${value}:${shapeKey(shape)}`, shape, { value });
}

/** The constant node of a small integer. @internal */
export function integer(value: number): Expr {
  return integers[value + 16] ?? rational(Rational.of(BigInt(value)));
}

/** How many nodes there have been so far; the difference of two counts is what was built between them. @internal */
export function nodesMade(): number {
  return nextId - 1;
}

/** Marks a node as belonging to every epoch: the constants and nullary operations that modules keep. @internal */
export function keep(made: Expr): Expr {
  made.epoch = 0;
  permanent.push(made);
  return made;
}

for (let value = -16; value <= 16; value++) integers.push(keep(rational(Rational.of(BigInt(value)))));
epoch = 1;

/**
 * A number as an expression. Integers, BigInts, `[num, den]` and numbers of at most 15 significant decimal digits
 * (0.1, 2.5e-3) are exact rationals; any other double stays a double and makes what it touches inexact.
 *
 * @throws ArgumentError for NaN, ±Infinity, a zero denominator, or anything that is not a number.
 *
 * @example
 * ```ts
 * import { constant, evaluate } from '@nablajs/calculus';
 *
 * console.log(constant([1, 3]).toString(), evaluate(constant(0.1), {}));
 * ```
 */
export function constant(x: number | bigint | readonly [num: number | bigint, den: number | bigint]): Expr {
  if (typeof x === 'bigint') return rational(Rational.of(x));
  if (Array.isArray(x) && x.length === 2 && x.every((part) => typeof part === 'bigint' || Number.isSafeInteger(part))) {
    const den = BigInt(x[1]);
    if (den !== 0n) return rational(Rational.of(BigInt(x[0]), den));
  } else if (typeof x === 'number' && Number.isFinite(x)) {
    if (Number.isSafeInteger(x)) return integer(x);
    return fromDouble(x);
  }
  throw new ArgumentError({
    where: 'constant',
    expected: 'a finite number, a bigint, or [num, den] with den ≠ 0',
    got: Array.isArray(x) ? `[${x.map(String).join(', ')}]` : String(x),
  });
}

function fromDouble(x: number): Expr {
  const [digits, exponent] = x.toExponential().split('e') as [string, string];
  const point = digits.indexOf('.');
  const places = point < 0 ? 0 : digits.length - point - 1;
  if (digits.replace(/[-.]/g, '').length > 15 || Math.abs(Number(exponent)) > 30) return inexact(x);
  const scale = Number(exponent) - places;
  const whole = BigInt(digits.replace('.', ''));
  return rational(scale >= 0 ? Rational.of(whole * 10n ** BigInt(scale)) : Rational.of(whole, 10n ** BigInt(-scale)));
}

/**
 * Opens a public call: starts a new interning table when the present one is large, and brings every given expression
 * into the present table. Nodes made earlier stay valid; only their identity is renewed, so the table cannot leak.
 * @internal
 */
export function enter(expressions: readonly Expr[]): Expr[] {
  if (table.count + leaves.size > EPOCH_LIMIT) startEpoch();
  for (const each of expressions) {
    if (!(each instanceof Expr)) {
      throw new ArgumentError({ where: 'calculus', expected: 'an Expr', got: each === null ? 'null' : typeof each });
    }
  }
  if (expressions.every((each) => each.epoch === epoch || each.epoch === 0)) return [...expressions];
  const renewed = new Map<Expr, Expr>();
  return expressions.map((each) => adopt(each, renewed));
}

function startEpoch(): void {
  epoch++;
  table.clear();
  leaves = new Map();
  for (const each of permanent) {
    if (each.args.length === 0 && each.value !== undefined) leaves.set(`q${each.value}/1`, each);
    else table.insert(each);
  }
}

/** The node itself, with the forms that were remembered for an earlier table forgotten. @internal */
export function remembering(each: Expr): Expr {
  if (each.memory !== epoch) {
    each.memory = epoch;
    each.canonical = undefined;
    each.tidied = undefined;
  }
  return each;
}

function adopt(root: Expr, renewed: Map<Expr, Expr>): Expr {
  const stack: Expr[] = [root];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    if (renewed.has(top)) {
      stack.pop();
      continue;
    }
    if (top.epoch === epoch || top.epoch === 0) {
      renewed.set(top, top);
      continue;
    }
    const missing = top.args.filter((arg) => !renewed.has(arg));
    if (missing.length > 0) {
      for (const arg of missing) stack.push(arg);
      continue;
    }
    renewed.set(top, renew(top, renewed));
  }
  return renewed.get(root)!;
}

function renew(old: Expr, renewed: Map<Expr, Expr>): Expr {
  if (old.name !== undefined) return assumedSymbol(old.name, old.shape, old.sign, old.traits);
  if (typeof old.value === 'number') return inexact(old.value, old.shape);
  if (old.value !== undefined) return rational(old.value, old.shape);
  return node(
    old.op,
    old.args.map((arg) => renewed.get(arg)!),
  );
}
