import numeric from 'numeric';
import type { Descender } from '../cases/minimize.js';

/** BFGS; value and gradient are asked for separately, so that both count as evaluations. */
export const numericDescent: Descender =
  ({ start, valueAndGradient }) =>
  () =>
    numeric.uncmin(
      (x) => valueAndGradient(x, new Float64Array(x.length)),
      [...start],
      1e-8,
      (x) => {
        const gradient = x.slice();
        valueAndGradient(x, gradient);
        return gradient;
      },
      5000,
    ).solution;
