import { matmul, tensor } from '@nablajs/core-wasm';
import type { Prepare } from '../cases/gemm.js';

export const nablaProduct: Prepare = async ({ dtype, m, n, k, transposeA, transposeB, a, b }) => {
  const A = tensor(a, { shape: transposeA ? [k, m] : [m, k], dtype });
  const B = tensor(b, { shape: transposeB ? [n, k] : [k, n], dtype });
  const options = { transposeA, transposeB };
  return { run: () => void matmul(A, B, options), result: () => matmul(A, B, options).toTypedArray() };
};
