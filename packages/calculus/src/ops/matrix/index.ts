/** Importing this module adds the matrix operations to the table and their signs to the grammar. */
export * from './filler.js';
export * from './identity.js';
export * from './indexForm.js';
export * from './operators.js';
export * from './product.js';
export * from './reduce.js';
export * from './square.js';
export * from './structure.js';
export * from './tensor.js';
export * from './traits.js';
export * from './transpose.js';
export * from './zeros.js';
