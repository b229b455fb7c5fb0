import exported from 'eigen';
import type { Prepare } from '../cases/gemm.js';
import type { Linalg, LinalgRival } from '../cases/linalg.js';

/** Its declaration has a default export where its CommonJS has the library itself; resolvers differ in what they make of it. */
type Eigen = typeof exported extends { readonly default: infer Library } ? Library : typeof exported;
const eig = exported as unknown as Eigen;
type Matrix = InstanceType<Eigen['Matrix']>;
type ComplexMatrix = InstanceType<Eigen['ComplexDenseMatrix']>;

const nested = (rows: number, columns: number, a: ArrayLike<number>): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => a[i * columns + j]));

const flat = <M extends { rows(): number; cols(): number }>(M: M, get: (i: number, j: number) => number): number[] =>
  Array.from({ length: M.rows() * M.cols() }, (_, k) => get(Math.floor(k / M.cols()), k % M.cols()));
const real = (M: Matrix): number[] => flat(M, (i, j) => M.get(i, j));
const parts = (M: ComplexMatrix): number[][] => [
  flat(M, (i, j) => M.get(i, j).real()),
  flat(M, (i, j) => M.get(i, j).imag()),
];

/** The C++ library Eigen compiled to WebAssembly; its results live until its collector is flushed, after each run. */
const operation =
  <Result>(compute: (A: Matrix) => Result, read: (result: Result) => number[][]) =>
  async ({ n, a }: Linalg) => {
    await eig.ready;
    const A = new eig.Matrix(nested(n, n, a));
    eig.GC.pushException(A);
    return {
      run() {
        compute(A);
        eig.GC.flush();
      },
      factors: () => read(compute(A)),
    };
  };

/** It offers no solver but the inverse, and eigenvectors only of general matrices. */
export const eigenLinalg: LinalgRival = {
  cholesky: operation(
    (A) => eig.Decompositions.cholesky(A),
    ({ L }) => [real(L)],
  ),
  inverse: operation(
    (A) => A.inverse(),
    (X) => [real(X)],
  ),
  qr: operation(
    (A) => eig.Decompositions.qr(A),
    ({ Q, R }) => [real(Q), real(R)],
  ),
  svd: operation(
    (A) => eig.Decompositions.svd(A, true),
    ({ U, sv, V }) => [real(U), real(sv), real(V.transpose())],
  ),
  eig: operation(
    (A) => eig.Solvers.eigenSolve(A, true),
    ({ eigenvalues, eigenvectors }) => [...parts(eigenvalues), ...parts(eigenvectors)],
  ),
};

/** Double precision only; transposing is part of the task. */
export const eigenProduct: Prepare = async ({ m, n, k, transposeA, transposeB, a, b }) => {
  await eig.ready;
  const A = new eig.Matrix(transposeA ? nested(k, m, a) : nested(m, k, a));
  const B = new eig.Matrix(transposeB ? nested(n, k, b) : nested(k, n, b));
  eig.GC.pushException(A, B);
  const multiply = (): Matrix => (transposeA ? A.transpose() : A).matMul(transposeB ? B.transpose() : B);
  return {
    run() {
      multiply();
      eig.GC.flush();
    },
    result: () => real(multiply()),
  };
};
