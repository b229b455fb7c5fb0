/** x ← x − λ(g + wx): plain gradient descent as an update rule. */
import { kernels } from '@nablajs/core-wasm/machine';
import { type MomentumConstants, momentumRule } from './momentum.js';
import { ruleConstants } from './ruleConstants.js';
import type { UpdateRule } from './updateRule.js';

/** What {@link sgd} can be told. */
export type SgdConstants = MomentumConstants & { nesterov?: boolean };

/**
 * x ← x − λ(g + weightDecay·x); with a `momentum` above 0 the rule {@link momentum}, or {@link nesterov} when that is true,
 * which makes it PyTorch's SGD, whose names of the constants are understood as well.
 *
 * @throws ArgumentError for a constant that SGD does not have, or a value out of its range.
 *
 * @example
 * ```ts
 * import { sgd } from '@nablajs/optim';
 *
 * console.log(sgd({ weightDecay: 1e-4 }).slots); // 0
 * console.log(sgd({ lr: 0.05, momentum: 0.9, nesterov: true, weight_decay: 0 }).name); // nesterov
 * ```
 */
export function sgd({
  nesterov = false,
  ...constants
}: SgdConstants = {}): UpdateRule<'sgd' | 'momentum' | 'nesterov'> {
  const made = ruleConstants('sgd', constants, { momentum: 0, weightDecay: 0 });
  const { momentum, weightDecay } = made.constants;
  if (momentum > 0) return momentumRule(nesterov ? 'nesterov' : 'momentum', nesterov ? 1 : 0, constants);
  return {
    name: 'sgd',
    ...made,
    slots: 0,
    step(n, dtype, x, g, _state, _t, learningRate) {
      const { vdSgd, vsSgd } = kernels();
      (dtype === 'f64' ? vdSgd : vsSgd)(n, learningRate, weightDecay, g, x);
    },
  };
}
