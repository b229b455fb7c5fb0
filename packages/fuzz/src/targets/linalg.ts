import {
  add,
  cholesky,
  concat,
  cond,
  cumsum,
  type DType,
  det,
  div,
  eig,
  eigh,
  exp,
  expm,
  inv,
  kron,
  ldlt,
  lstsq,
  lu,
  matmul,
  mul,
  NablaError,
  norm,
  nullSpace,
  outer,
  pinv,
  qr,
  rank,
  reshape,
  sin,
  slice,
  softmax,
  solve,
  sub,
  sum,
  svd,
  type Tensor,
  tensor,
  transpose,
} from '@nablajs/core-wasm';
import { epsilonOf, orthogonalityRatio, product, residualRatio } from '@nablajs/testing';
import { ByteSource } from '../byteSource.js';
import { Finding, type Target } from '../target.js';

/** The threshold of LAPACK's own tests. */
const THRESHOLD = 30;
const MAX_TENSORS = 6;
const MAX_SIDE = 20;

type Operation = (a: Tensor, b: Tensor, source: ByteSource) => Tensor | undefined;

const finite = (a: Tensor): boolean => a.toTypedArray().every(Number.isFinite);

/** ‖A − B·C‖ against what rounding explains; entries near the ends of the range are left to the tests of scaling. */
function within(name: string, a: Tensor, left: Tensor, right: Tensor): void {
  const entries = a.toTypedArray();
  if (!entries.every((x) => x === 0 || (Math.abs(x) < 1e15 && Math.abs(x) > 1e-15))) return;
  const [m = 0, n = 0] = a.shape;
  const rebuilt = product(m, left.shape[1] ?? 0, n, left.toTypedArray(), right.toTypedArray());
  const ratio = residualRatio(m, n, entries, rebuilt, epsilonOf[a.dtype]);
  if (!(ratio < THRESHOLD)) throw new Finding(`${name} of ${m}×${n} ${a.dtype}: residual ratio ${ratio}\n${a}`);
}

function orthogonal(name: string, q: Tensor): void {
  const [m = 0, n = 0] = q.shape;
  const ratio = orthogonalityRatio(m, n, q.toTypedArray(), epsilonOf[q.dtype]);
  if (!(ratio < THRESHOLD)) throw new Finding(`${name} of ${m}×${n} ${q.dtype}: orthogonality ratio ${ratio}`);
}

/** A + Aᵀ, or what NaN and shapes make of it. */
const symmetric = (a: Tensor): Tensor => add(a, transpose(a));

const operations: Readonly<Record<string, Operation>> = {
  add: (a, b) => add(a, b),
  sub: (a, b) => sub(a, b),
  mul: (a, b) => mul(a, b),
  div: (a, b) => div(a, b),
  exp: (a) => exp(a),
  sin: (a) => sin(a),
  softmax: (a) => softmax(a),
  cumsum: (a) => cumsum(a, { axis: 0 }),
  transpose: (a) => transpose(a),
  concat: (a, b, source) => concat([a, b], source.below(2)),
  slice: (a, _b, source) => slice(a, [[source.below(4), source.below(8)]]),
  reshape: (a) => reshape(a, [a.size, 1]),
  outer: (a, b) => (a.size * b.size <= 400 ? outer(reshape(a, [a.size]), reshape(b, [b.size])) : undefined),
  kron: (a, b) => (a.size * b.size <= 400 ? kron(a, b) : undefined),
  sum(a) {
    const total = sum(a) as Tensor | number;
    const value = typeof total === 'number' ? total : total.item();
    const entries = a.toTypedArray();
    if (entries.some(Number.isNaN) && !Number.isNaN(value)) throw new Finding(`sum: NaN became ${value}\n${a}`);
    return undefined;
  },
  matmul(a, b) {
    const c = matmul(a, b);
    if (a.shape.length === 2 && b.shape.length === 2 && finite(a) && finite(b)) within('matmul', c, a, b);
    return c;
  },
  lu(a) {
    const { L, U, p } = lu(a);
    if (finite(a)) {
      const rows = a.toArray() as number[][];
      within(
        'lu',
        tensor(
          p.map((i) => rows[i]!),
          { shape: a.shape, dtype: a.dtype },
        ),
        L,
        U,
      );
    }
    return U;
  },
  cholesky(a) {
    const spd = matmul(a, transpose(a));
    const L = cholesky(spd);
    within('cholesky', spd, L, transpose(L));
    return L;
  },
  qr(a) {
    const { Q, R } = qr(a);
    orthogonal('qr', Q);
    within('qr', a, Q, R);
    return R;
  },
  svd(a) {
    const { U, S, Vt } = svd(a);
    orthogonal('svd', U);
    within('svd', a, mul(U, S), Vt);
    return S;
  },
  eigh(a) {
    const s = symmetric(a);
    const { values, vectors } = eigh(s);
    orthogonal('eigh', vectors);
    within('eigh', s, mul(vectors, values), transpose(vectors));
    return vectors;
  },
  eig: (a) => eig(a).re,
  ldlt: (a) => ldlt(symmetric(a)).L,
  solve: (a, b) => solve(a, b, { report: true }).x,
  inv: (a) => inv(a, { report: true }).x,
  lstsq: (a, b) => lstsq(a, b, { report: true }).x,
  pinv: (a) => pinv(a),
  expm: (a) => expm(a),
  nullSpace: (a) => nullSpace(a),
  numbers(a) {
    for (const measure of [rank, cond, det, norm]) measure(a);
    return undefined;
  },
};

function make(source: ByteSource): Tensor {
  const dtype: DType = source.below(4) === 0 ? 'f32' : 'f64';
  const shape = [source.below(MAX_SIDE), source.below(MAX_SIDE)].slice(0, source.below(8) === 0 ? 1 : 2);
  const size = shape.reduce((a, b) => a * b, 1);
  const whole = source.below(4) > 0;
  const data = Array.from({ length: size }, (_, i) =>
    source.more ? (whole ? source.byte() - 128 : source.double()) : ((i * 7919) % 31) - 15,
  );
  return tensor(data, { shape, dtype });
}

const names = Object.keys(operations);

/** A sequence of operations on a few tensors, each result an argument of later ones. */
export const linalgTarget: Target = {
  name: 'linalg',
  promise: 'any sequence of operations keeps LAPACK’s residuals and its arguments, or answers with a typed error',
  seeds: [1, 5, 11, 23].map((k) => Uint8Array.from({ length: 256 }, (_, i) => (i * i * k + 13 * i + k) & 255)),
  run(input) {
    const source = new ByteSource(input);
    const tensors = [make(source), make(source)];
    for (let step = 0; step < 12 && source.more; step++) {
      const name = source.pick(names);
      const [a, b] = [source.pick(tensors), source.pick(tensors)];
      const before = [a.toTypedArray(), b.toTypedArray()];
      let result: Tensor | undefined;
      try {
        result = operations[name]!(a, b, source);
      } catch (error) {
        if (!(error instanceof NablaError)) throw error;
      }
      [a, b].forEach((each, k) => {
        if (!each.toTypedArray().every((x, i) => Object.is(x, before[k]![i])))
          throw new Finding(`${name} changed its argument ${k} of shape ${each.shape}`);
      });
      if (result === undefined || result.size > 1000) continue;
      if (tensors.length < MAX_TENSORS) tensors.push(result);
      else tensors[source.below(MAX_TENSORS)] = result;
    }
  },
};
