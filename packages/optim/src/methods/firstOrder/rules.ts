/**
 * The update rules. A new one is one file and one line here: `minimize`, `@nablajs/optim/rules` and `fit` of @nablajs/nn
 * read their names from this list.
 */
export { adagrad } from './adagrad.js';
export { adam } from './adam.js';
export { adamw } from './adamw.js';
export { momentum } from './momentum.js';
export { nesterov } from './nesterov.js';
export { rmsprop } from './rmsprop.js';
export { sgd } from './sgd.js';
