/** v ← μv + g; x ← x − λv: gradient descent with momentum (B. Polyak, 1964), and Nesterov's form x ← x − λ(g + μv). */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { type RuleRate, ruleConstants, type TorchConstants } from './ruleConstants.js';
import type { UpdateRule } from './updateRule.js';

/** What the rules with momentum can be told. */
export type MomentumConstants = Pick<Constants, 'momentum' | 'weightDecay'> & RuleRate & TorchConstants;

const momentumDefaults = { momentum: 0.9, weightDecay: 0 } as const;

/**
 * v ← μv + g, x ← x − λv, with v = g at the first step and g including weightDecay·x; μ is `momentum`, 0.9 by default.
 *
 * @throws ArgumentError for a constant that the rule does not have, or a value out of its range.
 *
 * @example
 * ```ts
 * import { momentum } from '@nablajs/optim';
 *
 * console.log(momentum({ momentum: 0.95 }).slots); // 1
 * ```
 */
export function momentum(constants: MomentumConstants = {}): UpdateRule<'momentum'> {
  return momentumRule('momentum', 0, constants);
}

/** The rule with or without Nesterov's look ahead. */
export function momentumRule<Name extends string>(
  name: Name,
  lookAhead: 0 | 1,
  given: MomentumConstants,
): UpdateRule<Name> {
  const made = ruleConstants(name, given, momentumDefaults);
  const { momentum, weightDecay } = made.constants;
  return {
    name,
    ...made,
    slots: 1,
    step(n, dtype, x, g, state, t, learningRate) {
      const { vdMomentum, vsMomentum } = kernels();
      const kernel = dtype === 'f64' ? vdMomentum : vsMomentum;
      kernel(n, learningRate, momentum, weightDecay, lookAhead, t === 1 ? 1 : 0, g, state[0]!, x);
    },
  };
}
