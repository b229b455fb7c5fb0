import { scalarFunction } from './kernels.js';
import type { Expr } from './node.js';
import type { Lines, Operation } from './operation.js';

/** Opcodes of straight-line code; `call` n-th operation of `Tape.calls`. */
export const Code = {
  constant: 0,
  input: 1,
  neg: 2,
  add: 3,
  sub: 4,
  mul: 5,
  div: 6,
  sqrt: 7,
  abs: 8,
  select: 9,
  call: 10,
} as const;

/** One line: an opcode and up to four operands, which are line numbers (for inputs an index, for calls see `callArgs`). */
export interface Line {
  readonly code: number;
  readonly operands: readonly number[];
  /** The constant's value. */
  readonly value: number;
  readonly operation: Operation | undefined;
}

/**
 * Straight-line code for several expressions with everything common computed once. Both the interpreter and the
 * WebAssembly writer execute exactly these lines, so their results are the same bits.
 */
export interface Tape {
  readonly lines: readonly Line[];
  /** Line number of every output. */
  readonly outputs: readonly number[];
  readonly inputs: readonly string[];
}

/** Writes lines, giving equal lines one number, and joins a negation into the addition or subtraction that uses it. */
class TapeWriter implements Lines {
  readonly lines: Line[] = [];
  readonly #known = new Map<string, number>();

  #emit(code: number, operands: readonly number[], value = 0, operation?: Operation): number {
    const key =
      code === Code.constant
        ? `c${Object.is(value, -0) ? '-0' : value}`
        : `${code}:${operation?.name ?? ''}:${operands}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.lines.push({ code, operands, value, operation });
    this.#known.set(key, this.lines.length - 1);
    return this.lines.length - 1;
  }

  #negated(a: number): number | undefined {
    const line = this.lines[a]!;
    return line.code === Code.neg ? line.operands[0] : undefined;
  }

  input(index: number): number {
    return this.#emit(Code.input, [index]);
  }

  constant(value: number): number {
    return this.#emit(Code.constant, [], value);
  }

  neg(a: number): number {
    return this.#negated(a) ?? this.#emit(Code.neg, [a]);
  }

  add(a: number, b: number): number {
    const right = this.#negated(b);
    if (right !== undefined) return this.#emit(Code.sub, [a, right]);
    const left = this.#negated(a);
    if (left !== undefined) return this.#emit(Code.sub, [b, left]);
    return this.#emit(Code.add, [a, b]);
  }

  sub(a: number, b: number): number {
    const right = this.#negated(b);
    return right === undefined ? this.#emit(Code.sub, [a, b]) : this.#emit(Code.add, [a, right]);
  }

  mul(a: number, b: number): number {
    return this.#emit(Code.mul, [a, b]);
  }

  div(a: number, b: number): number {
    return this.#emit(Code.div, [a, b]);
  }

  sqrt(a: number): number {
    return this.#emit(Code.sqrt, [a]);
  }

  abs(a: number): number {
    return this.#emit(Code.abs, [a]);
  }

  select(a: number, b: number, c: number, d: number): number {
    return this.#emit(Code.select, [a, b, c, d]);
  }

  call(operation: Operation, args: readonly number[]): number {
    return this.#emit(Code.call, args, 0, operation);
  }
}

/**
 * Lowers scalar expressions to straight-line code over the named inputs.
 *
 * @param unknown is called for a symbol that is not among the inputs; it must throw.
 */
export function lower(roots: readonly Expr[], inputs: readonly string[], unknown: (name: string) => never): Tape {
  const writer = new TapeWriter();
  const index = new Map(inputs.map((name, i) => [name, i]));
  const numbers = new Map<Expr, number>();
  const partsOf = new Map<Expr, readonly Expr[]>();
  const outputs: number[] = [];
  for (const root of roots) {
    const stack: Expr[] = [root];
    while (stack.length > 0) {
      const node = stack[stack.length - 1]!;
      if (numbers.has(node)) {
        stack.pop();
        continue;
      }
      let parts = partsOf.get(node);
      if (parts === undefined) {
        parts = node.op.layout?.(node) ?? node.args;
        partsOf.set(node, parts);
        const before = stack.length;
        for (let i = parts.length - 1; i >= 0; i--) if (!numbers.has(parts[i]!)) stack.push(parts[i]!);
        if (stack.length > before) continue;
      }
      stack.pop();
      if (node.value !== undefined) numbers.set(node, writer.constant(node.toNumber()));
      else if (node.name !== undefined) {
        const at = index.get(node.name);
        numbers.set(node, writer.input(at === undefined ? unknown(node.name) : at));
      } else {
        const values = parts.map((part) => numbers.get(part)!);
        numbers.set(node, node.op.lower?.(writer, values, node) ?? writer.call(node.op, values));
      }
    }
    outputs.push(numbers.get(root)!);
  }
  return prune(writer.lines, outputs, inputs);
}

/** Drops lines that no output needs. */
function prune(lines: readonly Line[], outputs: readonly number[], inputs: readonly string[]): Tape {
  const needed = new Uint8Array(lines.length);
  for (const output of outputs) needed[output] = 1;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!;
    if (needed[i] === 1 && line.code !== Code.input) for (const operand of line.operands) needed[operand] = 1;
  }
  const renumbered = new Int32Array(lines.length);
  const kept: Line[] = [];
  lines.forEach((line, i) => {
    if (needed[i] === 0) return;
    renumbered[i] = kept.length;
    const operands = line.code === Code.input ? line.operands : line.operands.map((operand) => renumbered[operand]!);
    kept.push({ ...line, operands });
  });
  return { lines: kept, outputs: outputs.map((output) => renumbered[output]!), inputs };
}

/** Executes a tape; `x[i]` is the value of `inputs[i]`. Writes the outputs to `out`. */
export function run(tape: Tape, x: ArrayLike<number>, out: Float64Array): Float64Array {
  const { lines, outputs } = tape;
  const r = new Float64Array(lines.length);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const o = line.operands;
    switch (line.code) {
      case Code.constant:
        r[i] = line.value;
        break;
      case Code.input:
        r[i] = x[o[0]!]!;
        break;
      case Code.neg:
        r[i] = -r[o[0]!]!;
        break;
      case Code.add:
        r[i] = r[o[0]!]! + r[o[1]!]!;
        break;
      case Code.sub:
        r[i] = r[o[0]!]! - r[o[1]!]!;
        break;
      case Code.mul:
        r[i] = r[o[0]!]! * r[o[1]!]!;
        break;
      case Code.div:
        r[i] = r[o[0]!]! / r[o[1]!]!;
        break;
      case Code.sqrt:
        r[i] = Math.sqrt(r[o[0]!]!);
        break;
      case Code.abs:
        r[i] = Math.abs(r[o[0]!]!);
        break;
      case Code.select:
        r[i] = r[o[0]!]! >= r[o[1]!]! ? r[o[2]!]! : r[o[3]!]!;
        break;
      default: {
        const value = scalarFunction(line.operation!);
        if (o.length === 1) r[i] = value(r[o[0]!]!);
        else if (o.length === 2) r[i] = value(r[o[0]!]!, r[o[1]!]!);
        else r[i] = value(...o.map((operand) => r[operand]!));
      }
    }
  }
  for (let i = 0; i < outputs.length; i++) out[i] = r[outputs[i]!]!;
  return out;
}
