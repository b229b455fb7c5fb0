import { leastSquares } from '@nablajs/optim';
import type { Fitter } from '../cases/fit.js';

/** Levenberg–Marquardt on residuals with a hand-written Jacobian, covariance included. */
export const nablaFit: Fitter = ({ x, y, start, model, slopes }) => {
  const residual = {
    residual(b: ArrayLike<number>, out = new Float64Array(x.length)) {
      for (let i = 0; i < x.length; i++) out[i] = model(b, x[i]) - y[i];
      return out;
    },
    jacobian(b: ArrayLike<number>, out = new Float64Array(2 * x.length)) {
      for (let i = 0; i < x.length; i++) out.set(slopes(b, x[i]), 2 * i);
      return out;
    },
  };
  return () => leastSquares(residual, start, { method: 'lm' }).x;
};
