import { DType, defaultDevice, init, type Array as JaxArray, jit, numpy as np } from '@jax-js/jax';
import type { Prepare } from '../cases/gemm.js';

// It asks of every array in double precision whether it is a Float16Array, which Node has from version 24 on.
if (!('Float16Array' in globalThis)) Reflect.set(globalThis, 'Float16Array', class {});

/** A jitted product on its wasm device; transposed operands are transposed inside the jit, where it can fuse them. */
export const jaxProduct: Prepare = async ({ dtype, m, n, k, transposeA, transposeB, a, b }) => {
  await init('wasm');
  defaultDevice('wasm');
  const array = (values: Float64Array | Float32Array, shape: number[]): JaxArray =>
    np
      .array(values as Float64Array<ArrayBuffer>, { dtype: dtype === 'f64' ? DType.Float64 : DType.Float32 })
      .reshape(shape);
  const A = array(a, transposeA ? [k, m] : [m, k]);
  const B = array(b, transposeB ? [n, k] : [k, n]);
  const multiply = jit((left: JaxArray, right: JaxArray) =>
    np.matmul(transposeA ? left.transpose() : left, transposeB ? right.transpose() : right),
  );
  return {
    async run() {
      const C = multiply(A.ref, B.ref);
      await C.blockUntilReady();
      C.dispose();
    },
    result: async () => (await multiply(A.ref, B.ref).data()) as ArrayLike<number>,
  };
};
