import { cholesky, eig, eigh, inv, qr, solve, svd, type Tensor, tensor } from '@nablajs/core-wasm';
import type { Factorize, Linalg, Operation } from '../cases/linalg.js';

const operation =
  <Result>(compute: (A: Tensor, b: Tensor) => Result, parts: (result: Result) => readonly Tensor[]) =>
  ({ n, a, b }: Linalg) => {
    const A = tensor(a, { shape: [n, n] });
    const right = tensor(b);
    return {
      run: () => void compute(A, right),
      factors: () => parts(compute(A, right)).map((part) => part.toTypedArray()),
    };
  };

export const nablaLinalg: Readonly<Record<Operation, Factorize>> = {
  solve: operation(
    (A, b) => solve(A, b),
    (x) => [x],
  ),
  cholesky: operation(cholesky, (L) => [L]),
  inverse: operation(
    (A) => inv(A),
    (X) => [X],
  ),
  qr: operation(
    (A) => qr(A),
    ({ Q, R }) => [Q, R],
  ),
  eigh: operation(eigh, ({ values, vectors }) => [values, vectors]),
  svd: operation(svd, ({ U, S, Vt }) => [U, S, Vt]),
  eig: operation(eig, ({ re, im, vectorsRe, vectorsIm }) => [re, im, vectorsRe, vectorsIm]),
};
