/** The methods of {@link minimize} by name. A new one is one file, its name and its line here. */
import { adagradMethod } from './firstOrder/adagrad.js';
import { adamMethod } from './firstOrder/adam.js';
import { adamwMethod } from './firstOrder/adamw.js';
import { conjugateGradient } from './firstOrder/conjugateGradient.js';
import { gradientDescent } from './firstOrder/gradientDescent.js';
import { momentumMethod } from './firstOrder/momentum.js';
import { nesterovMethod } from './firstOrder/nesterov.js';
import { rmspropMethod } from './firstOrder/rmsprop.js';
import type { Method } from './method.js';
import { bfgs } from './quasiNewton/bfgs.js';
import { lbfgs } from './quasiNewton/lbfgs.js';
import { lbfgsb } from './quasiNewton/lbfgsb.js';
import { newton } from './secondOrder/newton.js';
import { newtonCg } from './secondOrder/newtonCg.js';
import { trustRegion } from './secondOrder/trustRegion.js';
import { nelderMead } from './zerothOrder/nelderMead.js';

/** The names `method` takes. */
export type MethodName =
  | 'gradient-descent'
  | 'momentum'
  | 'nesterov'
  | 'rmsprop'
  | 'adagrad'
  | 'adam'
  | 'adamw'
  | 'cg'
  | 'bfgs'
  | 'l-bfgs'
  | 'l-bfgs-b'
  | 'newton'
  | 'newton-cg'
  | 'trust-region'
  | 'nelder-mead';

export const methods: Readonly<Record<MethodName, Method>> = {
  'gradient-descent': gradientDescent,
  momentum: momentumMethod,
  nesterov: nesterovMethod,
  rmsprop: rmspropMethod,
  adagrad: adagradMethod,
  adam: adamMethod,
  adamw: adamwMethod,
  cg: conjugateGradient,
  bfgs,
  'l-bfgs': lbfgs,
  'l-bfgs-b': lbfgsb,
  newton,
  'newton-cg': newtonCg,
  'trust-region': trustRegion,
  'nelder-mead': nelderMead,
};
