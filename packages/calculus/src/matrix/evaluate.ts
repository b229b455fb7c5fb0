/**
 * The value of a formula with vectors and matrices: every node once, by the operation's `numeric` or, element by
 * element, by its `value`; products of several matrices in the cheapest order.
 */
import { type DType, Tensor, tensor } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { postorder } from '../expr/walk.js';
import { Dense } from '../ops/matrix/dense.js';
import { UnknownSymbolError } from '../parse/errors.js';
import { denseOf } from './schedule.js';
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
  for (const each of order) done.set(each, given.get(each) ?? denseOf(each, (arg) => done.get(arg)!, sizes));
  const result = done.get(f)!;
  if (f.shape.length === 0) return result.data[0]!;
  const shape = sizes.of(f.shape);
  const isResult = result.shape.length === shape.length && shape.every((size, axis) => size === result.shape[axis]);
  if (isResult && dtype !== 'f32' && ![...given.values()].some((each) => each.holds(result.tensor)))
    return result.tensor;
  return tensor(result.tensor, { shape, dtype: dtype ?? 'f64' });
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
    if (!Object.hasOwn(values, name)) continue;
    const value = values[name];
    sizes.bind(name, shape, (value instanceof Tensor ? value : tensor(value as never)).shape);
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && sizes.lookup(name) === undefined) {
      sizes.bind(name, [name], [value]);
    }
  }
}
