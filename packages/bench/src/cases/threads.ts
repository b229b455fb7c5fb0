// C = A·B on two threads, against the limit on one and on two.
import type { BenchCase } from '../case.js';
import { nablaProduct } from '../rivals/nabla.js';
import { numpyTsProduct } from '../rivals/numpyTs.js';
import {
  answeringRows,
  numpyProduct,
  type Prepare,
  type Product,
  productTolerance,
  referenceRows,
  sequence,
} from './gemm.js';

const THREADS = 2;

const nablaOnThreads: Prepare = async (product) => {
  const { setThreads } = await import('@nablajs/core-wasm/threads');
  await setThreads(THREADS);
  return nablaProduct(product);
};

function threadsCase(dtype: 'f64' | 'f32', n: number): BenchCase {
  const product = (): Product => ({
    ...{ dtype, m: n, n, k: n, transposeA: false, transposeB: false },
    a: sequence(n * n, 1, dtype),
    b: sequence(n * n, 2, dtype),
  });
  const rows = [0, 1, n >> 1, n - 1];
  const contender = answeringRows(product, rows);
  return {
    name: `threads ${THREADS} gemm ${dtype} ${n}×${n}×${n}`,
    flops: 2 * n ** 3,
    reference: () => referenceRows(product(), rows),
    tolerance: productTolerance(dtype, n),
    contenders: {
      nabla: contender(nablaOnThreads),
      'numpy-ts, 1 thread': contender(numpyTsProduct),
      'NumPy, 1 thread': contender(numpyProduct(1)),
      'NumPy, 2 threads': contender(numpyProduct(2)),
    },
  };
}

export const threadsCases: readonly BenchCase[] = (['f32', 'f64'] as const).flatMap((dtype) =>
  [512, 1024].map((n) => threadsCase(dtype, n)),
);
