/** Comparisons, which give 1 where they hold and 0 elsewhere in the operands' element type; the larger and the smaller of two. */
import { type Binary, binary } from './apply.js';

/**
 * 1 where x = y, else 0, with broadcasting; a new Tensor. Nothing holds for NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { equal, tensor } from '@nablajs/core-wasm';
 *
 * console.log(equal(tensor([1, 2, 3]), 2).toArray()); // [ 0, 1, 0 ]
 * ```
 */
export const equal: Binary = /* @__PURE__ */ binary('equal', 'Equal');

/**
 * 1 where x ≠ y, else 0, with broadcasting; a new Tensor. NaN differs from everything.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { notEqual, tensor } from '@nablajs/core-wasm';
 *
 * console.log(notEqual(tensor([1, 2, 3]), 2).toArray()); // [ 1, 0, 1 ]
 * ```
 */
export const notEqual: Binary = /* @__PURE__ */ binary('notEqual', 'NotEqual');

/**
 * 1 where x < y, else 0, with broadcasting; a new Tensor. Nothing holds for NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { less, tensor } from '@nablajs/core-wasm';
 *
 * console.log(less(tensor([1, 2, 3]), 2).toArray()); // [ 1, 0, 0 ]
 * ```
 */
export const less: Binary = /* @__PURE__ */ binary('less', 'Less');

/**
 * 1 where x ≤ y, else 0, with broadcasting; a new Tensor. Nothing holds for NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { lessEqual, tensor } from '@nablajs/core-wasm';
 *
 * console.log(lessEqual(tensor([1, 2, 3]), 2).toArray()); // [ 1, 1, 0 ]
 * ```
 */
export const lessEqual: Binary = /* @__PURE__ */ binary('lessEqual', 'LessEqual');

/**
 * 1 where x > y, else 0, with broadcasting; a new Tensor. Nothing holds for NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { greater, tensor } from '@nablajs/core-wasm';
 *
 * console.log(greater(tensor([1, 2, 3]), 2).toArray()); // [ 0, 0, 1 ]
 * ```
 */
export const greater: Binary = /* @__PURE__ */ binary('greater', 'Greater');

/**
 * 1 where x ≥ y, else 0, with broadcasting; a new Tensor. Nothing holds for NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { greaterEqual, tensor } from '@nablajs/core-wasm';
 *
 * console.log(greaterEqual(tensor([1, 2, 3]), 2).toArray()); // [ 0, 1, 1 ]
 * ```
 */
export const greaterEqual: Binary = /* @__PURE__ */ binary('greaterEqual', 'GreaterEqual');

/**
 * The larger of x and y, with broadcasting; a new Tensor. NaN where either is NaN; +0 is larger than −0.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { maximum, tensor } from '@nablajs/core-wasm';
 *
 * console.log(maximum(tensor([1, 5]), 3).toArray()); // [ 3, 5 ]
 * ```
 */
export const maximum: Binary = /* @__PURE__ */ binary('maximum', 'Maximum');

/**
 * The smaller of x and y, with broadcasting; a new Tensor. NaN where either is NaN; −0 is smaller than +0.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { minimum, tensor } from '@nablajs/core-wasm';
 *
 * console.log(minimum(tensor([1, 5]), 3).toArray()); // [ 1, 3 ]
 * ```
 */
export const minimum: Binary = /* @__PURE__ */ binary('minimum', 'Minimum');
