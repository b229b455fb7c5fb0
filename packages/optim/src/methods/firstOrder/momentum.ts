/** v ← μv + g; x ← x − λv: gradient descent with momentum (B. Polyak, 1964), and Nesterov's form x ← x − λ(g + μv). */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { ruleMethod, type UpdateRule } from './updateRule.js';

/**
 * v ← μv + g, x ← x − λv, with v = g at the first step and g including weightDecay·x.
 *
 * @example
 * ```ts
 * import { momentum } from '@nablajs/optim';
 *
 * console.log(momentum({ momentum: 0.95 }).slots); // 1
 * ```
 */
export function momentum(constants: Pick<Constants, 'momentum' | 'weightDecay'> = {}): UpdateRule {
  return momentumRule('momentum', 0, constants);
}

/** The rule with or without Nesterov's look ahead. */
export function momentumRule(
  name: string,
  lookAhead: 0 | 1,
  { momentum = 0.9, weightDecay = 0 }: Pick<Constants, 'momentum' | 'weightDecay'>,
): UpdateRule {
  return {
    name,
    slots: 1,
    step(n, dtype, x, g, state, t, learningRate) {
      const { vdMomentum, vsMomentum } = kernels();
      const kernel = dtype === 'f64' ? vdMomentum : vsMomentum;
      kernel(n, learningRate, momentum, weightDecay, lookAhead, t === 1 ? 1 : 0, g, state[0]!, x);
    },
  };
}

export const momentumMethod: ReturnType<typeof ruleMethod> = ruleMethod(momentum);
