import numeric from 'numeric';
import type { Linalg, LinalgRival } from '../cases/linalg.js';

/** numeric works on nested arrays. */
const operation =
  (compute: (A: number[][], b: number[]) => unknown, parts: (result: never) => readonly number[][]) =>
  ({ n, a, b }: Linalg) => {
    const A = Array.from({ length: n }, (_, i) => Array.from(a.subarray(i * n, (i + 1) * n)));
    const right = Array.from(b);
    return { run: () => void compute(A, right), factors: () => parts(compute(A, right) as never) };
  };

export const numericLinalg: LinalgRival = {
  solve: operation(numeric.solve, (x: number[]) => [x]),
  inverse: operation(numeric.inv, (X: number[][]) => [X.flat()]),
  svd: operation(numeric.svd, ({ U, S, V }: { U: number[][]; S: number[]; V: number[][] }) => [
    U.flat(),
    S,
    numeric.transpose(V).flat(),
  ]),
  eig: operation(numeric.eig, ({ lambda, E }: ReturnType<typeof numeric.eig>) => [
    lambda.x,
    lambda.y ?? lambda.x.map(() => 0),
    E.x.flat(),
    E.y?.flat() ?? E.x.flatMap((row) => row.map(() => 0)),
  ]),
};
