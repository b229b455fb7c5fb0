// C = A·B on two threads, against the limit on one and on two.
import type { BenchCase, Contender } from '../case.js';
import { nablaProduct } from '../rivals/nabla.js';
import { numpyTsProduct } from '../rivals/numpyTs.js';
import { python } from '../rivals/python.js';
import { type Prepare, type Product, referenceRows, sequence } from './gemm.js';

const THREADS = 2;

const nablaOnThreads: Prepare = async (product) => {
  const { setThreads } = await import('@nablajs/core-wasm/threads');
  await setThreads(THREADS);
  return nablaProduct(product);
};

const numpy =
  (threads: number): Prepare =>
  async (product) => {
    const { run, time, answer } = await python('gemm', product, threads);
    return { run, time, result: answer };
  };

function threadsCase(dtype: 'f64' | 'f32', n: number): BenchCase {
  const product = (): Product => ({
    ...{ dtype, m: n, n, k: n, transposeA: false, transposeB: false },
    a: sequence(n * n, 1, dtype),
    b: sequence(n * n, 2, dtype),
  });
  const rows = [0, 1, n >> 1, n - 1];
  const contender = (prepare: Prepare) => async (): Promise<Contender> => {
    const { run, time, result } = await prepare(product());
    return {
      run,
      time,
      async answer() {
        const all = Array.from(await result());
        return rows.flatMap((row) => all.slice(row * n, (row + 1) * n));
      },
    };
  };
  return {
    name: `threads ${THREADS} gemm ${dtype} ${n}×${n}×${n}`,
    flops: 2 * n ** 3,
    reference: () => referenceRows(product(), rows),
    tolerance: (dtype === 'f64' ? 2 ** -53 : 2 ** -24) * n * 4,
    contenders: {
      nabla: contender(nablaOnThreads),
      'numpy-ts, 1 thread': contender(numpyTsProduct),
      'NumPy, 1 thread': contender(numpy(1)),
      'NumPy, 2 threads': contender(numpy(2)),
    },
  };
}

export const threadsCases: readonly BenchCase[] = (['f32', 'f64'] as const).flatMap((dtype) =>
  [512, 1024].map((n) => threadsCase(dtype, n)),
);
