import { dot, exp, matmul, sin, softmax, sum, type Tensor, tanh, tensor } from '@nablajs/core-wasm';
import type { Prepare } from '../case.js';
import type { VectorOperation, Vectors } from '../cases/elementwise.js';

/** Results are disposed of at once, as numpy-ts's and tfjs's are. */
const operation =
  (compute: (x: Tensor, y: Tensor) => Tensor | number): Prepare<Vectors> =>
  ({ x, y, dtype, rows }) => {
    const X = tensor(x, { shape: rows === 1 ? [x.length] : [rows, x.length / rows], dtype });
    const Y = tensor(y, { dtype });
    return {
      run() {
        const result = compute(X, Y);
        if (typeof result !== 'number') result[Symbol.dispose]();
      },
      answer() {
        const result = compute(X, Y);
        return typeof result === 'number' ? [result] : result.toTypedArray();
      },
    };
  };

export const nablaVectors: Readonly<Record<VectorOperation, Prepare<Vectors>>> = {
  exp: operation((x) => exp(x)),
  tanh: operation((x) => tanh(x)),
  sin: operation((x) => sin(x)),
  softmax: operation((x) => softmax(x)),
  sum: operation((x) => sum(x)),
  dot: operation((x, y) => dot(x, y)),
  gemv: operation((A, y) => matmul(A, y)),
};
