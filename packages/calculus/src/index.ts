export { type Budget, defaultBudget, TooLargeError } from './expr/budget.js';
export { constant, Expr, symbol } from './expr/node.js';
export type { Explained, Interval, Language, Lines, Operation, PrintContext, Printed } from './expr/operation.js';
export type { Shape } from './expr/shape.js';
export { freeSymbols } from './expr/walk.js';
export { operations } from './ops/index.js';
