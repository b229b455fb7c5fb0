/** Exponentials and logarithms. */
import { type Unary, unary } from './apply.js';

/**
 * eˣ; a new Tensor. Error ≤ 0.8 ulp (f32: 0.94).
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { exp, tensor } from '@nablajs/core-wasm';
 *
 * console.log(exp(tensor([0, 1])).toArray()); // [ 1, 2.718281828459045 ]
 * ```
 */
export const exp: Unary = /* @__PURE__ */ unary('exp', 'Exp');

/**
 * 2ˣ, exact at integers; a new Tensor. Error ≤ 0.8 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { exp2, tensor } from '@nablajs/core-wasm';
 *
 * console.log(exp2(tensor([-1, 0, 10])).toArray()); // [ 0.5, 1, 1024 ]
 * ```
 */
export const exp2: Unary = /* @__PURE__ */ unary('exp2', 'Exp2');

/**
 * eˣ − 1 without loss near 0; a new Tensor. Error ≤ 0.8 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { expm1 } from '@nablajs/core-wasm';
 *
 * console.log(expm1(1e-20).item()); // 1e-20
 * ```
 */
export const expm1: Unary = /* @__PURE__ */ unary('expm1', 'Expm1');

/**
 * The natural logarithm; a new Tensor. Error ≤ 0.6 ulp. log 0 = −∞, and NaN for x < 0.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { log, tensor } from '@nablajs/core-wasm';
 *
 * console.log(log(tensor([1, Math.E])).toArray()); // [ 0, 1 ]
 * ```
 */
export const log: Unary = /* @__PURE__ */ unary('log', 'Log');

/**
 * The logarithm to base 2, exact at powers of 2; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { log2, tensor } from '@nablajs/core-wasm';
 *
 * console.log(log2(tensor([0.5, 8])).toArray()); // [ -1, 3 ]
 * ```
 */
export const log2: Unary = /* @__PURE__ */ unary('log2', 'Log2');

/**
 * The logarithm to base 10, exact at powers of 10; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { log10, tensor } from '@nablajs/core-wasm';
 *
 * console.log(log10(tensor([0.001, 1000])).toArray()); // [ -3, 3 ]
 * ```
 */
export const log10: Unary = /* @__PURE__ */ unary('log10', 'Log10');

/**
 * log(1 + x) without loss near 0; a new Tensor. Error ≤ 0.8 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { log1p } from '@nablajs/core-wasm';
 *
 * console.log(log1p(1e-20).item()); // 1e-20
 * ```
 */
export const log1p: Unary = /* @__PURE__ */ unary('log1p', 'Log1p');
