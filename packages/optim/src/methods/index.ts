/** The methods of {@link minimize} by name. A new one is one file and one line here. */
import { conjugateGradient } from './firstOrder/conjugateGradient.js';
import { gradientDescent } from './firstOrder/gradientDescent.js';
import type { Method } from './method.js';
import { bfgs } from './quasiNewton/bfgs.js';
import { lbfgs } from './quasiNewton/lbfgs.js';
import { newton } from './secondOrder/newton.js';
import { newtonCg } from './secondOrder/newtonCg.js';
import { trustRegion } from './secondOrder/trustRegion.js';

export const methods = {
  'gradient-descent': gradientDescent,
  cg: conjugateGradient,
  bfgs,
  'l-bfgs': lbfgs,
  newton,
  'newton-cg': newtonCg,
  'trust-region': trustRegion,
} satisfies Record<string, Method>;

/** The names `method` takes. */
export type MethodName = keyof typeof methods;
