import numeric from 'numeric';
import type { Prepare } from '../cases/gemm.js';

/** Three loops over typed arrays into a new one: what a call into WebAssembly has to beat for small matrices. */
export const plainProduct: Prepare = async ({ m, n, k, transposeA, transposeB, a, b }) => {
  const left = transposeA ? ([1, m] as const) : ([k, 1] as const);
  const right = transposeB ? ([1, k] as const) : ([n, 1] as const);
  let C = new Float64Array(m * n);
  const run = (): void => {
    C = new Float64Array(m * n);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a[i * left[0] + p * left[1]] * b[p * right[0] + j * right[1]];
        C[i * n + j] = sum;
      }
    }
  };
  return {
    run,
    result() {
      run();
      return C;
    },
  };
};

/** numeric's product of nested arrays, without transposed operands. */
export const numericProduct: Prepare = async ({ m, k, n, a, b }) => {
  const A = Array.from({ length: m }, (_, i) => Array.from(a.subarray(i * k, (i + 1) * k)));
  const B = Array.from({ length: k }, (_, p) => Array.from(b.subarray(p * n, (p + 1) * n)));
  return { run: () => void numeric.dot(A, B), result: () => numeric.dot(A, B).flat() };
};
