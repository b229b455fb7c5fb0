import { ArgumentError, ShapeError } from '@nablajs/core-wasm';
import type { Expr } from '../expr/node.js';
import { isScalar, showShape } from '../expr/shape.js';
import { type Fixed, MatrixObjective } from '../matrix/objective.js';
import type { Compiled, CompiledMap } from './compiled.js';

/** A scalar formula of vectors and matrices as an Objective over their entries. @internal */
export function compileMatrix(
  f: Expr,
  variables: readonly Expr[],
  derivatives: 0 | 1 | 2,
  fixed: Fixed,
): Compiled<0 | 1 | 2> {
  if (!isScalar(f.shape)) {
    throw new ShapeError('compile', 'a scalar formula, or a list of formulas', showShape(f.shape));
  }
  const objective = new MatrixObjective([f], variables, fixed);
  const single = new Float64Array(1);
  const result: Compiled<0 | 1 | 2> = {
    variables: variables.map((variable) => variable.name!),
    backend: 'wasm',
    value: (x) => objective.values('value', x, single)[0]!,
    batch: (columns, count, out) => batch(1, columns, count, out, (x, values) => objective.values('batch', x, values)),
  };
  if (derivatives > 0) {
    result.gradient = (x, out) => objective.jacobian('gradient', x, out);
    result.batchGradient = (columns, count, out) =>
      batch(columns.length, columns, count, out, (x, values) => objective.jacobian('batchGradient', x, values));
  }
  if (derivatives > 1) {
    result.hessian = (x, out) => objective.hessian('hessian', x, out);
    result.batchHessian = (columns, count, out) =>
      batch(columns.length ** 2, columns, count, out, (x, values) => objective.hessian('batchHessian', x, values));
    result.hessianVectorProduct = (x, v, out) => objective.hessianVectorProduct(x, v, out);
  }
  return result;
}

/** Formulas of vectors and matrices, of any shapes, as one map between flat arrays. @internal */
export function compileMatrixMap(
  formulas: readonly Expr[],
  variables: readonly Expr[],
  derivatives: 0 | 1 | 2,
  fixed: Fixed,
): CompiledMap<0 | 1 | 2> {
  const objective = new MatrixObjective(formulas, variables, fixed);
  const result: CompiledMap<0 | 1 | 2> = {
    variables: variables.map((variable) => variable.name!),
    backend: 'wasm',
    value: (x, out) => objective.values('value', x, out),
    batch(columns, count, out) {
      const width = count === 0 ? 0 : objective.values('batch', pointOf(columns, 0)).length;
      return batch(width, columns, count, out, (x, values) => objective.values('batch', x, values));
    },
  };
  if (derivatives > 0) {
    result.jacobian = (x, out) => objective.jacobian('jacobian', x, out);
    result.batchJacobian = (columns, count, out) => {
      const width = count === 0 ? 0 : objective.jacobian('batchJacobian', pointOf(columns, 0)).length;
      return batch(width, columns, count, out, (x, values) => objective.jacobian('batchJacobian', x, values));
    };
  }
  return result;
}

function pointOf(columns: readonly Float64Array[], place: number): Float64Array {
  return Float64Array.from(columns, (column) => column[place]!);
}

/** Point by point: number k of point p goes to k·count + p. */
function batch(
  width: number,
  columns: readonly Float64Array[],
  count: number,
  out: Float64Array | undefined,
  evaluate: (x: Float64Array, values: Float64Array) => void,
): Float64Array {
  if (!Number.isSafeInteger(count) || count < 0 || columns.some((column) => !(column?.length >= count))) {
    const got = `${columns.length} columns of ${columns.map((column) => column?.length).join(', ')}`;
    throw new ArgumentError({ where: 'batch', expected: `Float64Array columns of at least ${count} numbers`, got });
  }
  const result = out ?? new Float64Array(width * count);
  if (result.length !== width * count) {
    const expected = `a Float64Array of ${width * count}`;
    throw new ArgumentError({ where: 'batch: out', expected, got: `${result.length}` });
  }
  const values = new Float64Array(width);
  for (let p = 0; p < count; p++) {
    evaluate(pointOf(columns, p), values);
    for (let k = 0; k < width; k++) result[k * count + p] = values[k]!;
  }
  return result;
}
