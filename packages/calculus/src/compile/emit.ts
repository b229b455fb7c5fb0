import { pairFunction, scalarFunction } from '../expr/kernels.js';
import { Code, type Line, type Tape } from '../expr/tape.js';
import { Bytes, encodeModule, type FunctionBody, type FunctionType, type Import, Type } from './binary.js';

/**
 * Straight-line code as WebAssembly. Every tape becomes two functions on the imported memory:
 *
 *   name(x, out)                     x[i] → out[k], one point
 *   name_batch(columns, out, stride, pairs)   columns: addresses of the inputs' columns; two points per turn in f64x2
 *
 * Elementary functions are imported: for one number, and for the batch in the form that takes a vector of two, or once per
 * lane where the core has no such form. All instructions are the IEEE 754
 * operations that the interpreter performs, so the results are the same bits.
 */
export interface Emitted {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The functions to import, by the names used in the module. */
  readonly imports: Readonly<Record<string, CallableFunction>>;
}

/** Lines above which the engine's own limit of 50 000 locals could be hit. */
export const LINE_LIMIT = 40_000;

const types: readonly FunctionType[] = [
  { params: [Type.i32, Type.i32], results: [] },
  { params: [Type.i32, Type.i32, Type.i32, Type.i32], results: [] },
];

/** @param tapes by the name of the function that each becomes */
export function emitModule(tapes: ReadonlyMap<string, Tape>): Emitted {
  const signatures = [...types];
  const imports: Import[] = [{ module: 'env', name: 'memory', type: 'memory' }];
  const functions: Record<string, CallableFunction> = {};
  const indices = new Map<string, number>();
  const importAs = (name: string, target: CallableFunction, arity: number, of: number): number => {
    const known = indices.get(name);
    if (known !== undefined) return known;
    let type = signatures.findIndex(({ params, results }) => params.length === arity && results[0] === of);
    if (type < 0) type = signatures.push({ params: new Array<number>(arity).fill(of), results: [of] }) - 1;
    imports.push({ module: 'env', name, type });
    functions[name] = target;
    indices.set(name, indices.size);
    return indices.size - 1;
  };
  const importOf: ImportOf = {
    scalar: ({ operation, operands }) =>
      importAs(operation!.name, scalarFunction(operation!), operands.length, Type.f64),
    pair: ({ operation, operands }) => {
      const pair = pairFunction(operation!);
      return pair && importAs(`${operation!.name} pair`, pair, operands.length, Type.v128);
    },
  };
  const bodies: FunctionBody[] = [];
  for (const [name, tape] of tapes) {
    bodies.push(pointFunction(name, tape, importOf), batchFunction(`${name}_batch`, tape, importOf));
  }
  return { bytes: encodeModule(signatures, imports, bodies), imports: functions };
}

/** The index of the imported function that a line calls. */
interface ImportOf {
  scalar(line: Line): number;
  pair(line: Line): number | undefined;
}

/**
 * Where the values of lines are: constants stand in the code, all others in locals counted from `first`. A local is taken
 * again once its value was used for the last time, so that long code needs no more stack than its values alive at once.
 */
function localsOf(tape: Tape, first: number): { places: Int32Array; count: number } {
  const { lines, outputs } = tape;
  const places = new Int32Array(lines.length).fill(-1);
  const lastUse = new Int32Array(lines.length).fill(-1);
  lines.forEach((line, i) => {
    if (line.code !== Code.input) for (const operand of line.operands) lastUse[operand] = i;
  });
  for (const output of outputs) lastUse[output] = lines.length;
  const free: number[] = [];
  let count = 0;
  lines.forEach((line, i) => {
    if (line.code === Code.constant) return;
    if (line.code !== Code.input) {
      for (const operand of new Set(line.operands)) {
        if (lastUse[operand] === i && places[operand]! >= 0) free.push(places[operand]!);
      }
    }
    places[i] = free.pop() ?? first + count++;
    if (lastUse[i]! < 0) free.push(places[i]!);
  });
  return { places, count };
}

function pointFunction(name: string, tape: Tape, importOf: ImportOf): FunctionBody {
  const code = new Bytes();
  const { places: locals, count } = localsOf(tape, 2);
  const get = (line: number): void => {
    if (locals[line]! < 0) code.byte(0x44).f64(tape.lines[line]!.value);
    else code.byte(0x20).u32(locals[line]!);
  };
  const instruction = new Map<number, number>([
    [Code.neg, 0x9a],
    [Code.add, 0xa0],
    [Code.sub, 0xa1],
    [Code.mul, 0xa2],
    [Code.div, 0xa3],
    [Code.sqrt, 0x9f],
    [Code.abs, 0x99],
  ]);
  tape.lines.forEach((line, i) => {
    const [a, b, c, d] = line.operands as [number, number, number, number];
    if (line.code === Code.constant) return;
    if (line.code === Code.input) code.byte(0x20, 0, 0x2b, 3).u32(8 * a);
    else if (line.code === Code.select) {
      for (const operand of [c, d, a, b]) get(operand);
      code.byte(0x66, 0x1b);
    } else {
      for (const operand of line.operands) get(operand);
      if (line.code === Code.call) code.byte(0x10).u32(importOf.scalar(line));
      else code.byte(instruction.get(line.code)!);
    }
    code.byte(0x21).u32(locals[i]!);
  });
  tape.outputs.forEach((output, k) => {
    code.byte(0x20, 1);
    get(output);
    code.byte(0x39, 3).u32(8 * k);
  });
  return { name, type: 0, locals: [[count, Type.f64]], code };
}

/** Parameters columns, out, stride (bytes between output columns), pairs; then one address per input, then lanes. */
function batchFunction(name: string, tape: Tape, importOf: ImportOf): FunctionBody {
  const code = new Bytes();
  const inputs = tape.inputs.length;
  const address = 4;
  const cursor = address + inputs;
  const { places: lanes, count } = localsOf(tape, cursor + 1);
  const simd = (opcode: number): void => {
    code.byte(0xfd).u32(opcode);
  };
  const get = (line: number): void => {
    if (lanes[line]! >= 0) code.byte(0x20).u32(lanes[line]!);
    else {
      code.byte(0x44).f64(tape.lines[line]!.value);
      simd(0x14);
    }
  };
  const instruction = new Map<number, number>([
    [Code.neg, 0xed],
    [Code.add, 0xf0],
    [Code.sub, 0xf1],
    [Code.mul, 0xf2],
    [Code.div, 0xf3],
    [Code.sqrt, 0xef],
    [Code.abs, 0xec],
  ]);
  for (let i = 0; i < inputs; i++)
    code
      .byte(0x20, 0, 0x28, 2)
      .u32(4 * i)
      .byte(0x21)
      .u32(address + i);
  code.byte(0x03, 0x40);
  tape.lines.forEach((line, i) => {
    const [a, b, c, d] = line.operands as [number, number, number, number];
    if (line.code === Code.constant) return;
    if (line.code === Code.input) {
      code.byte(0x20).u32(address + a);
      simd(0x00);
      code.byte(3, 0);
    } else if (line.code === Code.select) {
      for (const operand of [c, d, a, b]) get(operand);
      simd(0x4c);
      simd(0x52);
    } else if (line.code === Code.call && importOf.pair(line) !== undefined) {
      for (const operand of line.operands) get(operand);
      code.byte(0x10).u32(importOf.pair(line)!);
    } else if (line.code === Code.call) {
      for (const lane of [0, 1]) {
        for (const operand of line.operands) {
          get(operand);
          simd(0x21);
          code.byte(lane);
        }
        code.byte(0x10).u32(importOf.scalar(line));
        simd(lane === 0 ? 0x14 : 0x22);
        if (lane === 1) code.byte(1);
      }
    } else {
      for (const operand of line.operands) get(operand);
      simd(instruction.get(line.code)!);
    }
    code.byte(0x21).u32(lanes[i]!);
  });
  code.byte(0x20, 1, 0x21).u32(cursor);
  tape.outputs.forEach((output) => {
    code.byte(0x20).u32(cursor);
    get(output);
    simd(0x0b);
    code.byte(3, 0);
    code.byte(0x20).u32(cursor).byte(0x20, 2, 0x6a, 0x21).u32(cursor);
  });
  const advance = (local: number): void => {
    code.byte(0x20).u32(local).byte(0x41).i32(16).byte(0x6a, 0x21).u32(local);
  };
  for (let i = 0; i < inputs; i++) advance(address + i);
  advance(1);
  code.byte(0x20, 3, 0x41).i32(1).byte(0x6b, 0x22, 3, 0x0d, 0, 0x0b);
  return {
    name,
    type: 1,
    locals: [
      [inputs + 1, Type.i32],
      [count, Type.v128],
    ],
    code,
  };
}
