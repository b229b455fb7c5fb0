/**
 * Operations that move entries without changing them:
 *
 *     diag(v)[i,j] = v[i]·δ[i,j]      diag(A)[i] = A[i,i]
 *     vec(A)[p] = A[i,j] with p = i + m·j (column by column)
 *     kron(A, B)[p,q] = A[i,j]·B[k,l] with p = k + rows(B)·i, q = l + columns(B)·j
 *
 * The pairing of two indices into one is itself a constant tensor S[p,i,j], 1 where p = i + m·j.
 */
import { type Expr, node } from '../../expr/node.js';
import type { Shape } from '../../expr/shape.js';
import { product } from '../arithmetic.js';
import { declare, declareFunction } from '../table.js';
import { Dense } from './dense.js';
import { eye, isIdentity, readSize, sized, timesSize } from './identity.js';
import { isRow, type Label, type Labels, type MatrixOperation, type Size, type Term, term } from './indexForm.js';
import { matmul, matmulOperation } from './product.js';
import { total } from './reduce.js';
import { matrixShapeError } from './shapeError.js';
import { trace } from './square.js';
import { transpose, transposeOperation } from './transpose.js';
import { isOnes, ones, splitScalar } from './zeros.js';

/** The diagonal matrix of a vector, and the diagonal of a matrix as a vector. */
export const diagOperation: MatrixOperation = declare({
  name: 'diag',
  arity: [1, 1],
  rank: 37,
  shape: ([arg]) => diagShape(arg!.shape),
  make: ([arg]) => diag(arg!),
  factor(self, at) {
    const arg = self.args[0]!;
    if (arg.shape.length === 2) return term({ node: arg, at: [at[0]!, at[0]!] });
    return term({ node: eye(arg.shape[0]!), at }, { node: arg, at: [at[0]!] });
  },
  pull(self, _index, out, labels) {
    const { shape } = self.args[0]!;
    if (shape.length === 1) return [{ ...term({ node: eye(shape[0]!), at: out }), at: [out[0]!] }];
    const second = labels.fresh(shape[0]!);
    return [{ ...term({ node: eye(shape[0]!), at: [out[0]!, second] }), at: [out[0]!, second] }];
  },
  flip: (self) => (self.shape.length === 2 ? self : node(transposeOperation, [self])),
  traced: (self) => total(self.args[0]!),
  beside(self, other, side) {
    if (self.shape.length !== 2) return undefined;
    const [scale] = self.args as [Expr];
    if (other.op === diagOperation && other.shape.length === 2) return [diag(product([scale, other.args[0]!]))];
    if (side === 'right' && other.shape.length === 1) return [product([scale, other])];
    if (side === 'left' && isRow(other.shape)) return [transpose(product([transpose(other), scale]))];
    return undefined;
  },
  numeric([arg], shape) {
    if (shape.length === 2) return Dense.diagonal(arg!.data);
    const n = shape[0]!;
    return Float64Array.from({ length: n }, (_, i) => arg!.data[i * (n + 1)]!);
  },
  degree: ([arg]) => arg!.degree,
  latex: '\\operatorname{diag}',
  code: { numpy: 'np.diag', torch: 'torch.diag', jax: 'jnp.diag', julia: '(ndims($0) == 1 ? diagm($0) : diag($0))' },
  explain: { en: 'diagonal: d diag(v) = diag(dv)', zh: '对角：d diag(v) = diag(dv)' },
} as MatrixOperation);

/** The columns of a matrix, one under the other. */
export const vecOperation: MatrixOperation = declare({
  name: 'vec',
  arity: [1, 1],
  rank: 40,
  shape: ([arg]) => [arg!.shape.reduce(timesSize, 1)],
  make: ([arg]) => (arg!.shape.length === 1 ? arg! : isRow(arg!.shape) ? transpose(arg!) : node(vecOperation, [arg!])),
  factor(self, [p], labels) {
    const at = labels.for(self.args[0]!.shape);
    return term({ node: selector(self.args[0]!.shape), at: [p!, ...at] }, { node: self.args[0]!, at });
  },
  pull(self, _index, [p], labels) {
    const { shape } = self.args[0]!;
    const at = labels.for(shape);
    if (at.length === 1) return [{ ...term(), at: [p!] }];
    return [{ ...term({ node: selector(shape), at: [p!, ...at] }), at }];
  },
  numeric: ([arg]) => Dense.transposed(arg!).data,
  degree: ([arg]) => arg!.degree,
  latex: '\\operatorname{vec}',
  code: { numpy: "$0.flatten(order='F')", torch: '$0.T.flatten()', jax: "$0.flatten(order='F')", julia: 'vec' },
  explain: { en: 'vectorisation: d vec(A) = vec(dA)', zh: '向量化：d vec(A) = vec(dA)' },
} as MatrixOperation);

/** The Kronecker product. */
export const kronOperation: MatrixOperation = declare({
  name: 'kron',
  arity: [2, 2],
  rank: 40,
  shape: ([a, b]) => {
    if (a!.shape.length !== b!.shape.length || a!.shape.length === 0 || isRow(a!.shape) || isRow(b!.shape)) {
      throw matrixShapeError('kron', 'two matrices or two vectors', [a!.shape, b!.shape]);
    }
    return a!.shape.map((size, axis) => timesSize(size, b!.shape[axis]!));
  },
  factor: (self, at, labels) => {
    const { factors, left, right } = kronParts(self, at, labels);
    return term(...factors, { node: self.args[0]!, at: left }, { node: self.args[1]!, at: right });
  },
  pull(self, index, out, labels) {
    const { factors, left, right } = kronParts(self, out, labels);
    const other = { node: self.args[1 - index]!, at: index === 0 ? right : left };
    return [{ ...term(...factors, other), at: index === 0 ? left : right }];
  },
  traced: (self) => product(self.args.map(trace)),
  flip: (self) =>
    self.shape.length === 2 ? node(kronOperation, self.args.map(transpose)) : node(transposeOperation, [self]),
  numeric([a, b], shape) {
    const [p, q] = [b!.shape[0]!, b!.shape[1] ?? 1];
    const [rows, columns] = [shape[0]!, shape[1] ?? 1];
    const data = new Float64Array(rows * columns);
    const width = a!.shape[1] ?? 1;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        data[r * columns + c] =
          a!.data[Math.floor(r / p) * width + Math.floor(c / q)]! * b!.data[(r % p) * q + (c % q)]!;
      }
    }
    return data;
  },
  degree: ([a, b]) => a!.degree + b!.degree,
  latex: (context) => ({ text: `${context.part(0, 30)} \\otimes ${context.part(1, 30)}`, binding: 20 }),
  code: { numpy: 'np.kron', torch: 'torch.kron', jax: 'jnp.kron', julia: 'kron' },
  explain: { en: 'Kronecker product: d(A⊗B) = dA⊗B + A⊗dB', zh: '克罗内克积：d(A⊗B) = dA⊗B + A⊗dB' },
} as MatrixOperation);

declareFunction({
  name: 'outer',
  arity: [2, 2],
  build: ([a, b]) => matmul([a!, transpose(b!)]),
});

function diagShape(shape: Shape): Shape {
  if (shape.length === 1) return [shape[0]!, shape[0]!];
  if (shape.length === 2 && shape[0] === shape[1]) return [shape[0]!];
  throw matrixShapeError('diag', 'a vector or a square matrix', [shape]);
}

export function diag(e: Expr): Expr {
  if (e.op === diagOperation && e.shape.length === 2) return e.args[0]!;
  if (isOnes(e) && e.shape.length === 1) return eye(e.shape[0]!);
  if (isIdentity(e)) return ones([e.shape[0]!]);
  if (e.op === matmulOperation && e.args.length === 2 && e.args[0]!.shape.length === 1) {
    return product([e.args[0]!, transpose(e.args[1]!)]);
  }
  const [scalar, rest] = splitScalar(e);
  if (scalar !== undefined && rest !== undefined) return product([scalar, diag(rest)]);
  return node(diagOperation, [e]);
}

interface KronParts {
  readonly factors: Term['factors'];
  readonly left: readonly Label[];
  readonly right: readonly Label[];
}

/** The index pairing of each axis, with the labels of both arguments. */
function kronParts(self: Expr, out: readonly Label[], labels: Labels): KronParts {
  const [a, b] = self.args as [Expr, Expr];
  const left = labels.for(a.shape);
  const right = labels.for(b.shape);
  const factors = out.map((p, axis) => ({
    node: selector([b.shape[axis]!, a.shape[axis]!]),
    at: [p, right[axis]!, left[axis]!],
  }));
  return { factors, left, right };
}

/** S[p,i,j] = 1 where p = i + m·j: the constant that pairs two indices. */
export function selector(shape: Shape): Expr {
  const [m, n] = shape as [Size, Size];
  return node(
    sized('pair', [m, n], () => selectorOperation(m, n)),
    [],
  );
}

function selectorOperation(m: Size, n: Size): MatrixOperation {
  return {
    name: 'pair',
    arity: [0, 0],
    aliases: null,
    rank: 95,
    shape: () => [timesSize(m, n), m, n],
    numeric(_args, shape) {
      const [mn, rows, columns] = shape as [number, number, number];
      const data = new Float64Array(mn * rows * columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) data[((i + rows * j) * rows + i) * columns + j] = 1;
      }
      return data;
    },
    text: () => ({ text: `pair(${m}, ${n})`, binding: 50 }),
  };
}

export function isSelector(e: Expr): boolean {
  return e.op.name === 'pair';
}

/** The m×n matrix whose columns, one under the other, are v. */
export function unvec(v: Expr, m: Size, n: Size): Expr {
  return node(
    sized('unvec', [m, n], () => unvecOperation(m, n)),
    [v],
  );
}

function unvecOperation(m: Size, n: Size): MatrixOperation {
  return {
    name: 'unvec',
    arity: [1, 1],
    aliases: null,
    rank: 40,
    shape: () => [m, n],
    factor(self, at, labels) {
      const p = labels.fresh(self.args[0]!.shape[0]!);
      return term({ node: selector([m, n]), at: [p, ...at] }, { node: self.args[0]!, at: [p] });
    },
    pull(self, _index, out, labels) {
      const p = labels.fresh(self.args[0]!.shape[0]!);
      return [{ ...term({ node: selector([m, n]), at: [p, ...out] }), at: [p] }];
    },
    numeric([arg], shape) {
      const [rows, columns] = shape as [number, number];
      const data = new Float64Array(rows * columns);
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = arg!.data[i + rows * j]!;
      return data;
    },
    text: (context) => ({ text: `unvec(${context.part(0, 0)}, ${m}, ${n})`, binding: 50 }),
  };
}

declareFunction({
  name: 'pair',
  arity: [2, 2],
  build: (args) => selector(args.map((arg) => readSize('pair', arg))),
});
declareFunction({
  name: 'unvec',
  arity: [3, 3],
  build([v, m, n]) {
    const [rows, columns] = [readSize('unvec', m!), readSize('unvec', n!)];
    if (v!.shape.length === 1 && v!.shape[0] === timesSize(rows, columns)) return unvec(v!, rows, columns);
    throw matrixShapeError('unvec', `a vector of ${timesSize(rows, columns)} entries`, [v!.shape]);
  },
});
