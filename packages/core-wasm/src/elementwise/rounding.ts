/** Rounding to integers. */
import { type Unary, unary } from './apply.js';

/**
 * ⌊x⌋, the largest integer ≤ x; a new Tensor.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { floor, tensor } from '@nablajs/core-wasm';
 *
 * console.log(floor(tensor([1.5, -1.5])).toArray()); // [ 1, -2 ]
 * ```
 */
export const floor: Unary = /* @__PURE__ */ unary('floor', 'Floor');

/**
 * ⌈x⌉, the smallest integer ≥ x; a new Tensor.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { ceil, tensor } from '@nablajs/core-wasm';
 *
 * console.log(ceil(tensor([1.5, -1.25])).toArray()); // [ 2, -1 ]
 * ```
 */
export const ceil: Unary = /* @__PURE__ */ unary('ceil', 'Ceil');

/**
 * The nearest integer, ties to the even one as in NumPy; a new Tensor.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { round, tensor } from '@nablajs/core-wasm';
 *
 * console.log(round(tensor([0.5, 1.5, 2.6])).toArray()); // [ 0, 2, 3 ]
 * ```
 */
export const round: Unary = /* @__PURE__ */ unary('round', 'Round');
