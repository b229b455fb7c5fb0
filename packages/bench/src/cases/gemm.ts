// C = A·B in both precisions: square matrices from the size of a call to that of a cache, and the products of a training
// step, where XᵀD and DWᵀ are as common as XW.
import type { BenchCase, Contender } from '../case.js';
import { eigenProduct } from '../rivals/eigenWasm.js';
import { jaxProduct } from '../rivals/jaxProduct.js';
import { mathjsProduct } from '../rivals/mathjsLinalg.js';
import { mlMatrixProduct } from '../rivals/mlMatrix.js';
import { nablaProduct } from '../rivals/nabla.js';
import { numpyTsProduct } from '../rivals/numpyTs.js';
import { numericProduct, plainProduct } from '../rivals/plainProduct.js';
import { python } from '../rivals/python.js';
import { tfjsProduct } from '../rivals/tfjs.js';

/** op(A)·op(B) with op the transposition or nothing; `a` and `b` are stored row-major, before op. */
export interface Product {
  readonly dtype: 'f64' | 'f32';
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly a: Float64Array | Float32Array;
  readonly b: Float64Array | Float32Array;
}

/** Numbers in [-1, 1) that are exact in single precision: a multiplicative congruential sequence modulo 2^20. */
export function sequence(length: number, seed: number, dtype: 'f64' | 'f32'): Float64Array | Float32Array {
  const values = dtype === 'f64' ? new Float64Array(length) : new Float32Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    values[i] = (state >>> 12) / 2 ** 19 - 1;
  }
  return values;
}

/** The product by straight loops, for a sample of its rows: enough to catch any wrong tile, stride or fringe. */
export function referenceRows(
  { m, n, k, transposeA, transposeB, a, b }: Product,
  rows: readonly number[],
): Float64Array {
  const out = new Float64Array(rows.length * n);
  rows.forEach((i, r) => {
    for (let p = 0; p < k; p++) {
      const left = transposeA ? a[p * m + i] : a[i * k + p];
      for (let j = 0; j < n; j++) out[r * n + j] += left * (transposeB ? b[j * k + p] : b[p * n + j]);
    }
  });
  return out;
}

export interface Multiplication extends Pick<Contender, 'run' | 'time'> {
  result(): ArrayLike<number> | Promise<ArrayLike<number>>;
}

export type Prepare = (product: Product) => Promise<Multiplication>;

/** NumPy with OpenBLAS: the limit. */
export const numpyProduct =
  (threads?: number): Prepare =>
  async (product) => {
    const { run, time, answer } = await python('gemm', product, threads);
    return { run, time, result: answer };
  };

/** What makes a contender of each way to multiply; its answer is some rows of the product, as `referenceRows` gives them. */
export function answeringRows(
  product: () => Product,
  rows: readonly number[],
): (prepare: Prepare) => () => Promise<Contender> {
  return (prepare) => async () => {
    const task = product();
    const { run, time, result } = await prepare(task);
    return {
      run,
      time,
      async answer() {
        const all = Array.from(await result());
        return rows.flatMap((row) => all.slice(row * task.n, (row + 1) * task.n));
      },
    };
  };
}

/** k roundings of products that reach 1, against a result of the order of √k. */
export function productTolerance(dtype: 'f64' | 'f32', k: number): number {
  return (dtype === 'f64' ? 2 ** -53 : 2 ** -24) * k * 4;
}

function gemmCase(dtype: 'f64' | 'f32', m: number, n: number, k: number, form: 'AB' | 'AᵀB' | 'ABᵀ'): BenchCase {
  const product = (): Product => ({
    dtype,
    m,
    n,
    k,
    transposeA: form === 'AᵀB',
    transposeB: form === 'ABᵀ',
    a: sequence(m * k, 1, dtype),
    b: sequence(k * n, 2, dtype),
  });
  const rows = [...new Set([0, 1, m >> 1, m - 2, m - 1].filter((row) => row >= 0))];
  const contender = answeringRows(product, rows);
  const small = {
    'plain loop': contender(plainProduct),
    numeric: contender(numericProduct),
    mathjs: contender(mathjsProduct),
  };
  return {
    name: `gemm ${dtype} ${form} ${m}×${k}×${n}`,
    flops: 2 * m * n * k,
    reference: () => referenceRows(product(), rows),
    tolerance: productTolerance(dtype, k),
    contenders: {
      nabla: contender(nablaProduct),
      'numpy-ts': contender(numpyTsProduct),
      ...(dtype === 'f64' ? { 'ml-matrix': contender(mlMatrixProduct) } : { 'tfjs-wasm': contender(tfjsProduct) }),
      ...(dtype === 'f64' ? { 'eigen (wasm)': contender(eigenProduct) } : {}),
      'jax-js': contender(jaxProduct),
      ...(dtype === 'f64' && m * n * k <= 64 ** 3 ? small : {}),
      NumPy: contender(numpyProduct()),
    },
  };
}

export const gemmCases: readonly BenchCase[] = (['f32', 'f64'] as const).flatMap((dtype) => [
  ...[2, 4, 8, 16, 32, 64, 128, 256, 512, 1024].map((n) => gemmCase(dtype, n, n, n, 'AB')),
  gemmCase(dtype, 256, 256, 256, 'AᵀB'),
  gemmCase(dtype, 256, 256, 256, 'ABᵀ'),
  gemmCase(dtype, 128, 512, 784, 'AB'),
  gemmCase(dtype, 784, 512, 128, 'AᵀB'),
  gemmCase(dtype, 128, 10, 512, 'AB'),
]);
