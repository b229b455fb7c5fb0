/** s ← αs + (1−α)g²; x ← x − λg / (√s + ε): RMSprop (T. Hinton, 2012), plain or centered, with optional momentum. */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { ruleMethod, type UpdateRule } from './updateRule.js';

/** What RMSprop can be told. */
export type RmspropConstants = Pick<Constants, 'alpha' | 'epsilon' | 'momentum' | 'centered' | 'weightDecay'>;

/**
 * s ← αs + (1−α)g², x ← x − λg / (√s + ε); `centered` subtracts the squared mean gradient from s, `momentum` accumulates
 * the steps. Defaults: α 0.99, ε 1e-8.
 *
 * @example
 * ```ts
 * import { rmsprop } from '@nablajs/optim';
 *
 * console.log(rmsprop({ centered: true, momentum: 0.9 }).slots); // 3
 * ```
 */
export function rmsprop(constants: RmspropConstants = {}): UpdateRule {
  const { alpha = 0.99, epsilon = 1e-8, momentum = 0, centered = false, weightDecay = 0 } = constants;
  const moving = momentum > 0;
  return {
    name: 'rmsprop',
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

export const rmspropMethod: ReturnType<typeof ruleMethod> = ruleMethod(rmsprop);
