/** s ← s + g²; x ← x − λg / (√s + ε): Adagrad (J. Duchi, E. Hazan, Y. Singer, JMLR 12, 2011). */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { ruleMethod, type UpdateRule } from './updateRule.js';

/**
 * s ← s + g², x ← x − λg / (√s + ε), ε 1e-10, g including weightDecay·x.
 *
 * @example
 * ```ts
 * import { adagrad } from '@nablajs/optim';
 *
 * console.log(adagrad().slots); // 1
 * ```
 */
export function adagrad(constants: Pick<Constants, 'epsilon' | 'weightDecay'> = {}): UpdateRule {
  const { epsilon = 1e-10, weightDecay = 0 } = constants;
  return {
    name: 'adagrad',
    slots: 1,
    step(n, dtype, x, g, state, _t, learningRate) {
      const { vdAdagrad, vsAdagrad } = kernels();
      (dtype === 'f64' ? vdAdagrad : vsAdagrad)(n, learningRate, epsilon, weightDecay, g, state[0]!, x);
    },
  };
}

export const adagradMethod: ReturnType<typeof ruleMethod> = ruleMethod(adagrad);
