export { relu } from './activations.js';
export type { Binary, Operand, Unary } from './apply.js';
export { add, div, mul, sub } from './arithmetic.js';
export { exp, log } from './exponential.js';
export { tanh } from './hyperbolic.js';
