/**
 * f(x + d) = f(x) + ½dᵀHd + o(‖d‖²) at a critical point x: the signs of H's eigenvalues say what x is.
 *
 * All positive: a minimum. All negative: a maximum. Both signs: a saddle, whatever the zero ones do. Otherwise H is
 * semidefinite and does not decide. An eigenvalue counts as zero within the tolerance times the largest one. In the plane
 * this is the course's test: A = f_xx, B = f_xy, C = f_yy, extremum for AC − B² > 0, saddle for AC − B² < 0.
 */
import { ArgumentError, ShapeError, Tensor } from '@nablajs/core-wasm';
import { checkNames } from '../checkOptions.js';
import { leadingMinors } from './leadingMinors.js';
import { symmetricEigenvalues } from './symmetricEigen.js';

/** What a critical point is. */
export type Kind = 'minimum' | 'maximum' | 'saddle' | 'inconclusive';

/** The signs of dᵀHd. */
export type Definiteness =
  | 'positive-definite'
  | 'negative-definite'
  | 'positive-semidefinite'
  | 'negative-semidefinite'
  | 'indefinite'
  | 'zero';

/** The Hessian test. */
export interface Classification {
  kind: Kind;
  definiteness: Definiteness;
  /** Ascending. */
  eigenvalues: number[];
  /** How many eigenvalues are positive, negative and zero within the tolerance. */
  inertia: { positive: number; negative: number; zero: number };
  /** The determinants of the leading blocks of order 1 … n. */
  leadingMinors: number[];
  /** AC − B², for a 2×2 matrix. */
  discriminant?: number;
  /** One sentence in plain words. */
  reason: string;
}

/** A Hessian in any form: a Tensor, rows, or n×n numbers in a flat Float64Array. */
export type MatrixLike = Tensor | readonly (readonly number[])[] | Float64Array;

/**
 * Tells from the Hessian whether a critical point is a minimum, a maximum or a saddle, in any number of variables.
 *
 * @param H n×n, symmetric to 1e-6 of its largest entry; unchanged.
 * @param opts `tolerance`: |λ| ≤ tolerance·max|λ| counts as zero; default 16·n·ε.
 * @throws ShapeError when H is not square, ArgumentError when it is not symmetric or not finite.
 *
 * @example
 * ```ts
 * import { classify } from '@nablajs/optim';
 *
 * // z = x² + 3xy + y² looks convex and is not
 * const { kind, eigenvalues, discriminant } = classify([[2, 3], [3, 2]]);
 * console.log(kind, eigenvalues, discriminant); // saddle, [-1, 5], -5
 * ```
 */
export function classify(H: MatrixLike, opts: { tolerance?: number } = {}): Classification {
  const { n, matrix } = toSymmetric(H, 'classify');
  checkNames(opts, { tolerance: true }, 'classify');
  return classifyMatrix(matrix, n, opts.tolerance);
}

/** {@link classify} on a flat symmetric matrix known to be finite. */
export function classifyMatrix(
  matrix: Float64Array,
  n: number,
  tolerance: number = 16 * n * Number.EPSILON,
): Classification {
  const values = symmetricEigenvalues(matrix, n);
  const threshold = tolerance * Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
  let positive = 0;
  let negative = 0;
  for (const value of values) {
    if (value > threshold) positive++;
    else if (value < -threshold) negative++;
  }
  const zero = n - positive - negative;
  const [definiteness, kind] = verdict(positive, negative, zero);
  const classification: Classification = {
    kind,
    definiteness,
    eigenvalues: Array.from(values),
    inertia: { positive, negative, zero },
    leadingMinors: leadingMinors(matrix, n),
    reason: reasons[definiteness],
  };
  if (n === 2) classification.discriminant = matrix[0]! * matrix[3]! - matrix[1]! * matrix[2]!;
  return classification;
}

function verdict(positive: number, negative: number, zero: number): [Definiteness, Kind] {
  if (positive > 0 && negative > 0) return ['indefinite', 'saddle'];
  if (positive > 0) return zero > 0 ? ['positive-semidefinite', 'inconclusive'] : ['positive-definite', 'minimum'];
  if (negative > 0) return zero > 0 ? ['negative-semidefinite', 'inconclusive'] : ['negative-definite', 'maximum'];
  return ['zero', 'inconclusive'];
}

const reasons: Readonly<Record<Definiteness, string>> = {
  'positive-definite': 'every eigenvalue of H is positive: f rises in every direction',
  'negative-definite': 'every eigenvalue of H is negative: f falls in every direction',
  indefinite: 'H has eigenvalues of both signs: f rises in one direction and falls in another',
  'positive-semidefinite': 'H has zero eigenvalues and no negative one: second derivatives do not decide',
  'negative-semidefinite': 'H has zero eigenvalues and no positive one: second derivatives do not decide',
  zero: 'H is zero: second derivatives do not decide',
};

/** Reads a symmetric matrix into n×n numbers, newly allocated and exactly symmetric. */
function toSymmetric(H: MatrixLike, where: string): { n: number; matrix: Float64Array } {
  const { n, matrix } = toSquare(H, where);
  let largest = 0;
  for (const entry of matrix) {
    if (!Number.isFinite(entry)) throw new ArgumentError({ where, expected: 'finite entries', got: String(entry) });
    largest = Math.max(largest, Math.abs(entry));
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [below, above] = [matrix[i * n + j]!, matrix[j * n + i]!];
      if (Math.abs(below - above) > 1e-6 * largest) {
        throw new ArgumentError({
          where,
          expected: 'a symmetric matrix',
          got: `H[${i}][${j}] = ${below} and H[${j}][${i}] = ${above}`,
        });
      }
      matrix[i * n + j] = matrix[j * n + i] = below === above ? below : (below + above) / 2;
    }
  }
  return { n, matrix };
}

function toSquare(H: MatrixLike, where: string): { n: number; matrix: Float64Array } {
  if (H instanceof Float64Array) {
    const n = Math.round(Math.sqrt(H.length));
    if (n === 0 || n * n !== H.length) throw new ShapeError(where, 'n×n numbers, n ≥ 1', `${H.length} numbers`);
    return { n, matrix: H.slice() };
  }
  if (H instanceof Tensor) {
    const [n, columns] = H.shape;
    if (H.shape.length !== 2 || n !== columns || n === 0) {
      throw new ShapeError(where, 'a square matrix', `shape [${H.shape.join(', ')}]`);
    }
    return { n: n!, matrix: Float64Array.from(H.toTypedArray()) };
  }
  if (!Array.isArray(H) || H.length === 0) throw new ShapeError(where, 'a square matrix', 'no rows');
  const n = H.length;
  const uneven = H.findIndex((row) => !Array.isArray(row) || row.length !== n);
  if (uneven >= 0) {
    throw new ShapeError(where, `${n} rows of ${n} numbers`, `${H[uneven]?.length ?? 'no'} numbers in row ${uneven}`);
  }
  return { n, matrix: Float64Array.from(H.flat() as number[]) };
}
