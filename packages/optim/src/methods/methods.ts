/** Every method of `minimize` by its name: those of `index.ts`, and one for each update rule. */
import { ruleMethod } from './firstOrder/ruleMethod.js';
import * as rules from './firstOrder/rules.js';
import * as direct from './index.js';
import type { Method } from './method.js';

/** The names of the update rules. */
export type RuleName = ReturnType<(typeof rules)[keyof typeof rules]>['name'];

/** The names `method` takes. Plain `sgd` is `gradient-descent`. */
export type MethodName = (typeof direct)[keyof typeof direct]['name'] | Exclude<RuleName, 'sgd'>;

/** From those that ask least of f to those that ask most. */
export const methods: Readonly<Record<MethodName, Method>> = Object.fromEntries(
  [
    ...Object.values(direct),
    ...Object.values(rules)
      .filter((rule) => rule !== rules.sgd)
      .map(ruleMethod),
  ]
    .sort((a, b) => a.order - b.order)
    .map((method) => [method.name, method]),
) as Record<MethodName, Method>;
