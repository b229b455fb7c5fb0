import {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  inverse,
  Matrix,
  QrDecomposition,
  SingularValueDecomposition,
  solve,
} from 'ml-matrix';
import type { Linalg, LinalgRival } from '../cases/linalg.js';

/** `compute` does the work that is timed, `parts` reads the factors. */
const operation =
  <Result>(
    compute: (A: Matrix, b: Matrix) => Result,
    parts: (result: Result, n: number) => readonly ArrayLike<number>[],
  ) =>
  ({ n, a, b }: Linalg) => {
    const A = Matrix.from1DArray(n, n, Array.from(a));
    const right = Matrix.columnVector(Array.from(b));
    return { run: () => void compute(A, right), factors: () => parts(compute(A, right), n) };
  };

/** Re V and Im V from real columns in which a complex pair takes two: real part, then imaginary part. */
export function complexVectors(n: number, im: ArrayLike<number>, V: ArrayLike<number>): Float64Array[] {
  const re = new Float64Array(n * n);
  const imaginary = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const pair = im[j] !== 0;
    for (let i = 0; i < n; i++) {
      re[i * n + j] = V[i * n + j];
      if (!pair) continue;
      re[i * n + j + 1] = V[i * n + j];
      imaginary[i * n + j] = V[i * n + j + 1];
      imaginary[i * n + j + 1] = -V[i * n + j + 1];
    }
    if (pair) j++;
  }
  return [re, imaginary];
}

export const mlMatrixLinalg: LinalgRival = {
  solve: operation(
    (A, b) => solve(A, b),
    (x) => [x.to1DArray()],
  ),
  cholesky: operation(
    (A) => new CholeskyDecomposition(A),
    (found) => [found.lowerTriangularMatrix.to1DArray()],
  ),
  inverse: operation(
    (A) => inverse(A),
    (X) => [X.to1DArray()],
  ),
  qr: operation(
    (A) => {
      const found = new QrDecomposition(A);
      return [found.orthogonalMatrix, found.upperTriangularMatrix];
    },
    (parts) => parts.map((part) => part.to1DArray()),
  ),
  eigh: operation(
    (A) => new EigenvalueDecomposition(A, { assumeSymmetric: true }),
    (found) => [found.realEigenvalues, found.eigenvectorMatrix.to1DArray()],
  ),
  svd: operation(
    (A) => new SingularValueDecomposition(A),
    (found) => [
      found.leftSingularVectors.to1DArray(),
      found.diagonal,
      found.rightSingularVectors.transpose().to1DArray(),
    ],
  ),
  eig: operation(
    (A) => new EigenvalueDecomposition(A),
    (found, n) => [
      found.realEigenvalues,
      found.imaginaryEigenvalues,
      ...complexVectors(n, found.imaginaryEigenvalues, found.eigenvectorMatrix.to1DArray()),
    ],
  ),
};
