import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import type { Fitter } from '../cases/fit.js';

/** It has no test for convergence but a wanted sum of squares; 20 iterations give it seven digits. */
export const mlLevenbergMarquardtFit: Fitter = ({ x, y, start, model, slopes }) => {
  const options = {
    initialValues: start,
    jacobianFunction: (b: number[]) => (at: number) => slopes(b, at),
    damping: 1e-2,
    errorTolerance: 0,
    maxIterations: 20,
  };
  return () => levenbergMarquardt({ x, y }, (b) => (at) => model(b, at), options).parameterValues;
};
