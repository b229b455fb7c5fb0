/** Activations of networks, and the error function. */
import { type Unary, unary } from './apply.js';

/**
 * max(x, 0); a new Tensor. NaN stays NaN.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { relu, tensor } from '@nablajs/core-wasm';
 *
 * console.log(relu(tensor([-1, 2])).toArray()); // [ 0, 2 ]
 * ```
 */
export const relu: Unary = /* @__PURE__ */ unary('relu', 'Relu');

/**
 * σ(x) = 1/(1 + e⁻ˣ); a new Tensor. Error ≤ 0.8 ulp, also where it is tiny.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { sigmoid, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sigmoid(tensor([0, -700])).toArray()); // [ 0.5, 9.85967654375977e-305 ]
 * ```
 */
export const sigmoid: Unary = /* @__PURE__ */ unary('sigmoid', 'Sigmoid');

/**
 * log(1 + eˣ), the antiderivative of `sigmoid`; a new Tensor. Error ≤ 0.8 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { softplus, tensor } from '@nablajs/core-wasm';
 *
 * console.log(softplus(tensor([0, 1000])).toArray()); // [ 0.6931471805599453, 1000 ]
 * ```
 */
export const softplus: Unary = /* @__PURE__ */ unary('softplus', 'Softplus');

/**
 * erf x = 2/√π·∫₀ˣ e^−t² dt; a new Tensor. Error ≤ 1 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { erf, tensor } from '@nablajs/core-wasm';
 *
 * console.log(erf(tensor([0, 1])).toArray()); // [ 0, 0.8427007929497149 ]
 * ```
 */
export const erf: Unary = /* @__PURE__ */ unary('erf', 'Erf');

/**
 * x·Φ(x), Φ being the normal distribution function (1 + erf(x/√2))/2; a new Tensor. Error ≤ 4 ulp; gelu(−∞) = −0.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { gelu, tensor } from '@nablajs/core-wasm';
 *
 * console.log(gelu(tensor([0, 1])).toArray()); // [ 0, 0.8413447460685429 ]
 * ```
 */
export const gelu: Unary = /* @__PURE__ */ unary('gelu', 'Gelu');

/**
 * x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))), the approximation of `gelu`; a new Tensor. Error ≤ 3 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { gelu_tanh, tensor } from '@nablajs/core-wasm';
 *
 * console.log(gelu_tanh(tensor([0, 1])).toArray()); // [ 0, 0.8411919906082768 ]
 * ```
 */
export const gelu_tanh: Unary = /* @__PURE__ */ unary('gelu_tanh', 'GeluTanh');
