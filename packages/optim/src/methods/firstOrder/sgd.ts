/** x ← x − λ(g + wx): plain gradient descent as an update rule. */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import type { UpdateRule } from './updateRule.js';

/**
 * x ← x − λ(g + weightDecay·x).
 *
 * @example
 * ```ts
 * import { sgd } from '@nablajs/optim';
 *
 * console.log(sgd({ weightDecay: 1e-4 }).slots); // 0
 * ```
 */
export function sgd({ weightDecay = 0 }: Pick<Constants, 'weightDecay'> = {}): UpdateRule {
  return {
    name: 'sgd',
    slots: 0,
    step(n, dtype, x, g, _state, _t, learningRate) {
      const { vdSgd, vsSgd } = kernels();
      (dtype === 'f64' ? vdSgd : vsSgd)(n, learningRate, weightDecay, g, x);
    },
  };
}
