/** s ← αs + (1−α)g²; x ← x − λg / (√s + ε): RMSprop (T. Hinton, 2012), plain or centered, with optional momentum. */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { type RuleRate, ruleConstants, type TorchConstants } from './ruleConstants.js';
import type { UpdateRule } from './updateRule.js';

/** What RMSprop can be told. */
export type RmspropConstants = Pick<Constants, 'alpha' | 'epsilon' | 'momentum' | 'centered' | 'weightDecay'> &
  RuleRate &
  TorchConstants;

const defaults = { alpha: 0.99, epsilon: 1e-8, momentum: 0, centered: false, weightDecay: 0 } as const;

/**
 * s ← αs + (1−α)g², x ← x − λg / (√s + ε); `centered` subtracts the squared mean gradient from s, `momentum` accumulates
 * the steps. Defaults: α 0.99, ε 1e-8. PyTorch's names of the constants are understood as well.
 *
 * @throws ArgumentError for a constant that RMSprop does not have, or a value out of its range.
 *
 * @example
 * ```ts
 * import { rmsprop } from '@nablajs/optim';
 *
 * console.log(rmsprop({ centered: true, momentum: 0.9 }).slots); // 3
 * ```
 */
export function rmsprop(constants: RmspropConstants = {}): UpdateRule<'rmsprop'> {
  const made = ruleConstants('rmsprop', constants, defaults);
  const { alpha, epsilon, momentum, centered, weightDecay } = made.constants;
  const moving = momentum > 0;
  return {
    name: 'rmsprop',
    ...made,
    slots: 1 + Number(centered) + Number(moving),
    step(n, dtype, x, g, state, _t, learningRate) {
      const { vdRmsprop, vsRmsprop } = kernels();
      const kernel = dtype === 'f64' ? vdRmsprop : vsRmsprop;
      const mean = centered ? state[1]! : 0;
      const steps = moving ? state[centered ? 2 : 1]! : 0;
      kernel(n, learningRate, alpha, epsilon, momentum, weightDecay, g, state[0]!, mean, steps, x);
    },
  };
}
