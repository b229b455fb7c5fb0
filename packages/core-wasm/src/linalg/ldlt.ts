/** P·A·Pᵀ = L·D·Lᵀ for symmetric A by Bunch and Kaufman's pivoting (LAPACK dsytf2), on a copy in assembly/lapack/ldlt.ts. */
import { kernels } from '../load.js';
import { f64, i32, refreshViews } from '../memory.js';
import { begin, end, pin, result, scratch } from '../operation.js';
import type { Tensor } from '../tensor.js';
import { requireSymmetric } from './eigh.js';
import { type RankOptions, relativeTolerance } from './numericalRank.js';
import { copyMatrix, finiteColumns, keepAs, requireSquare } from './operand.js';

/** How many eigenvalues of a symmetric matrix have each sign. */
export interface Inertia {
  readonly positive: number;
  readonly negative: number;
  readonly zero: number;
}

/** The factorization of a symmetric, possibly indefinite matrix. */
export interface LDLt {
  /** n×n, unit lower triangular. */
  readonly L: Tensor;
  /** n×n, block diagonal with blocks of order 1 and 2. */
  readonly D: Tensor;
  /** The order of the rows and columns: A[p][:, p] = L·D·Lᵀ. */
  readonly p: number[];
  /** By Sylvester's law, the signs of D's eigenvalues are those of A's. */
  readonly inertia: Inertia;
}

/**
 * A[p, p] = L·D·Lᵀ for a symmetric matrix, definite or not, and its inertia: the numbers of positive, negative and zero
 * eigenvalues, found without computing them.
 *
 * Backward stable. Eigenvalues of D up to the tolerance times the largest of |aᵢⱼ| and |dᵢⱼ| count as zero. A may be asymmetric by rounding, as in
 * {@link eigh}. Both tensors are newly allocated; A is unchanged.
 *
 * @param a n×n, symmetric; n = 0 is allowed.
 * @param options tolerance: n·ε if left out.
 * @throws ShapeError when A is not a square matrix.
 * @throws ArgumentError when A is not symmetric, or an entry is not finite, or the tolerance is no number ≥ 0.
 *
 * Source: J. Bunch, L. Kaufman, Math. Comp. 31 (1977) 163–179; G. Golub, C. Van Loan, Matrix Computations, 4th ed., §4.4.
 *
 * @example
 * ```ts
 * import { ldlt, tensor } from '@nablajs/core-wasm';
 *
 * const { inertia } = ldlt(tensor([[0, 1], [1, 0]]));
 * console.log(inertia); // { positive: 1, negative: 1, zero: 0 }: a saddle
 * ```
 */
export function ldlt(a: Tensor, options: RankOptions = {}): LDLt {
  const n = requireSquare('ldlt', a);
  const { dtype } = a;
  const relative = relativeTolerance('ldlt', options, a.shape, dtype);
  const core = begin();
  try {
    const L = result([n, n], 'f64');
    const D = result([n, n], 'f64');
    const copy = finiteColumns('ldlt', core, a);
    requireSymmetric('ldlt', core, a, copy);
    const largest = copy.unit * core.dlangeMax(n, n, copy.ptr, 1, copy.stride);
    const order = scratch(4 * n);
    const permutation = scratch(4 * n);
    core.dsytrf(n, copy.ptr, copy.stride, order, permutation);
    const [lower, blocks] = [pin(L), pin(D)];
    copyMatrix(core, n, n, [copy.ptr, 1, copy.stride], [lower, n, 1]);
    refreshViews();
    const l = f64.subarray(lower >>> 3, (lower >>> 3) + n * n);
    const d = f64.subarray(blocks >>> 3, (blocks >>> 3) + n * n);
    const orders = i32.subarray(order >>> 2, (order >>> 2) + n);
    separate(n, l, d, orders, copy.unit);
    const inertia = inertiaOf(n, d, orders, relative, largest);
    const p = Array.from(i32.subarray(permutation >>> 2, (permutation >>> 2) + n));
    return { L: keepAs(dtype, L), D: keepAs(dtype, D), p, inertia };
  } finally {
    end();
  }
}

type View = Float64Array<ArrayBuffer>;

/** Moves D's blocks out of the factored matrix and leaves L; D is multiplied by the unit of the copy. */
function separate(n: number, l: View, d: View, orders: Int32Array, unit: number): void {
  d.fill(0);
  for (let k = 0; k < n; k++) {
    d[k * (n + 1)] = unit * l[k * (n + 1)]!;
    l[k * (n + 1)] = 1;
    l.fill(0, k * (n + 1) + 1, (k + 1) * n);
    if (orders[k] !== 2) continue;
    const off = (k + 1) * n + k;
    d[off] = unit * l[off]!;
    d[k * (n + 1) + 1] = d[off]!;
    l[off] = 0;
  }
}

function inertiaOf(n: number, d: View, orders: Int32Array, relative: number, scale: number): Inertia {
  const values: number[] = [];
  for (let k = 0; k < n; k++) {
    const at = k * (n + 1);
    if (orders[k] === 1) {
      values.push(d[at]!);
    } else if (orders[k] === 2) {
      const mean = d[at]! / 2 + d[at + n + 1]! / 2;
      const radius = kernels().dHypot(d[at]! / 2 - d[at + n + 1]! / 2, d[at + 1]!);
      values.push(mean + radius, mean - radius);
    }
  }
  const threshold = relative * values.reduce((largest, value) => Math.max(largest, Math.abs(value)), scale);
  const zero = values.filter((value) => Math.abs(value) <= threshold).length;
  const positive = values.filter((value) => value > threshold).length;
  return { positive, negative: n - positive - zero, zero };
}
