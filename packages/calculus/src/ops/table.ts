import { type Expr, node } from '../expr/node.js';
import type { Operation } from '../expr/operation.js';

/**
 * The operation table. Declaring an operation is one call, and everything reads the entry: parser, printers,
 * derivatives, simplifier, compiled code, explanations, and the test that compares its derivative rule with finite
 * differences at its `samples`.
 *
 * ```text
 * export const sin = declare({
 *   name: 'sin', arity: [1, 1], rank: 41,
 *   value: Math.sin, kernel: 'dSin',
 *   partial: ([u]) => cos.make!([u!]),
 *   latex: '\\sin', code: { numpy: 'np.sin' }, mathJson: 'Sin',
 *   explain: { en: 'derivative of sine', zh: '正弦函数的导数' },
 *   samples: [[0.5], [-2]],
 * });
 * ```
 *
 * - A scalar operation acts element-wise on vectors and matrices (scalars broadcast) and needs `value` and `partial`
 *   (or `differential` + `adjoint`). Build results inside rules with `sum`, `product`, `power`, `quotient`, `negate`
 *   of `arithmetic.ts` and with `apply(operation, args)`; these collect and merge, so rules may be written naively.
 * - A matrix operation gives `shape` and `pull` instead (`MatrixOperation` of matrix/indexForm.ts), and `text`/`latex` when it
 *   is not written `name(…)`.
 * - A name that is only another spelling (`ln`, `sqrt`, `cot`) is a `declareFunction`; a sign is a `declareOperator`.
 *
 * Constants carry a shape when they fill a vector or matrix (`ones(2,3)` is the constant 1 of shape [2, 3]).
 */
const table = new Map<string, Operation>();

/** A function name of the grammar: how many arguments it takes and what it builds from them, unsimplified. */
export interface FunctionEntry {
  readonly name: string;
  readonly arity: readonly [least: number, most: number];
  build(args: readonly Expr[]): Expr;
}

/** A sign of the grammar. `position` is the offset in the text, for errors about shapes. */
export interface OperatorEntry {
  readonly token: string;
  readonly fix: 'infix' | 'prefix' | 'postfix';
  /** Binds tighter when greater: sums 10, products 20, prefix minus 25, powers 30, postfix 40. */
  readonly precedence: number;
  readonly rightAssociative?: boolean;
  /**
   * Operators of one chain (`+ -`, `* /`) share a name here and are built once from all their operands, so that a long
   * sum is one node and not a ladder; `tokens[i]` stands before `operands[i + 1]`.
   */
  readonly chain?: string;
  build(operands: readonly Expr[], tokens: readonly string[]): Expr;
}

const functions = new Map<string, FunctionEntry>();
const operators = new Map<string, OperatorEntry>();
let tokens: readonly string[] | undefined;

/** Adds an operation to the table and its names to the grammar. */
export function declare(operation: Operation): Operation {
  if (table.has(operation.name)) throw new Error(`operation ${operation.name} is declared twice`);
  table.set(operation.name, operation);
  if (operation.aliases !== null) {
    for (const name of [operation.name, ...(operation.aliases ?? [])]) {
      declareFunction({ name, arity: operation.arity, build: (args) => node(operation, args) });
    }
  }
  return operation;
}

/** Adds a function name to the grammar that builds from other operations. */
export function declareFunction(entry: FunctionEntry): void {
  if (functions.has(entry.name)) throw new Error(`function ${entry.name} is declared twice`);
  functions.set(entry.name, entry);
}

/** Adds or replaces a sign of the grammar; infix and postfix use of one token are separate entries from prefix use. */
export function declareOperator(entry: OperatorEntry): void {
  tokens = undefined;
  operators.set(entry.fix === 'prefix' ? `prefix ${entry.token}` : entry.token, entry);
}

/** Every declared operation, in order of declaration: what tests and the course program loop over. */
export function operations(): readonly Operation[] {
  return [...table.values()];
}

/** The operation of that name, or undefined. */
export function operationNamed(name: string): Operation | undefined {
  return table.get(name);
}

export function functionNamed(name: string): FunctionEntry | undefined {
  return functions.get(name);
}

/** Every function name of the grammar, for suggestions. */
export function functionNames(): readonly string[] {
  return [...functions.keys()];
}

export function infixOrPostfix(token: string): OperatorEntry | undefined {
  return operators.get(token);
}

export function prefixOperator(token: string): OperatorEntry | undefined {
  return operators.get(`prefix ${token}`);
}

/** Signs of the grammar, longest first, for the tokenizer. */
export function operatorTokens(): readonly string[] {
  tokens ??= [...new Set([...operators.values()].map((entry) => entry.token))].sort((a, b) => b.length - a.length);
  return tokens;
}

/** `operation(args)` in canonical form, given canonical arguments. */
export function apply(operation: Operation, args: readonly Expr[]): Expr {
  return operation.make === undefined ? node(operation, args) : operation.make(args);
}
