import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { requireExpr, resolveVariables, type Variable } from '../derive/variables.js';
import { type Expr, enter } from '../expr/node.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import type { Compiled, CompiledMap } from './compiled.js';
import { compileMatrix, compileMatrixMap } from './compileMatrix.js';
import { Functions } from './functions.js';

/** How far to derive and how to run. */
export interface CompileOptions<Derivatives extends 0 | 1 | 2 = 0 | 1 | 2> {
  /** 0: the value only; 1: the gradient too; 2: the Hessian too (default, derived when first asked for). */
  readonly derivatives?: Derivatives;
  /** `'interpreter'` runs the same lines without compiling a module; default `'wasm'` where it is allowed. */
  readonly backend?: 'wasm' | 'interpreter';
  /** Values of the symbols that are no variables: data such as a design matrix, as `evaluate` takes them. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Lengths of symbolic sizes that no value tells. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/**
 * Compiles scalar formulas to WebAssembly: f, ∇f and the Hessian as straight-line code with everything common computed
 * once, in one module that works on the core's memory and calls its elementary functions. No `eval`; where modules
 * cannot be compiled the interpreter runs the same lines and gives the same bits.
 *
 * Formulas of vectors and matrices become functions of the variables' entries, one variable after the other, row-major;
 * `values` holds the data. They are evaluated by the core's kernels, products in the cheapest order, symmetric ones by
 * half, and what does not depend on the variables once.
 *
 * @param vars the order of the arguments; may contain names that do not occur.
 * @throws UnknownSymbolError for a symbol of `f` that is not in `vars`; ArgumentError for unknown options and arguments of a wrong length.
 *
 * @example
 * ```ts
 * import { compile, parse } from '@nablajs/calculus';
 *
 * const f = compile(parse('100*(y - x^2)^2 + (1 - x)^2'), ['x', 'y']);
 * console.log(f.value([-1.2, 1]), f.gradient([-1.2, 1]), f.hessian([-1.2, 1]));
 * console.log(f.batch([Float64Array.of(0, 1), Float64Array.of(0, 1)], 2));
 * const shapes = { X: ['m', 'n'], a: ['n'], y: ['m'] };
 * const fit = compile(parse('norm2(X*a - y)^2', { shapes }), ['a'], { values: { X: [[1, 0], [1, 1], [1, 2]], y: [1, 3, 5] } });
 * console.log(fit.value([0, 0]), fit.gradient([0, 0])); // 35 Float64Array(2) [ -18, -26 ]
 * ```
 */
export function compile<Derivatives extends 0 | 1 | 2 = 2>(
  f: Expr,
  vars: readonly Variable[],
  opts?: CompileOptions<Derivatives>,
): Compiled<Derivatives>;
export function compile<Derivatives extends 0 | 1 | 2 = 2>(
  f: readonly Expr[],
  vars: readonly Variable[],
  opts?: CompileOptions<Derivatives>,
): CompiledMap<Derivatives>;
export function compile(
  f: Expr | readonly Expr[],
  vars: readonly Variable[],
  opts: CompileOptions = {},
): Compiled<0 | 1 | 2> | CompiledMap<0 | 1 | 2> {
  const given = Array.isArray(f) ? (f as readonly Expr[]) : [f as Expr];
  if (given.length === 0) throw new ArgumentError({ where: 'compile', expected: 'at least one formula', got: 'none' });
  const entered = enter(given.map((each) => requireExpr('compile', each)));
  checkOptions('compile', opts, ['derivatives', 'backend', 'values', 'sizes']);
  const { derivatives = 2 } = opts;
  if (derivatives !== 0 && derivatives !== 1 && derivatives !== 2) {
    throw new ArgumentError({ where: 'compile: derivatives', expected: '0, 1 or 2', got: String(derivatives) });
  }
  const variables = resolveVariables('compile', vars, entered);
  if (opts.values !== undefined || [...entered, ...variables].some((each) => isMatrixFormula(each, each))) {
    if (Array.isArray(f)) return compileMatrixMap(entered, variables, derivatives, opts);
    return compileMatrix(entered[0]!, variables, derivatives, opts);
  }
  const functions = new Functions(entered, variables, opts.backend === 'interpreter');
  if (opts.derivatives !== undefined) functions.prepare((['gradient', 'hessian'] as const).slice(0, derivatives));
  return Array.isArray(f) ? compiledMap(functions, derivatives) : compiledFunction(functions, derivatives);
}

function compiledFunction(functions: Functions, derivatives: number): Compiled<0 | 1 | 2> {
  const n = functions.names.length;
  const single = new Float64Array(1);
  const result: Compiled<0 | 1 | 2> = {
    variables: functions.names,
    get backend() {
      return functions.backend;
    },
    value(x) {
      functions.checkPoint('value', x);
      return functions.values(x, single)[0]!;
    },
    batch: (columns, count, out) => functions.batch('value', columns, count, out),
  };
  if (derivatives > 0) {
    result.gradient = (x, out) => functions.derivatives('gradient', x, out, n);
    result.batchGradient = (columns, count, out) => functions.batch('gradient', columns, count, out);
  }
  if (derivatives > 1) {
    result.hessian = (x, out) => functions.derivatives('hessian', x, out, n * n);
    result.batchHessian = (columns, count, out) => functions.batch('hessian', columns, count, out);
  }
  return result;
}

function compiledMap(functions: Functions, derivatives: number): CompiledMap<0 | 1 | 2> {
  const { names, count } = functions;
  const result: CompiledMap<0 | 1 | 2> = {
    variables: names,
    get backend() {
      return functions.backend;
    },
    value(x, out = new Float64Array(count)) {
      functions.checkPoint('value', x);
      return functions.values(x, out);
    },
    batch: (columns, points, out) => functions.batch('value', columns, points, out),
  };
  if (derivatives > 0) {
    result.jacobian = (x, out) => functions.derivatives('gradient', x, out, names.length * count);
    result.batchJacobian = (columns, points, out) => functions.batch('gradient', columns, points, out);
  }
  return result;
}
