// Every public operation with a call of it, for the properties that all of them promise.
import * as core from '../src/index.js';

const { Tensor } = core;
type Tensor = core.Tensor;

/** A general matrix, a positive definite one, and two vectors, of one dtype. */
export interface Operands {
  readonly a: Tensor;
  readonly s: Tensor;
  readonly v: Tensor;
  readonly w: Tensor;
}

const unary =
  `neg abs sign sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh
  acosh atanh erf sigmoid softplus relu gelu gelu_tanh floor ceil round softmax logsumexp sum mean max min prod argmax
  argmin cumsum variance std transpose diag writeNpy`.split(/\s+/);
const binary =
  `add sub mul div pow atan2 hypot maximum minimum equal notEqual less lessEqual greater greaterEqual`.split(' ');
const ofMatrix = `trace norm lu qr eig eigvals svd svdvals det slogdet pinv rank cond rcond expm nullSpace inv adjugate
  cofactor`.split(/\s+/);
const ofDefinite = 'cholesky eigh eigvalsh ldlt'.split(' ');

type Call = (operands: Operands) => unknown;
const exported = core as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
const named = (names: readonly string[], call: (f: (...args: unknown[]) => unknown) => Call): [string, Call][] =>
  names.map((name) => [name, call(exported[name]!)]);

export const operations: Readonly<Record<string, Call>> = {
  ...Object.fromEntries([
    ...named(
      unary,
      (f) =>
        ({ a }) =>
          f(a),
    ),
    ...named(
      binary,
      (f) =>
        ({ a, v }) =>
          f(a, v),
    ),
    ...named(
      ofMatrix,
      (f) =>
        ({ a }) =>
          f(a),
    ),
    ...named(
      ofDefinite,
      (f) =>
        ({ s }) =>
          f(s),
    ),
  ]),
  clip: ({ a }) => core.clip(a, -0.5, 0.5),
  where: ({ a, v }) => core.where(core.greater(v, 0), a, 1),
  concat: ({ a, s }) => core.concat([a, s], 1),
  slice: ({ a }) => core.slice(a, [[0, a.shape[0]!], null]),
  reshape: ({ a }) => core.reshape(a, [a.size]),
  dot: ({ v, w }) => core.dot(v, w),
  outer: ({ v, w }) => core.outer(v, w),
  kron: ({ a, v }) => core.kron(a, core.reshape(core.slice(v, [[0, 4]]), [2, 2])),
  matmul: ({ a, s }) => core.matmul(a, s, { transposeA: true }),
  einsum: ({ a, s }) => core.einsum('...ij,jk->...ki', a, s),
  solve: ({ a, v }) => core.solve(a, v),
  solveTriangular: ({ a, v }) => core.solveTriangular(core.add(a, a.T), v),
  lstsq: ({ a, v }) => core.lstsq(a, v),
  readNpy: ({ a }) => core.readNpy(core.writeNpy(a)),
  tensor: ({ a }) => core.tensor(a.toArray() as number[][], { dtype: a.dtype }),
};

/** Names that compute nothing from tensors: classes, settings, and what makes tensors of sizes or seeds. */
export const others: readonly string[] = `Tensor Random NablaError ArgumentError ShapeError DTypeError
  NotPositiveDefiniteError SingularMatrixError ConvergenceError OutOfMemoryError CompilationError FormatError configure
  info random arange eye full linspace ones zeros`.split(/\s+/);

/** All numbers of a result, whatever holds them. */
export function numbers(result: unknown): number[] {
  if (typeof result === 'number') return [result];
  if (result instanceof Tensor) return Array.from(result.toTypedArray());
  if (result instanceof Uint8Array) return numbers(core.readNpy(result));
  return result === null || typeof result !== 'object' ? [] : Object.values(result).flatMap(numbers);
}
