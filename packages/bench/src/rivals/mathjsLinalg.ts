import { eigs, inv, lusolve, type MathArray, multiply, qr } from 'mathjs';
import type { Prepare } from '../cases/gemm.js';
import type { Linalg, LinalgRival } from '../cases/linalg.js';

const nested = (rows: number, columns: number, a: ArrayLike<number>): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => a[i * columns + j]));

const operation =
  (compute: (A: number[][], b: number[]) => unknown, parts: (result: never) => readonly number[][]) =>
  ({ n, a, b }: Linalg) => {
    const A = nested(n, n, a);
    const right = Array.from(b);
    return { run: () => void compute(A, right), factors: () => parts(compute(A, right) as never) };
  };

/** Its `eigs` of general matrices does not converge for most random ones, so it is asked for symmetric ones. */
export const mathjsLinalg: LinalgRival = {
  solve: operation(
    (A, b) => lusolve(A, b),
    (x: number[][]) => [x.flat()],
  ),
  inverse: operation(
    (A) => inv(A),
    (X: number[][]) => [X.flat()],
  ),
  qr: operation(
    (A) => qr(A),
    ({ Q, R }: { Q: number[][]; R: number[][] }) => [Q.flat(), R.flat()],
  ),
  eigh: operation(
    (A) => eigs(A),
    ({ values, eigenvectors }: { values: number[]; eigenvectors: { vector: number[] }[] }) => [
      values,
      values.flatMap((_, i) => eigenvectors.map(({ vector }) => vector[i])),
    ],
  ),
};

export const mathjsProduct: Prepare = async ({ m, n, k, transposeA, transposeB, a, b }) => {
  const turned = (M: number[][]): number[][] => M[0].map((_, j) => M.map((row) => row[j]));
  const A = transposeA ? turned(nested(k, m, a)) : nested(m, k, a);
  const B = transposeB ? turned(nested(n, k, b)) : nested(k, n, b);
  return {
    run: () => void multiply(A, B),
    result: () => (multiply(A, B) as MathArray as number[][]).flat(),
  };
};
