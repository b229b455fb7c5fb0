import * as np from 'numpy-ts';
import type { Prepare } from '../case.js';
import type { VectorRival, Vectors } from '../cases/elementwise.js';

type NDArray = ReturnType<typeof np.array>;

/** Results are disposed of at once, see numpyTs.ts. */
const operation =
  (compute: (x: NDArray, y: NDArray) => unknown): Prepare<Vectors> =>
  ({ x, y, dtype, rows }) => {
    const type = dtype === 'f64' ? 'float64' : 'float32';
    const flat = np.array(Array.from(x), type);
    const X = rows === 1 ? flat : flat.reshape(rows, x.length / rows);
    const Y = np.array(Array.from(y), type);
    const result = (): NDArray | number => compute(X, Y) as NDArray | number;
    return {
      run() {
        const found = result();
        if (typeof found !== 'number') found.dispose();
      },
      answer() {
        const found = result();
        return typeof found === 'number' ? [found] : (found.toArray() as number[]);
      },
    };
  };

export const numpyTsVectors: VectorRival = {
  exp: operation((x) => np.exp(x)),
  tanh: operation((x) => np.tanh(x)),
  sin: operation((x) => np.sin(x)),
  sum: operation((x) => np.sum(x)),
  dot: operation((x, y) => np.dot(x, y)),
  gemv: operation((A, y) => np.matmul(A, y)),
};
