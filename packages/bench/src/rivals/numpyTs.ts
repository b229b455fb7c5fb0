import * as np from 'numpy-ts';
import type { Prepare } from '../cases/gemm.js';

/**
 * numpy-ts keeps results in a WebAssembly heap until they are disposed of, and leaves WebAssembly for good once that heap
 * is full; so every result is disposed of at once.
 */
export const numpyTsProduct: Prepare = async ({ dtype, m, n, k, transposeA, transposeB, a, b }) => {
  const type = dtype === 'f64' ? 'float64' : 'float32';
  const A = np.array(Array.from(a), type).reshape(transposeA ? k : m, transposeA ? m : k);
  const B = np.array(Array.from(b), type).reshape(transposeB ? n : k, transposeB ? k : n);
  const left = transposeA ? A.transpose() : A;
  const right = transposeB ? B.transpose() : B;
  return {
    run: () => np.matmul(left, right).dispose(),
    result: () => {
      const C = np.matmul(left, right);
      const values = Float64Array.from(C.flatten().toArray() as number[]);
      C.dispose();
      return values;
    },
  };
};
