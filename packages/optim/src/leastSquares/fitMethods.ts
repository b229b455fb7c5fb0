/** The methods of {@link leastSquares} by name. A new one is one file and one line here. */
import { Dogleg } from './dogleg.js';
import { GaussNewton } from './gaussNewton.js';
import { LevenbergMarquardt } from './levenbergMarquardt.js';
import type { Linearization } from './linearization.js';

/** A step for the linearized problem within a radius. */
export interface FitMethod {
  step(linear: Linearization, radius: number, p: Float64Array): void;
}

/** The names `method` takes. */
export type FitMethodName = 'lm' | 'dogleg' | 'gauss-newton';

export const fitMethods: Readonly<Record<FitMethodName, new (n: number) => FitMethod>> = {
  lm: LevenbergMarquardt,
  dogleg: Dogleg,
  'gauss-newton': GaussNewton,
};
