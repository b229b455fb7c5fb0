/** Hyperbolic functions and their inverses. */
import { type Unary, unary } from './apply.js';

/**
 * sinh x = (eˣ − e⁻ˣ)/2; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { sinh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sinh(tensor([0, 1])).toArray()); // [ 0, 1.1752011936438014 ]
 * ```
 */
export const sinh: Unary = /* @__PURE__ */ unary('sinh', 'Sinh');

/**
 * cosh x = (eˣ + e⁻ˣ)/2; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { cosh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cosh(tensor([0, 1])).toArray()); // [ 1, 1.5430806348152437 ]
 * ```
 */
export const cosh: Unary = /* @__PURE__ */ unary('cosh', 'Cosh');

/**
 * tanh x = sinh x/cosh x; a new Tensor. Error ≤ 0.6 ulp (f32: 0.7).
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { tanh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(tanh(tensor([0, 1])).toArray()); // [ 0, 0.7615941559557649 ]
 * ```
 */
export const tanh: Unary = /* @__PURE__ */ unary('tanh', 'Tanh');

/**
 * The number whose sinh is x; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { asinh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(asinh(tensor([0, 1])).toArray()); // [ 0, 0.881373587019543 ]
 * ```
 */
export const asinh: Unary = /* @__PURE__ */ unary('asinh', 'Asinh');

/**
 * The number ≥ 0 whose cosh is x; a new Tensor. Error ≤ 0.6 ulp. NaN for x < 1.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { acosh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(acosh(tensor([1, 2])).toArray()); // [ 0, 1.3169578969248168 ]
 * ```
 */
export const acosh: Unary = /* @__PURE__ */ unary('acosh', 'Acosh');

/**
 * The number whose tanh is x; a new Tensor. Error ≤ 0.6 ulp. ±∞ at ±1, NaN beyond.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { atanh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(atanh(tensor([0, 0.5])).toArray()); // [ 0, 0.5493061443340549 ]
 * ```
 */
export const atanh: Unary = /* @__PURE__ */ unary('atanh', 'Atanh');
