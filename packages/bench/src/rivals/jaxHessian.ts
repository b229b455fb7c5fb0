import { DType, defaultDevice, hessian, init, type Array as JaxArray, jit, numpy as np } from '@jax-js/jax';
import type { Prepare } from '../case.js';
import type { HessianTask } from '../cases/hessian.js';

// It asks of every array in double precision whether it is a Float16Array, which Node has from version 24 on.
if (!('Float16Array' in globalThis)) Reflect.set(globalThis, 'Float16Array', class {});

/** jit(hessian(f)) on its wasm device in double precision; `.ref` keeps an array that is used again. */
export const jaxHessian: Prepare<HessianTask> = async ({ formula, m, n, X, y, w }) => {
  await init('wasm');
  defaultDevice('wasm');
  const array = (values: Float64Array, shape: number[]): JaxArray =>
    np.array(values as Float64Array<ArrayBuffer>, { dtype: DType.Float64 }).reshape(shape);
  const [A, t, at] = [array(X, [m, n]), array(y, [m]), array(w, [n])];
  const functions = {
    logistic: (v: JaxArray) => np.log(np.exp(np.matmul(A.ref, v).mul(t.ref).mul(-1)).add(1)).sum(),
    quadratic: (v: JaxArray) => np.dot(v.ref, np.matmul(A.ref, v)),
  };
  const H = jit(hessian(functions[formula])) as (v: JaxArray) => JaxArray;
  return {
    async run() {
      const found = H(at.ref);
      await found.blockUntilReady();
      found.dispose();
    },
    answer: async () => (await H(at.ref).data()) as Float64Array,
  };
};
