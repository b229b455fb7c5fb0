/**
 * Square matrices: inverse, determinant, trace.
 *
 *     d(A⁻¹) = −A⁻¹·dA·A⁻¹      d det(A) = tr(adj(A)·dA)      d log|det A| = tr(A⁻¹·dA)      d tr(A) = tr(dA)
 *
 * The determinant's rule uses the adjugate, the transposed matrix of cofactors, which exists where A⁻¹ does not:
 * ∂det/∂A[i,j] is the cofactor of A[i,j] at every A. Where A is invertible, adj(A) = det(A)·A⁻¹.
 */
import { adjugate, det as determinant, slogdet } from '@nablajs/core-wasm';
import { type Expr, node } from '../../expr/node.js';
import type { Shape } from '../../expr/shape.js';
import { minusOne, negate, oneExpr, power, product, sum } from '../arithmetic.js';
import { apply, declare } from '../table.js';
import { Dense } from './dense.js';
import { eye } from './identity.js';
import { isRow, type MatrixOperation, term } from './indexForm.js';
import { matmul, matmulOperation } from './product.js';
import { secondCofactors } from './secondCofactors.js';
import { matrixShapeError } from './shapeError.js';
import { isDeclaredOrthogonal } from './traits.js';
import { isSymmetric, transpose, transposeOperation } from './transpose.js';
import { splitScalar } from './zeros.js';

/** A⁻¹ */
export const invOperation: MatrixOperation = declare({
  name: 'inv',
  arity: [1, 1],
  rank: 37,
  shape: ([arg]) => square('inv', arg!),
  make: ([arg]) => inv(arg!),
  flip: (self) => (isSymmetric(self.args[0]!) ? self : node(transposeOperation, [self])),
  beside: (self, other) => (other === self.args[0] ? [eye(self.shape[0]!)] : undefined),
  pull(self, _index, [i, l], labels) {
    const [j, k] = labels.for(self.shape) as [number, number];
    const factors = [
      { node: self, at: [i!, j] },
      { node: self, at: [k, l!] },
    ];
    return [{ coefficient: minusOne, factors, at: [j, k] }];
  },
  numeric: ([arg]) => Dense.inverted(arg!),
  degree: ([arg]) => -arg!.degree,
  latex: (context) => ({ text: `${context.part(0, 50)}^{-1}`, binding: 30 }),
  code: { numpy: 'np.linalg.inv', torch: 'torch.linalg.inv', jax: 'jnp.linalg.inv', julia: 'inv' },
  explain: { en: 'inverse: d(A⁻¹) = −A⁻¹·dA·A⁻¹', zh: '逆矩阵：d(A⁻¹) = −A⁻¹·dA·A⁻¹' },
} as MatrixOperation);

/** det A */
export const detOperation: MatrixOperation = declare({
  name: 'det',
  arity: [1, 1],
  rank: 40,
  shape: ([arg]) => square('det', arg!) && [],
  make: ([arg]) => det(arg!),
  pull(self, _index, _out, labels) {
    const [i, j] = labels.for(self.args[0]!.shape) as [number, number];
    return [{ ...term({ node: adj(self.args[0]!), at: [j, i] }), at: [i, j] }];
  },
  numeric: ([arg]) => Float64Array.of(determinant(arg!.tensor)),
  latex: '\\det',
  code: { numpy: 'np.linalg.det', torch: 'torch.linalg.det', jax: 'jnp.linalg.det', julia: 'det' },
  explain: {
    en: 'determinant, by cofactors: d det(A) = tr(adj(A)·dA)',
    zh: '行列式按代数余子式：d det(A) = tr(A*·dA)',
  },
} as MatrixOperation);

/** log |det A| */
export const logdetOperation: MatrixOperation = declare({
  name: 'logdet',
  arity: [1, 1],
  rank: 40,
  shape: ([arg]) => square('logdet', arg!) && [],
  make([arg]) {
    const [inner, parts] = [arg!, squareFactors(arg!)];
    if (inner.op === transposeOperation) return apply(logdetOperation, inner.args);
    return parts === undefined
      ? node(logdetOperation, [inner])
      : sum(parts.map((part) => apply(logdetOperation, [part])));
  },
  pull(self, _index, _out, labels) {
    const [i, j] = labels.for(self.args[0]!.shape) as [number, number];
    return [{ ...term({ node: inv(self.args[0]!), at: [j, i] }), at: [i, j] }];
  },
  numeric: ([arg]) => Float64Array.of(slogdet(arg!.tensor).logAbs),
  latex: '\\log\\det',
  code: {
    numpy: 'np.linalg.slogdet($0)[1]',
    torch: 'torch.linalg.slogdet($0)[1]',
    jax: 'jnp.linalg.slogdet($0)[1]',
    julia: 'logabsdet($0)[1]',
  },
  explain: { en: 'log-determinant: d log|det A| = tr(A⁻¹·dA)', zh: '对数行列式：d log|det A| = tr(A⁻¹·dA)' },
} as MatrixOperation);

/** tr A */
export const trOperation: MatrixOperation = declare({
  name: 'tr',
  arity: [1, 1],
  aliases: ['trace'],
  rank: 40,
  shape: ([arg]) => (arg!.shape.length === 0 ? [] : square('tr', arg!) && []),
  make: ([arg]) => trace(arg!),
  pull(self, _index, _out, labels) {
    const at = labels.for(self.args[0]!.shape);
    return [{ ...term({ node: eye(self.args[0]!.shape[0]!), at }), at }];
  },
  numeric([arg]) {
    const n = arg!.shape[0]!;
    let total = 0;
    for (let i = 0; i < n; i++) total += arg!.data[i * (n + 1)]!;
    return Float64Array.of(total);
  },
  degree: ([arg]) => arg!.degree,
  latex: '\\operatorname{tr}',
  code: { numpy: 'np.trace', torch: 'torch.trace', jax: 'jnp.trace', julia: 'tr' },
  explain: { en: 'trace: d tr(A) = tr(dA)', zh: '迹：d tr(A) = tr(dA)' },
} as MatrixOperation);

/** adj A, with A·adj A = det(A)·I; its transpose is the matrix of cofactors. */
export const adjOperation: MatrixOperation = declare({
  name: 'adj',
  arity: [1, 1],
  aliases: ['adjugate'],
  rank: 37,
  shape: ([arg]) => square('adj', arg!),
  make: ([arg]) => adj(arg!),
  flip: (self) => (isSymmetric(self.args[0]!) ? self : node(transposeOperation, [self])),
  pull(self, _index, [i, j], labels) {
    const [k, l] = labels.for(self.shape) as [number, number];
    return [{ ...term({ node: node(cofactors2Operation, self.args), at: [j!, i!, k, l] }), at: [k, l] }];
  },
  numeric: ([arg]) => Dense.from(adjugate(arg!.tensor)),
  degree: ([arg]) => arg!.degree,
  latex: '\\operatorname{adj}',
  explain: { en: 'adjugate: minors of minors', zh: '伴随矩阵：余子式的余子式' },
} as MatrixOperation);

/** ∂²det/∂A[i,j]∂A[k,l], the signed minors without rows i, k and columns j, l. */
export const cofactors2Operation: MatrixOperation = declare({
  name: 'cof2',
  arity: [1, 1],
  rank: 37,
  shape: ([arg]) => [...square('cof2', arg!), ...arg!.shape],
  /** d cof2 = det(A)·Σ ±A⁻¹·A⁻¹·A⁻¹·dA over the permutations of three rows, where A is invertible. */
  pull(self, _index, [i, j, k, l], labels) {
    const matrix = self.args[0]!;
    const at = labels.for(matrix.shape);
    const rows = [i!, k!, at[0]!];
    const columns = [j!, l!, at[1]!];
    return PERMUTATIONS.map(([even, order]) => ({
      coefficient: even ? det(matrix) : negate(det(matrix)),
      factors: rows.map((row, place) => ({ node: inv(matrix), at: [columns[order[place]!]!, row] })),
      at,
    }));
  },
  numeric: ([arg]) => secondCofactors(arg!),
} as MatrixOperation);

/** The orders of three things, with their signs. */
const PERMUTATIONS: readonly (readonly [even: boolean, order: readonly number[]])[] = [
  [true, [0, 1, 2]],
  [true, [1, 2, 0]],
  [true, [2, 0, 1]],
  [false, [1, 0, 2]],
  [false, [0, 2, 1]],
  [false, [2, 1, 0]],
];

function square(where: string, arg: Expr): Shape {
  const { shape } = arg;
  if (shape.length === 2 && shape[0] === shape[1] && !isRow(shape)) return shape;
  throw matrixShapeError(where, 'a square matrix', [shape]);
}

/** The factors of a product of square matrices. */
function squareFactors(e: Expr): readonly Expr[] | undefined {
  return e.op === matmulOperation && e.args.every((arg) => arg.shape.length === 2 && arg.shape[0] === arg.shape[1])
    ? e.args
    : undefined;
}

export function inv(e: Expr): Expr {
  square('inv', e);
  const [scalar, rest] = splitScalar(e);
  if (scalar !== undefined && rest !== undefined) return product([power(scalar, minusOne), inv(rest)]);
  if (e.op === invOperation) return e.args[0]!;
  if (e.op === transposeOperation) return transpose(inv(e.args[0]!));
  if (isDeclaredOrthogonal(e)) return transpose(e);
  const parts = squareFactors(e);
  if (parts !== undefined) return matmul([...parts].reverse().map(inv));
  return e.op === eye(e.shape[0]!).op ? e : node(invOperation, [e]);
}

export function det(e: Expr): Expr {
  if (e.op === transposeOperation) return det(e.args[0]!);
  if (e.op === invOperation) return power(det(e.args[0]!), minusOne);
  const parts = squareFactors(e);
  if (parts !== undefined) return product(parts.map(det));
  return e.op === eye(e.shape[0]!).op ? oneExpr : node(detOperation, [e]);
}

export function adj(e: Expr): Expr {
  if (e.op === transposeOperation) return transpose(adj(e.args[0]!));
  return e.op === eye(e.shape[0]!).op ? e : node(adjOperation, [e]);
}

export function trace(e: Expr): Expr {
  if (e.shape.length === 0) return e;
  const [scalar, rest] = splitScalar(e);
  if (scalar !== undefined && rest !== undefined) return product([scalar, trace(rest)]);
  return (e.op as MatrixOperation).traced?.(e) ?? node(trOperation, [e]);
}
