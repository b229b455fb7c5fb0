export { type CreateOptions, full, ones, tensor, zeros } from './create.js';
export { ArgumentError, type Facts, NablaError } from './errors.js';
export { CompilationError } from './load.js';
export { OutOfMemoryError } from './memory.js';
export type { DType } from './storage.js';
export { DTypeError, type NestedArray, type PlainTensor, type Shape, ShapeError, Tensor } from './tensor.js';
