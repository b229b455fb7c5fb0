import type { Tensor } from '@nablajs/core-wasm';
import type { Expr } from './node.js';
import type { Shape } from './shape.js';

/** How tightly printed text binds: a part binding less tightly than its place asks for is put in parentheses. */
export const Binding = { sum: 10, negation: 15, product: 20, applied: 25, power: 30, postfix: 40, atom: 50 } as const;

/** A closed interval of doubles with outward rounded ends; `[NaN, NaN]` is "no value", ±∞ are allowed ends. */
export type Interval = readonly [low: number, high: number];

/** Where the text, LaTeX and code printers take an operation's form from. `part` prints an argument at a binding. */
export interface Printed {
  readonly text: string;
  readonly binding: number;
}

/** What a printer hands to an operation's own form. */
export interface PrintContext {
  readonly node: Expr;
  /** The expressions shown: the arguments, or what `layout` made of them. */
  readonly parts: readonly Expr[];
  /** The text of part `index`, in parentheses when it binds less tightly than `binding`. */
  part(index: number, binding: number): string;
}

/** The languages that `toCode` writes. */
export type Language = 'js' | 'c' | 'numpy' | 'torch' | 'jax' | 'julia';

/** What an operation is called where people read about it. */
export interface Explained {
  readonly en: string;
  readonly zh: string;
}

/**
 * Builds straight-line code, one value per call; the interpreter and the WebAssembly writer run the same lines, which
 * is why they agree bit for bit. Values are named by their line number.
 */
export interface Lines {
  constant(value: number): number;
  neg(a: number): number;
  add(a: number, b: number): number;
  sub(a: number, b: number): number;
  mul(a: number, b: number): number;
  div(a: number, b: number): number;
  sqrt(a: number): number;
  abs(a: number): number;
  /** `a ≥ b ? c : d`, on the bits: a NaN in the branch that is not taken does not matter. A NaN condition gives d. */
  select(a: number, b: number, c: number, d: number): number;
  /** The elementary function `operation`, by its `value` here and its `kernel` in WebAssembly. */
  call(operation: Operation, args: readonly number[]): number;
}

/**
 * Everything Nabla knows about one operation. Algorithms (derive, simplify, print, parse, compile, explain, tests) read
 * these fields and never ask which operation it is, so that declaring an entry is all there is to adding one.
 *
 * Required are `name`, `arity` and, for scalar operations, `value`; of the derivative one of `partial`,
 * `differential` (scalar, element-wise) or `pull` (matrix operations, see `MatrixOperation` of ops/matrix/indexForm.ts).
 */
export interface Operation {
  readonly name: string;
  /** Least and greatest number of arguments. */
  readonly arity: readonly [least: number, most: number];
  /** Names the parser accepts besides `name`; `null` keeps even `name` out of the grammar (add, mul, …). */
  readonly aliases?: readonly string[] | null;

  /** Shape of the result; default: element-wise with broadcasting. Throws a typed error naming the shapes. */
  shape?(args: readonly Expr[]): Shape;
  /** Builds the node from canonical arguments, applying the identities that always hold; default: the plain node. */
  make?(args: readonly Expr[]): Expr;

  /** The function of doubles, per element. */
  value?(...args: number[]): number;
  /** What is lowered and printed in place of the arguments, such as the two sides of a quotient. */
  layout?(node: Expr): readonly Expr[];
  /** Straight-line code for the values of the parts (`layout`); default: one `call`. */
  lower?(lines: Lines, parts: readonly number[], node: Expr): number;
  /** Name of the core's scalar kernel (`dExp`), from which the two-lane name follows. */
  readonly kernel?: string;
  /** The values for whole arrays of one shape, with the bits of `value`. */
  whole?(args: readonly Tensor[]): Tensor;
  /** Range over a box, rounded outward; needed by criticalPoints and equals. */
  interval?(args: readonly Interval[], node: Expr): Interval;
  /** True where the arguments are inside the domain in which `value` is real; default: everywhere. */
  domain?(...args: number[]): boolean;
  /** The domain in words of mathematics, such as `u > 0`, for explanations and errors. */
  readonly domainText?: string;

  /** ∂/∂args[index] of an element-wise operation, as a canonical expression; `node` is the value itself. */
  partial?(args: readonly Expr[], index: number, node: Expr): Expr;
  /**
   * The differential given the arguments' differentials (`undefined` = zero; at least one is given), where
   * `Σ partial·d` would be slow, or wrong at a kink or an untaken branch.
   */
  differential?(args: readonly Expr[], differentials: readonly (Expr | undefined)[], node: Expr): Expr;
  /** Reverse counterpart of `differential`: what argument `index` receives from the adjoint of the node. */
  adjoint?(args: readonly Expr[], index: number, adjoint: Expr, node: Expr): Expr;
  /** Where the node is zero in one branch: node·factor with the factor in the other branch only. */
  gate?(node: Expr, factor: Expr): Expr | undefined;
  /** The base and exponent this node is a power of, so that products merge it with its like. */
  asPower?(node: Expr): readonly [base: Expr, exponent: Expr];
  /** `node^exponent` where the operation knows a form valid on the whole domain. */
  raise?(node: Expr, exponent: Expr): Expr | undefined;
  /** Place in the printed order of factors (numbers 0, symbols 20, exp 30, functions 40 …, sums 90). */
  readonly rank: number;
  /** Degree as a polynomial, which orders the terms of a sum; default 0. */
  degree?(args: readonly Expr[]): number;
  /** 2 when the value is > 0 wherever it is defined, 1 when ≥ 0, else 0; default 0. */
  sign?(args: readonly Expr[]): 0 | 1 | 2;

  /** Infix or other special text; default `name(a, b)`. */
  text?(context: PrintContext): Printed;
  /** LaTeX form; a string is a function name such as `\\sin` or `\\operatorname{erf}`; default `\operatorname{name}`. */
  readonly latex?: string | ((context: PrintContext) => Printed);
  /** Per language a function name (`np.exp`), or a template with `$0`, `$1` for the arguments. */
  readonly code?: Partial<Record<Language, string>>;
  /** MathJSON head, such as `Sin`. */
  readonly mathJson?: string;

  readonly explain?: Explained;
  /** What the rule is called when only one argument depends on the variable. */
  readonly explainSingle?: Explained;
  /** Argument lists inside the domain at which tests compare the derivative rule with finite differences. */
  readonly samples?: readonly (readonly number[])[];
}
