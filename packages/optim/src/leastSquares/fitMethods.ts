/** The methods of {@link leastSquares} by name. A new one is one file and one line here. */
import { Dogleg } from './dogleg.js';
import { GaussNewton } from './gaussNewton.js';
import { LevenbergMarquardt } from './levenbergMarquardt.js';
import type { Linearization } from './linearization.js';

/** A step for the linearized problem within a radius. */
export interface FitMethod {
  step(linear: Linearization, radius: number, p: Float64Array): void;
}

export const fitMethods = {
  lm: LevenbergMarquardt,
  dogleg: Dogleg,
  'gauss-newton': GaussNewton,
} satisfies Record<string, new (n: number) => FitMethod>;

/** The names `method` takes. */
export type FitMethodName = keyof typeof fitMethods;
