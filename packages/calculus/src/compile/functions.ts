import { ArgumentError } from '@nablajs/core-wasm';
import { adjoints } from '../derive/adjoints.js';
import { gradientOf } from '../derive/gradient.js';
import type { Expr } from '../expr/node.js';
import { lower, type Tape } from '../expr/tape.js';
import { UnknownSymbolError } from '../expr/unknownSymbol.js';
import { zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { type Places, Program, type Routine } from './program.js';

/** Number of variables from which on the gradient is derived by the reverse sweep. */
const REVERSE_FROM = 5;

/** What is computed of the functions, by order of derivative. */
type Part = 'value' | 'gradient' | 'hessian';

/** A part ready to run; what has no place in its result is always zero. */
interface Prepared {
  readonly routine: Routine;
  readonly places: Places;
}

/** The functions of one call of `compile`, derived and compiled up to the order that has been asked for. */
export class Functions {
  readonly names: readonly string[];
  readonly count: number;
  readonly #roots: readonly Expr[];
  readonly #variables: readonly Expr[];
  readonly #interpret: boolean;
  readonly #tapes = new Map<string, Tape>();
  readonly #places = new Map<Part, Places>();
  readonly #prepared: Partial<Record<Part, Prepared>> = {};
  #program: Program;

  constructor(roots: readonly Expr[], variables: readonly Expr[], interpret: boolean) {
    this.#roots = roots.map(canonical);
    this.#variables = variables;
    this.#interpret = interpret;
    this.names = variables.map((variable) => variable.name!);
    this.count = roots.length;
    this.#tapes.set('value', this.#lower(roots));
    this.#places.set(
      'value',
      placesOf(
        roots.map((_, k) => [k]),
        roots.length,
      ),
    );
    this.#program = new Program(this.#tapes, interpret);
  }

  get backend(): 'wasm' | 'interpreter' {
    return this.#program.compiled ? 'wasm' : 'interpreter';
  }

  /** Derives the parts that are missing and compiles everything known into one module. */
  prepare(parts: readonly ('gradient' | 'hessian')[]): void {
    const missing = parts.filter((part) => !this.#tapes.has(part));
    if (missing.length === 0) return;
    for (const part of missing) this.#derive(part);
    this.#program = new Program(new Map(this.#tapes), this.#interpret);
    for (const part of ['value', 'gradient', 'hessian'] as const) delete this.#prepared[part];
  }

  /** f₁(x), … into `out`. */
  values(x: ArrayLike<number>, out: Float64Array): Float64Array {
    const { routine, places } = this.#prepared.value ?? this.#ready('value');
    routine.point(x, out, places);
    return out;
  }

  /** The derivatives at x, as a full array of `length` numbers. */
  derivatives(
    part: 'gradient' | 'hessian',
    x: ArrayLike<number>,
    out: Float64Array | undefined,
    length: number,
  ): Float64Array {
    this.checkPoint(part, x);
    const { routine, places } = this.#prepared[part] ?? this.#ready(part);
    const result = output(part, out, length);
    routine.point(x, result, places);
    return result;
  }

  /** Values or derivatives at `count` points, entry by entry. */
  batch(part: Part, columns: readonly Float64Array[], count: number, out: Float64Array | undefined): Float64Array {
    this.#checkColumns(columns, count);
    const { routine, places } = this.#prepared[part] ?? this.#ready(part);
    const n = this.names.length;
    const width = this.count * { value: 1, gradient: n, hessian: n * n }[part];
    const result = output('batch', out, width * count);
    if (count > 0) routine.batch(columns, count, result, places);
    return result;
  }

  checkPoint(where: string, x: ArrayLike<number>): void {
    if (x?.length === this.names.length) return;
    throw new ArgumentError({ where, expected: `${this.names.length} numbers (${this.names})`, got: `${x?.length}` });
  }

  #ready(part: Part): Prepared {
    if (part !== 'value') this.prepare([part]);
    const prepared = { routine: this.#program.routine(part), places: this.#places.get(part)! };
    this.#prepared[part] = prepared;
    return prepared;
  }

  /** One output for every different entry that is not zero; the Hessian's lower half is the upper one's. */
  #derive(part: 'gradient' | 'hessian'): void {
    const n = this.#variables.length;
    const outputs = new Map<Expr, number[]>();
    const place = (value: Expr, at: number): void => {
      if (value === zeroExpr) return;
      const places = outputs.get(value);
      if (places === undefined) outputs.set(value, [at]);
      else places.push(at);
    };
    this.#roots.forEach((root, k) => {
      if (part === 'gradient') {
        this.#gradient(root).forEach((each, i) => {
          place(each, k * n + i);
        });
        return;
      }
      gradientOf(root, this.#variables).forEach((component, i) => {
        gradientOf(component, this.#variables.slice(i)).forEach((each, j) => {
          place(each, (k * n + i) * n + i + j);
          if (j > 0) place(each, (k * n + i + j) * n + i);
        });
      });
    });
    this.#tapes.set(part, this.#lower([...outputs.keys()]));
    this.#places.set(part, placesOf([...outputs.values()], part === 'gradient' ? n * this.count : n * n * this.count));
  }

  #gradient(root: Expr): Expr[] {
    return this.#variables.length < REVERSE_FROM ? gradientOf(root, this.#variables) : adjoints(root, this.#variables);
  }

  #lower(roots: readonly Expr[]): Tape {
    return lower(roots, this.names, (name) => {
      throw new UnknownSymbolError({ where: 'compile', kind: 'variable', name, known: this.names });
    });
  }

  #checkColumns(columns: readonly Float64Array[], count: number): void {
    const valid =
      Number.isSafeInteger(count) &&
      count >= 0 &&
      columns.length === this.names.length &&
      columns.every((column) => column instanceof Float64Array && column.length >= count);
    if (valid) return;
    throw new ArgumentError({
      where: 'batch',
      expected: `${this.names.length} Float64Array columns of at least ${count} numbers`,
      got: `${columns.length} columns of ${columns.map((column) => column?.length).join(', ')}`,
    });
  }
}

/** @param targets the entries that each output is; @param width how many entries there are */
function placesOf(targets: readonly (readonly number[])[], width: number): Places {
  const target = Int32Array.from(targets.flat());
  return {
    source: Int32Array.from(targets.flatMap((entries, k) => entries.map(() => k))),
    target,
    full: target.length === width,
  };
}

function output(where: string, out: Float64Array | undefined, length: number): Float64Array {
  if (out === undefined) return new Float64Array(length);
  if (!(out instanceof Float64Array) || out.length !== length) {
    throw new ArgumentError({ where: `${where}: out`, expected: `a Float64Array of ${length}`, got: `${out?.length}` });
  }
  return out;
}
