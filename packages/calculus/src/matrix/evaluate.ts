/**
 * The value of a formula with vectors and matrices: every node once, by the operation's `numeric` or, element by
 * element, by its `value`; products of several matrices in the cheapest order.
 */
import { ArgumentError, type DType, Tensor, tensor } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { toDouble } from '../expr/number.js';
import { postorder } from '../expr/walk.js';
import { Dense } from '../ops/matrix/dense.js';
import type { MatrixOperation } from '../ops/matrix/indexForm.js';
import { UnknownSymbolError } from '../parse/errors.js';
import { elementwise } from './elementwise.js';
import { rememberedShapes, Sizes } from './sizes.js';

/**
 * @throws UnknownSymbolError for a symbol without a value; ShapeError where a value has another shape than declared, or
 * two values disagree about a symbolic size.
 */
export function evaluateMatrix(f: Expr, values: Readonly<Record<string, unknown>>): number | Tensor {
  const order = postorder([f]);
  const sizes = new Sizes();
  const given = new Map<Expr, Dense>();
  let dtype: DType | undefined;
  for (const each of order) {
    if (each.name === undefined || isSizeName(each, values)) continue;
    const { dense, precision } = read(each.name, values);
    sizes.bind(each.name, each.shape, dense.shape);
    given.set(each, dense);
    if (each.shape.length > 0) dtype = dtype === 'f64' ? dtype : precision;
  }
  bindRemembered(f, values, sizes);
  for (const each of order) if (isSizeName(each, values)) given.set(each, lengthOf(each.name!, values, sizes));
  const done = new Map<Expr, Dense>();
  for (const each of order) done.set(each, given.get(each) ?? denseOf(each, done, sizes));
  const result = done.get(f)!;
  if (f.shape.length === 0) return result.data[0]!;
  return tensor(result.tensor, { shape: sizes.of(f.shape), dtype: dtype ?? 'f64' });
}

/** A scalar without a value: it may be the name of a size, as n in tr(eye(n)) = n. */
function isSizeName(each: Expr, values: Readonly<Record<string, unknown>>): boolean {
  return each.name !== undefined && each.shape.length === 0 && !Object.hasOwn(values, each.name);
}

function lengthOf(name: string, values: Readonly<Record<string, unknown>>, sizes: Sizes): Dense {
  const length = sizes.lookup(name);
  if (length === undefined) {
    throw new UnknownSymbolError({ where: 'evaluate', kind: 'value', name, known: Object.keys(values) });
  }
  return Dense.of([], Float64Array.of(length));
}

function read(name: string, values: Readonly<Record<string, unknown>>): { dense: Dense; precision: DType } {
  if (!Object.hasOwn(values, name)) {
    throw new UnknownSymbolError({ where: 'evaluate', kind: 'value', name, known: Object.keys(values) });
  }
  const given = values[name];
  const value = given instanceof Tensor ? given : tensor(given as never);
  const double = value.dtype === 'f64' ? value : tensor(value, { dtype: 'f64' });
  return { dense: Dense.from(double), precision: value.dtype };
}

/** Sizes that no symbol of f has any more come from the values of those it was derived from, or are given by name. */
function bindRemembered(f: Expr, values: Readonly<Record<string, unknown>>, sizes: Sizes): void {
  for (const [name, shape] of rememberedShapes(f)) {
    if (Object.hasOwn(values, name)) sizes.bind(name, shape, tensor(values[name] as never).shape);
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && sizes.lookup(name) === undefined) {
      sizes.bind(name, [name], [value]);
    }
  }
}

function denseOf(node: Expr, done: ReadonlyMap<Expr, Dense>, sizes: Sizes): Dense {
  const shape = sizes.of(node.shape);
  const operation = node.op as MatrixOperation;
  const args = node.args.map((arg) => done.get(arg)!);
  if (operation.numeric !== undefined) {
    const value = operation.numeric(args, shape, node, (name) => sizes.length(name));
    return value instanceof Float64Array ? Dense.of(shape, value) : value;
  }
  const count = shape.reduce((total, length) => total * length, 1);
  if (node.value !== undefined) return Dense.of(shape, new Float64Array(count).fill(toDouble(node.value)));
  if (operation.value === undefined) {
    throw new ArgumentError({ where: 'evaluate', expected: 'an operation with a value', got: operation.name });
  }
  const entries = elementwise(
    operation,
    args.map((arg) => arg.data),
    count,
  );
  return Dense.of(shape, entries);
}
