/** Circular functions and their inverses; angles in radians. */
import { type Binary, binary, type Unary, unary } from './apply.js';

/**
 * sin x, x in radians; a new Tensor. Error ≤ 0.8 ulp at any finite x; NaN at ±∞.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { sin, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sin(tensor([0, 1e22])).toArray()); // [ 0, -0.8522008497671888 ]
 * ```
 */
export const sin: Unary = /* @__PURE__ */ unary('sin', 'Sin');

/**
 * cos x, x in radians; a new Tensor. Error ≤ 0.8 ulp at any finite x; NaN at ±∞.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { cos, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cos(tensor([0, 1])).toArray()); // [ 1, 0.5403023058681398 ]
 * ```
 */
export const cos: Unary = /* @__PURE__ */ unary('cos', 'Cos');

/**
 * tan x, x in radians; a new Tensor. Error ≤ 0.8 ulp at any finite x; NaN at ±∞.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { tan, tensor } from '@nablajs/core-wasm';
 *
 * console.log(tan(tensor([0, 1])).toArray()); // [ 0, 1.5574077246549023 ]
 * ```
 */
export const tan: Unary = /* @__PURE__ */ unary('tan', 'Tan');

/**
 * The arc in [−π/2, π/2] whose sine is x; a new Tensor. Error ≤ 1 ulp. NaN for |x| > 1.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { asin, tensor } from '@nablajs/core-wasm';
 *
 * console.log(asin(tensor([0, 1])).toArray()); // [ 0, 1.5707963267948966 ]
 * ```
 */
export const asin: Unary = /* @__PURE__ */ unary('asin', 'Asin');

/**
 * The arc in [0, π] whose cosine is x; a new Tensor. Error ≤ 1 ulp. NaN for |x| > 1.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { acos, tensor } from '@nablajs/core-wasm';
 *
 * console.log(acos(tensor([1, -1])).toArray()); // [ 0, 3.141592653589793 ]
 * ```
 */
export const acos: Unary = /* @__PURE__ */ unary('acos', 'Acos');

/**
 * The arc in [−π/2, π/2] whose tangent is x; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { atan, tensor } from '@nablajs/core-wasm';
 *
 * console.log(atan(tensor([0, 1])).toArray()); // [ 0, 0.7853981633974483 ]
 * ```
 */
export const atan: Unary = /* @__PURE__ */ unary('atan', 'Atan');

/**
 * The angle in [−π, π] of the point (x, y), the first argument being y; with broadcasting, a new Tensor. Error ≤ 0.8 ulp.
 *
 * Signs of zeros count as in C99: atan2(0, −0) = π.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { atan2, tensor } from '@nablajs/core-wasm';
 *
 * console.log(atan2(tensor([1, -1]), -1).toArray()); // [ 2.356194490192345, -2.356194490192345 ]
 * ```
 */
export const atan2: Binary = /* @__PURE__ */ binary('atan2', 'Atan2');
