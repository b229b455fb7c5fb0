/**
 * A·V = V·diag(λ) for general A: balancing, Hessenberg form, Francis's QR iteration, back substitution (LAPACK dgeev).
 * The work is done by assembly/lapack/eig.ts on copies.
 */
import type { Kernels } from '../generated/exports.js';
import { u8 } from '../memory.js';
import { begin, end, pin, result, scratch } from '../operation.js';
import type { Tensor } from '../tensor.js';
import { ConvergenceError } from './eigh.js';
import { readVector } from './numericalRank.js';
import {
  type Columns,
  columnsScratch,
  copyMatrix,
  finiteColumns,
  keepAs,
  requireSquare,
  scaleVector,
} from './operand.js';

/** The eigenvalues of a general matrix: λⱼ = re[j] + i·im[j]. */
export interface Eigenvalues {
  /** The n real parts. */
  readonly re: Tensor;
  /** The n imaginary parts, exactly 0 for real eigenvalues. Conjugate pairs are adjacent, the positive one first. */
  readonly im: Tensor;
}

/** The eigenvalues and right eigenvectors of a general matrix. */
export interface Eigen extends Eigenvalues {
  /** n×n: the real parts of the eigenvectors, column j for eigenvalue j. */
  readonly vectorsRe: Tensor;
  /** n×n: their imaginary parts. */
  readonly vectorsIm: Tensor;
}

/**
 * Eigenvalues and right eigenvectors of a general square matrix: A·(Vre + i·Vim) = (Vre + i·Vim)·diag(re + i·im).
 *
 * Each eigenvector has 2-norm 1; that of a complex eigenvalue is turned so that its largest entry is real. Eigenvalues come
 * in no particular order. Backward stable after balancing: each is exact for a matrix near A, but those of defective or
 * nearly defective matrices are sensitive, and their eigenvectors nearly dependent. Entries near the ends of the exponent
 * range are scaled. All tensors are newly allocated; A is unchanged. For symmetric matrices {@link eigh} is faster and
 * sharper.
 *
 * @param a n×n; n = 0 is allowed.
 * @throws ShapeError when A is not a square matrix.
 * @throws ArgumentError when an entry is not finite.
 * @throws ConvergenceError when one eigenvalue takes more than 30·max(10, n) steps.
 *
 * Source: LAPACK dgebal, dgehrd, dlahqr, dtrevc; G. Golub, C. Van Loan, Matrix Computations, 4th ed., §7.4–7.6.
 *
 * @example
 * ```ts
 * import { eig, tensor } from '@nablajs/core-wasm';
 *
 * const { re, im } = eig(tensor([[0, -1], [1, 0]]));
 * console.log(re.toArray(), im.toArray()); // [ 0, 0 ] [ 1, -1 ]
 * ```
 */
export function eig(a: Tensor): Eigen {
  const n = requireSquare('eig', a);
  const { dtype } = a;
  const core = begin();
  try {
    const re = result([n], 'f64');
    const im = result([n], 'f64');
    const vectorsRe = result([n, n], 'f64');
    const vectorsIm = result([n, n], 'f64');
    const packed = columnsScratch(n, n);
    factorize('eig', core, a, pin(re), pin(im), packed);
    unpack(core, packed, readVector(pin(im), n), vectorsRe, vectorsIm);
    return {
      re: keepAs(dtype, re),
      im: keepAs(dtype, im),
      vectorsRe: keepAs(dtype, vectorsRe),
      vectorsIm: keepAs(dtype, vectorsIm),
    };
  } finally {
    end();
  }
}

/**
 * The eigenvalues of a general matrix alone: what {@link eig} gives, in less than half of its time.
 *
 * @param a n×n.
 * @throws ShapeError, ArgumentError, ConvergenceError as {@link eig}.
 *
 * @example
 * ```ts
 * import { eigvals, tensor } from '@nablajs/core-wasm';
 *
 * // The roots of x² − 3x + 2, by its companion matrix.
 * console.log(eigvals(tensor([[3, -2], [1, 0]])).re.toArray()); // 1 and 2 in some order
 * ```
 */
export function eigvals(a: Tensor): Eigenvalues {
  const n = requireSquare('eigvals', a);
  const core = begin();
  try {
    const re = result([n], 'f64');
    const im = result([n], 'f64');
    factorize('eigvals', core, a, pin(re), pin(im), undefined);
    return { re: keepAs(a.dtype, re), im: keepAs(a.dtype, im) };
  } finally {
    end();
  }
}

/** Eigenvalues at `re` and `im`, eigenvectors into `vectors` where asked for, a pair in its two columns. */
function factorize(
  where: string,
  core: Kernels,
  a: Tensor,
  re: number,
  im: number,
  vectors: Columns | undefined,
): void {
  const n = a.shape[0]!;
  const copy = finiteColumns(where, core, a);
  const work = scratch(core.dgeevScratch(n, vectors !== undefined));
  const pack = scratch(core.gemmScratchBytes());
  const left = core.dgeev(n, copy.ptr, copy.stride, re, im, vectors?.ptr ?? 0, vectors?.stride ?? 0, work, pack);
  if (left > 0) throw new ConvergenceError({ where, what: 'eigenvalues', left, of: n, steps: 30 * Math.max(10, n) });
  scaleVector(core, n, copy.unit, re);
  scaleVector(core, n, copy.unit, im);
}

/** Column j of the packed vectors to column j of both parts; the second of a pair is the conjugate of the first. */
function unpack(core: Kernels, packed: Columns, im: Float64Array, vectorsRe: Tensor, vectorsIm: Tensor): void {
  const n = im.length;
  const [real, imaginary] = [pin(vectorsRe), pin(vectorsIm)];
  u8.fill(0, imaginary, imaginary + n * n * 8);
  const column = (from: number, to: number, j: number, sign: number): void =>
    copyMatrix(core, n, 1, [packed.ptr + from * packed.stride * 8, 1, n], [to + j * 8, n, 1], sign);
  for (let j = 0; j < n; j++) {
    const first = im[j]! < 0 ? j - 1 : j;
    column(first, real, j, 1);
    if (im[j] !== 0) column(first + 1, imaginary, j, im[j]! < 0 ? -1 : 1);
  }
}
