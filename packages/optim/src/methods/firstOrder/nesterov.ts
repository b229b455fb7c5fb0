/** v ← μv + g; x ← x − λ(g + μv): Nesterov's accelerated gradient (Y. Nesterov, 1983) in PyTorch's form. */
import { type MomentumConstants, momentumRule } from './momentum.js';
import type { UpdateRule } from './updateRule.js';

/**
 * v ← μv + g, x ← x − λ(g + μv), with v = g at the first step and g including weightDecay·x; μ is `momentum`, 0.9 by default.
 *
 * @throws ArgumentError for a constant that the rule does not have, or a value out of its range.
 *
 * @example
 * ```ts
 * import { nesterov } from '@nablajs/optim';
 *
 * console.log(nesterov().name); // nesterov
 * ```
 */
export function nesterov(constants: MomentumConstants = {}): UpdateRule<'nesterov'> {
  return momentumRule('nesterov', 1, constants);
}
