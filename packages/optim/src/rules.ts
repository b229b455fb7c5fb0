/**
 * The first-order update rules by themselves: `@nablajs/optim/rules`, for whoever steps on gradients of their own, as the
 * training of networks does. Nothing here leads to the optimizers or to @nablajs/calculus.
 */
export type { AdagradConstants } from './methods/firstOrder/adagrad.js';
export type { AdamConstants } from './methods/firstOrder/adam.js';
export type { MomentumConstants } from './methods/firstOrder/momentum.js';
export type { RmspropConstants } from './methods/firstOrder/rmsprop.js';
export type { RuleRate, RuleValues, TorchConstants } from './methods/firstOrder/ruleConstants.js';
export * from './methods/firstOrder/rules.js';
/** All rules, for whoever offers them by name: `rules[key]().name`. */
export * as rules from './methods/firstOrder/rules.js';
export type { SgdConstants } from './methods/firstOrder/sgd.js';
export type { UpdateRule } from './methods/firstOrder/updateRule.js';
export type { RuleName } from './methods/methods.js';
export type { Constants } from './methods/options.js';
export { type Schedule, schedules } from './schedule.js';
