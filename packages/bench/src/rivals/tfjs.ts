import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import type { Prepare } from '../cases/gemm.js';

let ready: Promise<unknown> | undefined;

/** The wasm backend on one thread, chosen once. */
export async function tfjs(): Promise<typeof tf> {
  ready ??= tf.setBackend('wasm').then(() => tf.ready());
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
