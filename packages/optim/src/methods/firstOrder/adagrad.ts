/** s ← s + g²; x ← x − λg / (√s + ε): Adagrad (J. Duchi, E. Hazan, Y. Singer, JMLR 12, 2011). */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { type RuleRate, ruleConstants, type TorchConstants } from './ruleConstants.js';
import type { UpdateRule } from './updateRule.js';

/** What Adagrad can be told. */
export type AdagradConstants = Pick<Constants, 'epsilon' | 'rateDecay' | 'weightDecay'> & RuleRate & TorchConstants;

const defaults = { epsilon: 1e-10, rateDecay: 0, weightDecay: 0 } as const;

/**
 * s ← s + g², x ← x − λg / (√s + ε), ε 1e-10, g including weightDecay·x; λ falls as λ/(1 + rateDecay·(t − 1)), not at all unless
 * `rateDecay` (PyTorch's `lr_decay`) is given. PyTorch's names of the constants are understood as well.
 *
 * @throws ArgumentError for a constant that Adagrad does not have, or a value out of its range.
 *
 * @example
 * ```ts
 * import { adagrad } from '@nablajs/optim';
 *
 * console.log(adagrad().slots); // 1
 * ```
 */
export function adagrad(constants: AdagradConstants = {}): UpdateRule<'adagrad'> {
  const made = ruleConstants('adagrad', constants, defaults);
  const { epsilon, rateDecay, weightDecay } = made.constants;
  return {
    name: 'adagrad',
    ...made,
    slots: 1,
    step(n, dtype, x, g, state, t, learningRate) {
      const { vdAdagrad, vsAdagrad } = kernels();
      const rate = learningRate / (1 + (t - 1) * rateDecay);
      (dtype === 'f64' ? vdAdagrad : vsAdagrad)(n, rate, epsilon, weightDecay, g, state[0]!, x);
    },
  };
}
