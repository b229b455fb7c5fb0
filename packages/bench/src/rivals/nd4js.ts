import nd from 'nd4js';
import type { Fitter } from '../cases/fit.js';
import type { Descender } from '../cases/minimize.js';

/** L-BFGS with the Moré–Thuente search it has by default, until ‖∇f‖ ≤ 1e-5. */
export const nd4jsDescent: Descender =
  ({ start, valueAndGradient }) =>
  () => {
    const objective = (x: nd.NDArray): [number, nd.NDArray] => {
      const gradient = new Float64Array(start.length);
      const value = valueAndGradient(x.data, gradient);
      return [value, nd.array(gradient)];
    };
    for (const [x, , gradient] of nd.opt.min_lbfgs_gen(objective, nd.array(start))) {
      if (Math.hypot(...gradient.data) <= 1e-5) return x.data;
    }
    throw new Error('nd4js: ended without a minimum');
  };

/** Levenberg–Marquardt until a step changes no parameter by more than 1e-9 of itself. */
export const nd4jsFit: Fitter = ({ x, y, start, model, slopes }) => {
  const points = nd.array(x.map((value) => [value]));
  const values = nd.array(y);
  const curve =
    (b: nd.NDArray) =>
    (at: nd.NDArray): [number, nd.NDArray] => [model(b.data, at.data[0]), nd.array(slopes(b.data, at.data[0]))];
  return () => {
    let last: ArrayLike<number> = start;
    for (const [b] of nd.opt.fit_lm_gen(points, values, curve, nd.array(start))) {
      const parameters = b.data;
      const settled = parameters.every((value, k) => Math.abs(value - last[k]) <= 1e-9 * Math.abs(value));
      if (settled && last !== start) return parameters;
      last = Float64Array.from(parameters);
    }
    throw new Error('nd4js: ended without a fit');
  };
};
