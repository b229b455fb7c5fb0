/**
 * Operations that sum over all entries, and the row-wise softmax:
 *
 *     sum(A) = Σ A[i,j]      ‖A‖ = (Σ A[i,j]²)^½      logsumexp(x) = log Σ exp(x[i])      softmax(x) = exp(x)/Σ exp(x[i])
 */
import { ShapeError } from '@nablajs/core-wasm';
import { type Expr, integer, node } from '../../expr/node.js';
import { showShape } from '../../expr/shape.js';
import { minusOne, negate, power, product, subtract } from '../arithmetic.js';
import { exp } from '../exponential.js';
import { abs, setGreatestEntry } from '../piecewise.js';
import { apply, declare, declareFunction } from '../table.js';
import { apply1 } from '../unary.js';
import { euclidean } from './dense.js';
import { countEntries, eye, sizeExpr } from './identity.js';
import { isRow, type MatrixOperation, term } from './indexForm.js';
import { matmul, matmulOperation } from './product.js';
import { matrixShapeError } from './shapeError.js';
import { transposeOperation } from './transpose.js';
import { isOnes, isZeroMatrix, ones, splitScalar } from './zeros.js';

/** The sum of all entries. */
export const sumOperation: MatrixOperation = declare({
  name: 'sum',
  arity: [1, 1],
  aliases: null,
  rank: 40,
  shape: () => [],
  make: ([arg]) => total(arg!),
  pull(self, _index, _out, labels) {
    const at = labels.for(self.args[0]!.shape);
    return [{ ...term(...at.map((label) => ({ node: ones([labels.size(label)]), at: [label] }))), at }];
  },
  numeric: ([arg]) => Float64Array.of(arg!.data.reduce((sum, each) => sum + each, 0)),
  degree: ([arg]) => arg!.degree,
  code: { numpy: 'np.sum', torch: 'torch.sum', jax: 'jnp.sum', julia: 'sum' },
  explain: { en: 'sum of entries: d sum(A) = sum(dA)', zh: '元素求和：d sum(A) = sum(dA)' },
} as MatrixOperation);

/** The Euclidean norm; of a matrix the Frobenius norm. */
declareNorm('norm2', '_2');
/** The Frobenius norm. */
declareNorm('normF', '_F');

function declareNorm(name: string, subscript: string): MatrixOperation {
  const operation: MatrixOperation = declare({
    name,
    arity: [1, 1],
    rank: 40,
    shape: () => [],
    make: ([arg]) => {
      if (arg!.shape.length === 0) return apply1(abs, arg!);
      return node(operation, [arg!.op === transposeOperation ? arg!.args[0]! : arg!]);
    },
    pull(self, _index, _out, labels) {
      const at = labels.for(self.args[0]!.shape);
      return [{ coefficient: power(self, minusOne), factors: [{ node: self.args[0]!, at }], at }];
    },
    numeric: ([arg]) => Float64Array.of(euclidean(arg!.data)),
    sign: () => 1,
    degree: ([arg]) => arg!.degree,
    latex: (context) => ({ text: `\\left\\|${context.part(0, 0)}\\right\\|${subscript}`, binding: 50 }),
    code: { numpy: 'np.linalg.norm', torch: 'torch.linalg.norm', jax: 'jnp.linalg.norm', julia: 'norm' },
    explain: { en: 'Euclidean norm: d‖A‖ = ⟨A, dA⟩/‖A‖', zh: '范数：d‖A‖ = ⟨A, dA⟩/‖A‖' },
  } as MatrixOperation);
  return operation;
}

/** log Σ exp over all entries. */
declare({
  name: 'logsumexp',
  arity: [1, 1],
  rank: 40,
  shape: () => [],
  pull(self, _index, _out, labels) {
    const arg = self.args[0]!;
    const at = labels.for(arg.shape);
    const weights = arg.shape.length === 1 ? apply(softmaxOperation, [arg]) : apply1(exp, subtract(arg, self));
    return [{ ...term({ node: weights, at }), at }];
  },
  numeric: ([arg]) => {
    const greatest = arg!.data.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (!Number.isFinite(greatest)) return Float64Array.of(greatest);
    return Float64Array.of(greatest + Math.log(arg!.data.reduce((sum, each) => sum + Math.exp(each - greatest), 0)));
  },
  code: {
    numpy: 'np.logaddexp.reduce(np.ravel($0))',
    torch: 'torch.logsumexp($0.flatten(), 0)',
    jax: 'jax.scipy.special.logsumexp',
    julia: '(maximum($0) + log(sum(exp.($0 .- maximum($0)))))',
  },
  explain: { en: 'log-sum-exp: d = softmax(x)·dx', zh: 'log-sum-exp：d = softmax(x)·dx' },
} as MatrixOperation);

/** exp(x)/Σ exp(x) of a vector; of a matrix, of each row. */
const softmaxOperation: MatrixOperation = declare({
  name: 'softmax',
  arity: [1, 1],
  rank: 40,
  shape: ([arg]) => {
    if (arg!.shape.length === 0 || arg!.shape.length > 2)
      throw matrixShapeError('softmax', 'a vector or matrix', [arg!.shape]);
    return arg!.shape;
  },
  pull(self, _index, out, labels) {
    const column = out[out.length - 1]!;
    const other = labels.fresh(labels.size(column));
    const at = [...out.slice(0, -1), other];
    const here = { node: self, at: out };
    return [
      { ...term(here, { node: eye(labels.size(column)), at: [column, other] }), at },
      { coefficient: minusOne, factors: [here, { node: self, at }], at },
    ];
  },
  numeric([arg], shape) {
    const data = new Float64Array(arg!.data.length);
    const width = shape[shape.length - 1]!;
    for (let start = 0; start < data.length; start += width) {
      const row = arg!.data.subarray(start, start + width);
      const greatest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
      let sum = 0;
      for (let j = 0; j < width; j++) sum += data[start + j] = Math.exp(row[j]! - greatest);
      for (let j = 0; j < width; j++) data[start + j]! /= sum;
    }
    return data;
  },
  sign: () => 2,
  code: {
    numpy: '(lambda e: e / e.sum(-1, keepdims=True))(np.exp($0 - np.max($0, -1, keepdims=True)))',
    torch: 'torch.softmax($0, -1)',
    jax: 'jax.nn.softmax',
    julia: '(e -> e ./ sum(e, dims=ndims(e)))(exp.($0 .- maximum($0, dims=ndims($0))))',
  },
  explain: { en: 'softmax: ds = (diag(s) − s·s′)·dx', zh: 'softmax：ds = (diag(s) − s·s′)·dx' },
} as MatrixOperation);

/** The greatest entry; min(A) is −max(−A). */
const maxEntryOperation: MatrixOperation = declare({
  name: 'maxEntry',
  arity: [1, 1],
  aliases: null,
  rank: 40,
  shape: () => [],
  pull(self, _index, _out, labels) {
    const at = labels.for(self.args[0]!.shape);
    return [{ ...term({ node: node(maxMaskOperation, self.args), at }), at }];
  },
  numeric: ([arg]) => Float64Array.of(arg!.data.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  text: (context) => ({ text: `max(${context.part(0, 0)})`, binding: 50 }),
  latex: '\\max',
  code: { numpy: 'np.max', torch: 'torch.max', jax: 'jnp.max', julia: 'maximum' },
  explain: {
    en: 'greatest entry: d max(A) is the change of the first entry that attains it',
    zh: '最大元素：取首个最大元素的微分',
  },
} as MatrixOperation);

/** 1 at the first greatest entry, 0 elsewhere; constant on both sides of every tie. */
const maxMaskOperation: MatrixOperation = declare({
  name: 'isMax',
  arity: [1, 1],
  rank: 40,
  pull: () => [],
  numeric: ([arg]) => {
    const mask = new Float64Array(arg!.data.length);
    let best = 0;
    for (let i = 1; i < mask.length; i++) if (arg!.data[i]! > arg!.data[best]!) best = i;
    mask[best] = 1;
    return mask;
  },
  code: {
    numpy: '(lambda a: (np.arange(a.size) == np.argmax(a)).reshape(a.shape) * 1.0)($0)',
    torch: '(lambda a: (torch.arange(a.numel()) == torch.argmax(a)).reshape(a.shape).to(a.dtype))($0)',
    jax: '(lambda a: (jnp.arange(a.size) == jnp.argmax(a)).reshape(a.shape) * 1.0)($0)',
    julia: '(a -> Float64.(LinearIndices(a) .== argmax(vec(a))))($0)',
  },
  explain: { en: 'the place of the greatest entry is constant', zh: '最大元素的位置为常量' },
} as MatrixOperation);

setGreatestEntry((u, direction) =>
  direction === 1 ? node(maxEntryOperation, [u]) : negate(node(maxEntryOperation, [negate(u)])),
);

declareFunction({ name: 'sum', arity: [1, 2], build: ([arg, axis]) => sumAlong('sum', arg!, axis) });
declareFunction({
  name: 'mean',
  arity: [1, 2],
  build: ([arg, axis]) => {
    const whole = sumAlong('mean', arg!, axis);
    const count = axis === undefined ? countEntries(arg!) : sizeExpr(arg!.shape[axis.toNumber()]!);
    return product([power(count, minusOne), whole]);
  },
});
declareFunction({ name: 'norm1', arity: [1, 1], build: ([arg]) => node(sumOperation, [node(abs, [arg!])]) });

/** Σ over all entries, down the columns (axis 0, A'·1), or along the rows (axis 1, A·1). */
function sumAlong(where: string, arg: Expr, axis: Expr | undefined): Expr {
  if (axis === undefined) return node(sumOperation, [arg]);
  const along = axis.toNumber();
  const axes = isRow(arg.shape) ? 0 : arg.shape.length;
  if (axes > 2 || (along !== 0 && along !== 1) || along >= axes) {
    throw new ShapeError(
      where,
      'the axis 0 or 1 of a matrix, or 0 of a vector',
      `axis ${axis} of ${showShape(arg.shape)}`,
    );
  }
  if (axes === 1) return node(sumOperation, [arg]);
  return node(matmulOperation, [along === 0 ? node(transposeOperation, [arg]) : arg, ones([arg.shape[along]!])]);
}

export function total(e: Expr): Expr {
  if (e.shape.length === 0) return e;
  if (isZeroMatrix(e)) return integer(0);
  const [scalar, rest] = splitScalar(e);
  if (scalar !== undefined && rest !== undefined) return product([scalar, total(rest)]);
  if (e.value !== undefined) return countEntries(e);
  const last = e.op === matmulOperation ? e.args[e.args.length - 1]! : undefined;
  if (last?.shape.length === 1 && isOnes(last)) return total(matmul(e.args.slice(0, -1)));
  if (e.op === transposeOperation && !isRow(e.shape)) return total(e.args[0]!);
  return node(sumOperation, [e.op === transposeOperation ? e.args[0]! : e]);
}
