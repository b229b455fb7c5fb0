/**
 * m ← β₁m + (1−β₁)g; s ← β₂s + (1−β₂)g²; x ← x − λ·m̂ / (√ŝ + ε), m̂ = m/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ): Adam.
 *
 * Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015; amsgrad: S. Reddi et al., ICLR 2018.
 */
import { kernels } from '@nablajs/core-wasm/machine';
import type { Constants } from '../options.js';
import { type RuleRate, ruleConstants, type TorchConstants } from './ruleConstants.js';
import type { UpdateRule } from './updateRule.js';

/** What Adam and AdamW can be told. */
export type AdamConstants = Pick<Constants, 'beta1' | 'beta2' | 'epsilon' | 'amsgrad' | 'weightDecay'> &
  RuleRate &
  TorchConstants;

const adamDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, amsgrad: false, weightDecay: 0 } as const;

/**
 * Adam: β₁ 0.9, β₂ 0.999, ε 1e-8; weightDecay·x is added to the gradient. `amsgrad` divides by the largest ŝ so far.
 *
 * PyTorch's names are understood as well: `adam({ lr: 0.01, betas: [0.9, 0.99], eps: 1e-6, weight_decay: 0.1 })`.
 *
 * @throws ArgumentError for a constant that Adam does not have, or a value out of its range.
 *
 * @example
 * ```ts
 * import { adam } from '@nablajs/optim';
 *
 * console.log(adam().slots, adam({ amsgrad: true }).slots); // 2 3
 * ```
 */
export function adam(constants: AdamConstants = {}): UpdateRule<'adam'> {
  return adamRule('adam', constants, false);
}

/** Adam with the decay in the gradient, or decoupled from it. */
export function adamRule<Name extends string>(
  name: Name,
  constants: AdamConstants,
  decoupled: boolean,
): UpdateRule<Name> {
  const made = ruleConstants(name, constants, adamDefaults);
  const { beta1, beta2, epsilon, amsgrad, weightDecay } = made.constants;
  return {
    name,
    usualRate: 0.001,
    ...made,
    slots: amsgrad ? 3 : 2,
    step(n, dtype, x, g, state, t, learningRate) {
      // The kernel's power, not the engine's: ** differs in the last bit from engine to engine.
      const { dPow, vdAdam, vsAdam } = kernels();
      const kernel = dtype === 'f64' ? vdAdam : vsAdam;
      const step = learningRate / (1 - dPow(beta1, t));
      const rootBias = Math.sqrt(1 - dPow(beta2, t));
      const inGradient = decoupled ? 0 : weightDecay;
      const shrink = decoupled ? 1 - learningRate * weightDecay : 1;
      const peak = amsgrad ? state[2]! : 0;
      kernel(n, step, beta1, beta2, rootBias, epsilon, inGradient, shrink, g, state[0]!, state[1]!, peak, x);
    },
  };
}
