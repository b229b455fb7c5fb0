import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import type { Prepare as PrepareTask } from '../case.js';
import type { Vectors } from '../cases/elementwise.js';
import type { Prepare } from '../cases/gemm.js';

let ready: Promise<unknown> | undefined;

/** One backend on one thread, chosen once in a process. */
export async function tfjs(backend: 'wasm' | 'cpu' = 'wasm'): Promise<typeof tf> {
  ready ??= tf.setBackend(backend).then(() => tf.ready());
  await ready;
  return tf;
}

export const tfjsProduct: Prepare = async ({ m, n, k, transposeA, transposeB, a, b }) => {
  const t = await tfjs();
  const A = t.tensor2d(Float32Array.from(a), transposeA ? [k, m] : [m, k]);
  const B = t.tensor2d(Float32Array.from(b), transposeB ? [n, k] : [k, n]);
  return {
    run: () => t.matMul(A, B, transposeA, transposeB).dispose(),
    result: () => t.tidy(() => t.matMul(A, B, transposeA, transposeB).dataSync()),
  };
};

/** Softmax of each row. */
export const tfjsSoftmax: PrepareTask<Vectors> = async ({ x, rows }) => {
  const t = await tfjs();
  const X = t.tensor2d(Float32Array.from(x), [rows, x.length / rows]);
  return { run: () => t.softmax(X).dispose(), answer: () => t.tidy(() => t.softmax(X).dataSync()) };
};
