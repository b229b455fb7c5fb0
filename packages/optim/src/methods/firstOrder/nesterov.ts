/** v ← μv + g; x ← x − λ(g + μv): Nesterov's accelerated gradient (Y. Nesterov, 1983) in PyTorch's form. */
import type { Constants } from '../options.js';
import { momentumRule } from './momentum.js';
import { ruleMethod, type UpdateRule } from './updateRule.js';

/**
 * v ← μv + g, x ← x − λ(g + μv), with v = g at the first step and g including weightDecay·x.
 *
 * @example
 * ```ts
 * import { nesterov } from '@nablajs/optim';
 *
 * console.log(nesterov().name); // nesterov
 * ```
 */
export function nesterov(constants: Pick<Constants, 'momentum' | 'weightDecay'> = {}): UpdateRule {
  return momentumRule('nesterov', 1, constants);
}

export const nesterovMethod: ReturnType<typeof ruleMethod> = ruleMethod(nesterov);
