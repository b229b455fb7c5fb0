import * as np from 'numpy-ts';
import type { Linalg, LinalgRival } from '../cases/linalg.js';

type NDArray = ReturnType<typeof np.array>;

/** Every result is disposed of at once, see numpyTs.ts. Its `eig` leaves complex eigenvalues out, so it is not asked. */
const operation =
  (compute: (A: NDArray, b: NDArray) => readonly unknown[]) =>
  ({ n, a, b }: Linalg) => {
    const A = np.array(Array.from(a), 'float64').reshape(n, n);
    const right = np.array(Array.from(b), 'float64');
    const results = (): NDArray[] => compute(A, right) as NDArray[];
    return {
      run() {
        for (const part of results()) part.dispose();
      },
      factors: () =>
        results().map((part) => {
          const values = Float64Array.from((part.toArray() as number[]).flat());
          part.dispose();
          return values;
        }),
    };
  };

export const numpyTsLinalg: LinalgRival = {
  solve: operation((A, b) => [np.linalg.solve(A, b)]),
  cholesky: operation((A) => [np.linalg.cholesky(A)]),
  inverse: operation((A) => [np.linalg.inv(A)]),
  qr: operation((A) => {
    const { q, r } = np.linalg.qr(A) as { q: NDArray; r: NDArray };
    return [q, r];
  }),
  eigh: operation((A) => {
    const { w, v } = np.linalg.eigh(A);
    return [w, v];
  }),
  svd: operation((A) => {
    const { u, s, vt } = np.linalg.svd(A) as { u: NDArray; s: NDArray; vt: NDArray };
    return [u, s, vt];
  }),
};
