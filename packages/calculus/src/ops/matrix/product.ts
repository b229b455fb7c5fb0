/**
 * The matrix product A₁·A₂·…·A_k.
 *
 *     C[i,k] = Σ_j A[i,j]·B[j,k]        dC = dA·B + A·dB
 *
 * A chain is kept flat: scalars stand in front of it, an inverse beside its matrix cancels, and a stretch from a row to
 * the next column is a scalar of its own.
 */
import { type Expr, node } from '../../expr/node.js';
import { compareExpr } from '../../expr/order.js';
import { rowShape, type Shape, scalarShape } from '../../expr/shape.js';
import { oneExpr, product } from '../arithmetic.js';
import { apply, declare, operationNamed } from '../table.js';
import { multiplySymmetric } from './congruence.js';
import { eye } from './identity.js';
import { isRow, type Label, type Labels, type MatrixOperation, term } from './indexForm.js';
import { multiplyChain } from './multiply.js';
import { chainLatex, chainText } from './productForms.js';
import { matrixShapeError } from './shapeError.js';
import { isDeclaredOrthogonal } from './traits.js';
import { countTransposes, transpose } from './transpose.js';
import { isOnes, isZeroMatrix, splitScalar, zeros } from './zeros.js';

/** The chain of matrices, rows and columns. */
export const matmulOperation: MatrixOperation = declare({
  name: 'matmul',
  arity: [2, Number.POSITIVE_INFINITY],
  aliases: null,
  rank: 38,
  shape: (args) => args.map((arg) => arg.shape).reduce(productShape),
  make: matmul,
  factor(chain, at, labels) {
    const places = chainLabels(chain, at, labels);
    return term(...chain.args.map((arg, k) => ({ node: arg, at: places[k]! })));
  },
  pull(chain, index, out, labels) {
    const places = chainLabels(chain, out, labels);
    const factors = chain.args.map((arg, k) => ({ node: arg, at: places[k]! })).filter((_, k) => k !== index);
    return [{ ...term(...factors), at: places[index]! }];
  },
  traced: tracedChain,
  flip: (chain) => matmul([...chain.args].reverse().map(transpose)),
  numeric: (args, _shape, chain) => (isMirrored(chain) ? multiplySymmetric(args) : multiplyChain(args)),
  degree: (args) => args.reduce((total, arg) => total + arg.degree, 0),
  text: chainText,
  latex: chainLatex,
  explain: { en: 'product rule: d(A·B) = dA·B + A·dB', zh: '乘积法则：d(A·B) = dA·B + A·dB' },
} as MatrixOperation);

/** Whether the factors read the same, transposed, from the other end: X'·D·X with a symmetric D. */
function isMirrored({ args, shape }: Expr): boolean {
  if (shape.length !== 2 || isRow(shape)) return false;
  return args.every((arg, k) => 2 * k >= args.length || transpose(arg) === args[args.length - 1 - k]);
}

/** Shape of a product of two; scalars scale, a row times a column is a scalar, a column times a row a matrix. */
export function productShape(a: Shape, b: Shape): Shape {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  if (a.length > 2 || b.length > 2) throw matrixShapeError('*', 'vectors or matrices', [a, b]);
  const columnsOfA = a.length === 1 ? 1 : a[1]!;
  if (columnsOfA !== b[0]) throw matrixShapeError('*', 'as many rows on the right as columns on the left', [a, b]);
  if (b.length === 1) return isRow(a) ? scalarShape : [a[0]!];
  return isRow(a) ? rowShape(b[1]!) : [a[0]!, b[1]!];
}

/** Labels of every factor of a chain whose own indices are `out`; neighbours share the label that is summed. */
function chainLabels(chain: Expr, out: readonly Label[], labels: Labels): Label[][] {
  const last = chain.args.length - 1;
  let shared: Label | undefined;
  return chain.args.map((arg, k) => {
    const at: Label[] = [];
    if (!isRow(arg.shape)) at.push(k === 0 ? out[0]! : (shared ?? labels.fresh(arg.shape[0]!)));
    shared = undefined;
    if (arg.shape.length === 2) {
      const right = k === last ? out[out.length - 1]! : labels.fresh(arg.shape[1]!);
      at.push(right);
      if (k < last && !isRow(chain.args[k + 1]!.shape)) shared = right;
    }
    return at;
  });
}

/**
 * The product in flat form.
 * @throws ShapeError naming both shapes where neighbours do not fit.
 */
export function matmul(args: readonly Expr[]): Expr {
  const scalars: Expr[] = [];
  const factors: Expr[] = [];
  let shape: Shape = scalarShape;
  for (const arg of args) {
    shape = productShape(shape, arg.shape);
    const [scalar, rest] = splitScalar(arg);
    if (scalar !== undefined) scalars.push(scalar);
    if (rest !== undefined) factors.push(...(rest.op === matmulOperation ? rest.args : [rest]));
  }
  if (factors.some(isZeroMatrix)) return zeros(shape);
  const chain = closeScalars(meet(factors), scalars);
  if (chain.length > 0) scalars.push(chain.length === 1 ? chain[0]! : node(matmulOperation, chain));
  return scalars.length === 0 ? oneExpr : product(scalars);
}

/** Lets neighbours act on each other: identities vanish, A⁻¹·A cancels, a diagonal scales the vector beside it. */
function meet(factors: readonly Expr[]): Expr[] {
  const done: Expr[] = [];
  const waiting = [...factors].reverse();
  while (waiting.length > 0) {
    const right = waiting.pop()!;
    const left = done[done.length - 1];
    const joined =
      left &&
      (cancelled(left, right) ??
        (left.op as MatrixOperation).beside?.(left, right, 'right') ??
        (right.op as MatrixOperation).beside?.(right, left, 'left'));
    if (joined === undefined) done.push(right);
    else {
      done.pop();
      for (let k = joined.length - 1; k >= 0; k--) waiting.push(joined[k]!);
    }
  }
  return done;
}

/** Q·Q' = Q'·Q = I for an orthogonal Q; 1·1' of a single entry is the identity of size 1. */
function cancelled(left: Expr, right: Expr): readonly Expr[] | undefined {
  const orthogonal = [left, right].some(isDeclaredOrthogonal) && transpose(left) === right;
  if (orthogonal) return [eye(left.shape[0]!)];
  const single = [left, right].every((each) => isOnes(each) && each.shape.every((size) => size === 1));
  return single && left.shape.length === 1 && right.shape.length === 2 ? [eye(1)] : undefined;
}

/** Moves every stretch from a row to the next column to the scalars; what is left is a matrix, a row or a column. */
function closeScalars(factors: readonly Expr[], scalars: Expr[]): Expr[] {
  const chain: Expr[] = [];
  let open = -1;
  for (const factor of factors) {
    const [scalar, rest] = splitScalar(factor);
    if (scalar !== undefined) scalars.push(scalar);
    if (rest === undefined) continue;
    if (isRow(rest.shape)) open = chain.length;
    chain.push(rest);
    if (rest.shape.length === 1 && open >= 0) {
      scalars.push(bilinear(chain.splice(open)));
      open = -1;
    }
  }
  return chain;
}

/** A scalar chain, read in the direction with fewer transposes: y'·A·x rather than x'·A'·y. */
function bilinear(chain: readonly Expr[]): Expr {
  const forward = node(matmulOperation, chain);
  const backward = node(matmulOperation, [...chain].reverse().map(transpose));
  if (backward.args.some((arg) => arg.op === matmulOperation)) return forward;
  const order = countTransposes(forward) - countTransposes(backward) || compareExpr(forward, backward);
  return order <= 0 ? forward : backward;
}

/** tr(A·B·C) = tr(B·C·A): of all rotations, transposed or not, the one that comes first; tr(u·v') is the scalar v'·u. */
function tracedChain(chain: Expr): Expr {
  const { args } = chain;
  if (args[0]!.shape.length === 1) return matmul([...args.slice(1), args[0]!]);
  let best = chain;
  for (const turned of [args, [...args].reverse().map(transpose)]) {
    for (let start = 0; start < args.length; start++) {
      const candidate = matmul([...turned.slice(start), ...turned.slice(0, start)]);
      if (candidate.op !== matmulOperation || candidate.args.length < args.length)
        return apply(trOperation(), [candidate]);
      const order = countTransposes(candidate) - countTransposes(best) || compareExpr(candidate, best);
      if (order < 0) best = candidate;
    }
  }
  return node(trOperation(), [best]);
}

/** The trace is declared with the square matrices, which build on this file. */
function trOperation(): MatrixOperation {
  return operationNamed('tr')!;
}
