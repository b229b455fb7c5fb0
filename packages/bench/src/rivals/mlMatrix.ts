import { Matrix } from 'ml-matrix';
import type { Prepare } from '../cases/gemm.js';

/** ml-matrix has no transposed product; transposing is part of the task, as its users do it. */
export const mlMatrixProduct: Prepare = async ({ m, n, k, transposeA, transposeB, a, b }) => {
  const A = Matrix.from1DArray(transposeA ? k : m, transposeA ? m : k, Array.from(a));
  const B = Matrix.from1DArray(transposeB ? n : k, transposeB ? k : n, Array.from(b));
  const multiply = () => (transposeA ? A.transpose() : A).mmul(transposeB ? B.transpose() : B);
  return { run: () => void multiply(), result: () => multiply().to1DArray() };
};
