/** The methods of {@link minimize} by name. A new one is one file and one line here. */
import { gradientDescent } from './firstOrder/gradientDescent.js';
import type { Method } from './method.js';
import { bfgs } from './quasiNewton/bfgs.js';

export const methods = {
  'gradient-descent': gradientDescent,
  bfgs,
} satisfies Record<string, Method>;

/** The names `method` takes. */
export type MethodName = keyof typeof methods;
