/**
 * The value of a formula with vectors and matrices: every node once, by the operation's `numeric` or, element by
 * element, by its `value`; products of several matrices in the cheapest order.
 */
import { ArgumentError, type DType, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { toDouble } from '../expr/number.js';
import { postorder } from '../expr/walk.js';
import type { Dense, MatrixOperation } from '../ops/matrix/indexForm.js';
import { UnknownSymbolError } from '../parse/errors.js';
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
    if (each.name === undefined) continue;
    const { dense, precision } = read(each.name, values);
    sizes.bind(each.name, each.shape, dense.shape);
    given.set(each, dense);
    if (each.shape.length > 0) dtype = dtype === 'f64' ? dtype : precision;
  }
  bindRemembered(f, values, sizes);
  const done = new Map<Expr, Dense>();
  for (const each of order) done.set(each, given.get(each) ?? denseOf(each, done, sizes));
  const result = done.get(f)!;
  if (f.shape.length === 0) return result.data[0]!;
  return tensor(result.data, { shape: sizes.of(f.shape), dtype: dtype ?? 'f64' });
}

function read(name: string, values: Readonly<Record<string, unknown>>): { dense: Dense; precision: DType } {
  if (!Object.hasOwn(values, name)) {
    throw new UnknownSymbolError({ where: 'evaluate', kind: 'value', name, known: Object.keys(values) });
  }
  const value = tensor(values[name] as never);
  return { dense: { shape: value.shape, data: Float64Array.from(value.toTypedArray()) }, precision: value.dtype };
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
    return { shape, data: operation.numeric(args, shape, node, (name) => sizes.length(name)) };
  }
  const count = shape.reduce((total, length) => total * length, 1);
  if (node.value !== undefined) return { shape, data: new Float64Array(count).fill(toDouble(node.value)) };
  if (operation.value === undefined) {
    throw new ArgumentError({ where: 'evaluate', expected: 'an operation with a value', got: operation.name });
  }
  return { shape, data: elementwise(operation, args, count) };
}

/** f(x, y, …) element by element; single numbers broadcast. */
function elementwise(operation: MatrixOperation, args: readonly Dense[], count: number): Float64Array {
  const data = new Float64Array(count);
  const inputs = args.map((arg) => arg.data);
  const each = inputs.map(() => 0);
  for (const input of inputs) {
    if (input.length !== 1 && input.length !== count) {
      throw new ShapeError(operation.name, `${count} entries`, `${input.length}`);
    }
  }
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < inputs.length; k++) each[k] = inputs[k]![inputs[k]!.length === 1 ? 0 : i]!;
    data[i] = operation.value!(...each);
  }
  return data;
}
