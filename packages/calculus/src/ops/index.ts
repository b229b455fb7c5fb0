import { add, mul, pow } from './arithmetic.js';
import { declare } from './table.js';

/** Importing this module fills the operation table and the grammar. */
for (const operation of [add, mul, pow]) declare(operation);

export * from './arithmetic.js';
export * from './constants.js';
export * from './exponential.js';
export * from './hyperbolic.js';
export * from './matrix/index.js';
export * from './operators.js';
export * from './piecewise.js';
export * from './table.js';
export * from './trigonometric.js';
export { apply1, unary } from './unary.js';
