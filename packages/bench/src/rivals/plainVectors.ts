import type { Prepare } from '../case.js';
import type { VectorRival, Vectors } from '../cases/elementwise.js';

/** out[i] = f(x[i]) into an array made beforehand: the least that a loop over Math.* costs. */
const each =
  (fill: (x: ArrayLike<number>, out: Float64Array | Float32Array) => void): Prepare<Vectors> =>
  ({ x }) => {
    const out = x.slice();
    const run = (): void => fill(x, out);
    return {
      run,
      answer() {
        run();
        return out;
      },
    };
  };

// A loop of its own for each function, so that the engine compiles each for its one function.
export const plainVectors: VectorRival = {
  exp: each((x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i]);
  }),
  tanh: each((x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i]);
  }),
  sin: each((x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sin(x[i]);
  }),
  softmax: ({ x, rows }) => {
    const out = x.slice();
    const columns = x.length / rows;
    const run = (): void => {
      for (let start = 0; start < out.length; start += columns) {
        let top = x[start];
        for (let j = 1; j < columns; j++) top = Math.max(top, x[start + j]);
        let total = 0;
        for (let j = 0; j < columns; j++) {
          const power = Math.exp(x[start + j] - top);
          out[start + j] = power;
          total += power;
        }
        for (let j = 0; j < columns; j++) out[start + j] /= total;
      }
    };
    return {
      run,
      answer() {
        run();
        return out;
      },
    };
  },
  sum: ({ x }) => {
    let total = 0;
    const run = (): void => {
      total = 0;
      for (let i = 0; i < x.length; i++) total += x[i];
    };
    return {
      run,
      answer: () => {
        run();
        return [total];
      },
    };
  },
  dot: ({ x, y }) => {
    let total = 0;
    const run = (): void => {
      total = 0;
      for (let i = 0; i < x.length; i++) total += x[i] * y[i];
    };
    return {
      run,
      answer: () => {
        run();
        return [total];
      },
    };
  },
  gemv: ({ x, y, rows }) => {
    const out = new Float64Array(rows);
    const run = (): void => {
      for (let i = 0; i < rows; i++) {
        let total = 0;
        for (let j = 0; j < y.length; j++) total += x[i * y.length + j] * y[j];
        out[i] = total;
      }
    };
    return {
      run,
      answer: () => {
        run();
        return out;
      },
    };
  },
};
