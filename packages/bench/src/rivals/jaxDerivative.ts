import { DType, defaultDevice, grad, hessian, init, type Array as JaxArray, jit, nn, numpy as np } from '@jax-js/jax';
import type { Prepare } from '../case.js';
import type { MatrixFormula, MatrixTask } from '../cases/hessian.js';

// It asks of every array in double precision whether it is a Float16Array, which Node has from version 24 on.
if (!('Float16Array' in globalThis)) Reflect.set(globalThis, 'Float16Array', class {});

type Arrays = Readonly<Record<string, JaxArray>>;

/** The formulas; `.ref` keeps an array that is used again. */
const FORMULAS: Readonly<Record<MatrixFormula, (v: JaxArray, arrays: Arrays) => JaxArray>> = {
  quadratic: (v, { X }) => np.dot(v.ref, np.matmul(X.ref, v)),
  logistic: (v, { X, y }) => np.log(np.exp(np.matmul(X.ref, v).mul(y.ref).mul(-1)).add(1)).sum(),
  logsumexp: (v, { X }) => np.log(np.exp(np.matmul(X.ref, v)).sum()),
  factorization: (v, { V, T }) => np.square(T.ref.sub(np.matmul(v, V.ref.transpose()))).sum(),
  network: (v, { X, V, T }) =>
    np
      .square(np.matmul(nn.relu(np.matmul(X.ref, v)), V.ref).sub(T.ref))
      .sum()
      .mul(0.5),
};

/** jit(hessian(f)) or jit(grad(f)) on its wasm device in double precision, of the variable as one flat vector. */
export const jaxDerivative: Prepare<MatrixTask> = async ({ formula, order, variable, shapes, arrays }) => {
  await init('wasm');
  defaultDevice('wasm');
  const array = (name: string): JaxArray =>
    np.array(arrays[name] as Float64Array<ArrayBuffer>, { dtype: DType.Float64 });
  const given = Object.fromEntries(Object.keys(arrays).map((name) => [name, array(name).reshape([...shapes[name]])]));
  const at = array(variable);
  const f = (v: JaxArray): JaxArray => FORMULAS[formula](v.reshape([...shapes[variable]]), given);
  const derived = jit(order === 2 ? hessian(f) : grad(f)) as (v: JaxArray) => JaxArray;
  return {
    async run() {
      const found = derived(at.ref);
      await found.blockUntilReady();
      found.dispose();
    },
    answer: async () => (await derived(at.ref).data()) as Float64Array,
  };
};
