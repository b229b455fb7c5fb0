/** x ← (1 − λw)x, then Adam's step: the weight decay decoupled from the gradient (I. Loshchilov, F. Hutter, ICLR 2019). */
import { type AdamConstants, adamRule } from './adam.js';
import type { UpdateRule } from './updateRule.js';

/**
 * AdamW: Adam with x shrunk by 1 − λ·weightDecay before each step; weightDecay 0.01 unless given. In `minimize` the decay
 * pulls x towards 0, so a minimum away from 0 is only found with `weightDecay: 0`; it defaults to 0 there.
 *
 * @example
 * ```ts
 * import { adamw } from '@nablajs/optim';
 *
 * console.log(adamw({ weightDecay: 0.1 }).name); // adamw
 * ```
 */
export function adamw(constants: AdamConstants = {}): UpdateRule<'adamw'> {
  return adamRule('adamw', { weightDecay: 0.01, ...constants }, true);
}
