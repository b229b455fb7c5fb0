/**
 * The first-order update rules by themselves: `@nablajs/optim/rules`, for whoever steps on gradients of their own, as the
 * training of networks does. Nothing here leads to the optimizers or to @nablajs/calculus.
 */
export { type AdagradConstants, adagrad } from './methods/firstOrder/adagrad.js';
export { type AdamConstants, adam } from './methods/firstOrder/adam.js';
export { adamw } from './methods/firstOrder/adamw.js';
export { type MomentumConstants, momentum } from './methods/firstOrder/momentum.js';
export { nesterov } from './methods/firstOrder/nesterov.js';
export { type RmspropConstants, rmsprop } from './methods/firstOrder/rmsprop.js';
export type { RuleRate, RuleValues, TorchConstants } from './methods/firstOrder/ruleConstants.js';
export { type SgdConstants, sgd } from './methods/firstOrder/sgd.js';
export type { UpdateRule } from './methods/firstOrder/updateRule.js';
export type { Constants } from './methods/options.js';
export { type Schedule, schedules } from './schedule.js';
