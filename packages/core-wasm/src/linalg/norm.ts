/** Norms of vectors and matrices that overflow and underflow only where the norm itself does. */
import { ArgumentError } from '../errors.js';
import { begin, end, pin, scratch } from '../operation.js';
import { describe, formatShape, ShapeError } from '../shape.js';
import { Tensor } from '../tensor.js';
import { readVector } from './numericalRank.js';
import { singularValues } from './svd.js';

/** Which norm: 1, 2, 'fro' or Infinity; see {@link norm}. */
export type NormOrder = number | 'fro';

/**
 * The norm of a vector or a matrix.
 *
 * | ord | vector | matrix |
 * |---|---|---|
 * | left out | √Σ xᵢ² | √Σ aᵢⱼ² |
 * | 1 | Σ \|xᵢ\| | largest column sum of \|aᵢⱼ\| |
 * | 2 | √Σ xᵢ² | largest singular value |
 * | 'fro' | √Σ xᵢ² | √Σ aᵢⱼ² |
 * | Infinity | max \|xᵢ\| | largest row sum of \|aᵢⱼ\| |
 *
 * Empty tensors have norm 0. NaN gives NaN, and infinite entries without NaN give Infinity. Sums are taken in the
 * tensor's own precision.
 *
 * @param a rank 1 or 2; unchanged.
 * @throws ShapeError at any other rank.
 * @throws ArgumentError when `ord` is none of these.
 * @throws ConvergenceError as {@link svd}, for ord 2 of a matrix.
 *
 * @example
 * ```ts
 * import { norm, tensor } from '@nablajs/core-wasm';
 *
 * console.log(norm(tensor([3, 4]))); // 5
 * console.log(norm(tensor([[1, -2], [3, 4]]), 1)); // 6
 * console.log(norm(tensor([3e300, 4e300]))); // 5e+300
 * ```
 */
export function norm(a: Tensor, ord?: NormOrder): number {
  if (!(a instanceof Tensor)) throw new ArgumentError({ where: 'norm', expected: 'a Tensor', got: describe(a) });
  const rank = a.shape.length;
  if (rank !== 1 && rank !== 2) throw new ShapeError('norm', 'a vector or matrix', `shape ${formatShape(a.shape)}`);
  const order = checkedOrder('norm', ord ?? 'fro');
  const double = a.dtype === 'f64';
  // A vector is a column: its column sum is the norm 1, its largest "row sum" the norm ∞.
  const [m, n] = rank === 1 ? [a.size, 1] : (a.shape as readonly [number, number]);
  const core = begin();
  try {
    const elements = pin(a);
    const columnSum = double ? core.dlange1 : core.slange1;
    if (order === 1) return columnSum(m, n, elements, n, 1);
    if (order === Number.POSITIVE_INFINITY) return columnSum(n, m, elements, 1, n);
    if (order === 'fro' || rank === 1) return (double ? core.dnrm2 : core.snrm2)(a.size, elements, 1);
    const largest = (double ? core.dlangeMax : core.slangeMax)(1, a.size, elements, a.size, 1);
    if (largest === 0 || !Number.isFinite(largest)) return largest;
    const k = Math.min(m, n);
    const values = scratch(8 * k);
    singularValues('norm', core, a, values);
    const spectral = readVector(values, 1)[0]!;
    return double ? spectral : Math.fround(spectral);
  } finally {
    end();
  }
}

/** The order, if it is one of a norm. */
export function checkedOrder(where: string, ord: NormOrder): NormOrder {
  if (ord === 1 || ord === 2 || ord === 'fro' || ord === Number.POSITIVE_INFINITY) return ord;
  throw new ArgumentError({ where: `${where}: ord`, expected: "1, 2, 'fro' or Infinity", got: describe(ord) });
}
