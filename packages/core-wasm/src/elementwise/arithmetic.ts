/** Arithmetic of elements, with NumPy's broadcasting, and powers and roots. */
import { type Binary, binary, type Unary, unary } from './apply.js';

/**
 * x + y, correctly rounded, with broadcasting; a new Tensor.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { add, tensor } from '@nablajs/core-wasm';
 *
 * console.log(add(tensor([[1, 2], [3, 4]]), tensor([10, 20])).toArray()); // [ [ 11, 22 ], [ 13, 24 ] ]
 * ```
 */
export const add: Binary = /* @__PURE__ */ binary('add', 'Add', (x, y, z) => {
  for (let i = 0; i < z.length; i++) z[i] = x[i]! + y[i]!;
});

/**
 * x − y, correctly rounded, with broadcasting; a new Tensor.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { sub, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sub(tensor([1, 2]), 1).toArray()); // [ 0, 1 ]
 * ```
 */
export const sub: Binary = /* @__PURE__ */ binary('sub', 'Sub', (x, y, z) => {
  for (let i = 0; i < z.length; i++) z[i] = x[i]! - y[i]!;
});

/**
 * x·y element by element, correctly rounded, with broadcasting; a new Tensor. The matrix product is `matmul`.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { mul, tensor } from '@nablajs/core-wasm';
 *
 * console.log(mul(tensor([1, 2]), tensor([[3], [4]])).toArray()); // [ [ 3, 6 ], [ 4, 8 ] ]
 * ```
 */
export const mul: Binary = /* @__PURE__ */ binary('mul', 'Mul', (x, y, z) => {
  for (let i = 0; i < z.length; i++) z[i] = x[i]! * y[i]!;
});

/**
 * x/y, correctly rounded, with broadcasting; a new Tensor. x/0 is ±∞ and 0/0 is NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { div, tensor } from '@nablajs/core-wasm';
 *
 * console.log(div(1, tensor([2, 4])).toArray()); // [ 0.5, 0.25 ]
 * ```
 */
export const div: Binary = /* @__PURE__ */ binary('div', 'Div', (x, y, z) => {
  for (let i = 0; i < z.length; i++) z[i] = x[i]! / y[i]!;
});

/**
 * xʸ with broadcasting; a new Tensor. Error ≤ 0.8 ulp.
 *
 * Special cases as in C99 and NumPy: pow(x, 0) = 1 for any x, pow(1, y) = 1 for any y, both with NaN too, and
 * pow(−1, ±∞) = 1. A negative x to a power that is no integer is NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { pow, tensor } from '@nablajs/core-wasm';
 *
 * console.log(pow(tensor([1, 2, 3]), 2).toArray()); // [ 1, 4, 9 ]
 * ```
 */
export const pow: Binary = /* @__PURE__ */ binary('pow', 'Pow');

/**
 * √(x² + y²) without overflow or underflow, with broadcasting; a new Tensor. Error ≤ 0.8 ulp.
 *
 * An infinite x or y gives ∞, even beside NaN.
 *
 * @throws DTypeError when two Tensors differ in element type, ShapeError when their shapes do not broadcast.
 *
 * @example
 * ```ts
 * import { hypot, tensor } from '@nablajs/core-wasm';
 *
 * console.log(hypot(3, tensor([4, 3e200])).toArray()); // [ 5, 3e+200 ]
 * ```
 */
export const hypot: Binary = /* @__PURE__ */ binary('hypot', 'Hypot');

/**
 * −x; a new Tensor.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { neg, tensor } from '@nablajs/core-wasm';
 *
 * console.log(neg(tensor([1, -2])).toArray()); // [ -1, 2 ]
 * ```
 */
export const neg: Unary = /* @__PURE__ */ unary('neg', 'Neg');

/**
 * |x|; a new Tensor.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { abs, tensor } from '@nablajs/core-wasm';
 *
 * console.log(abs(tensor([1, -2])).toArray()); // [ 1, 2 ]
 * ```
 */
export const abs: Unary = /* @__PURE__ */ unary('abs', 'Abs');

/**
 * 1, −1, or x itself where it is ±0 or NaN; a new Tensor.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { sign, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sign(tensor([-5, 0, 7])).toArray()); // [ -1, 0, 1 ]
 * ```
 */
export const sign: Unary = /* @__PURE__ */ unary('sign', 'Sign');

/**
 * √x, correctly rounded; a new Tensor. NaN for x < 0.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { sqrt, tensor } from '@nablajs/core-wasm';
 *
 * console.log(sqrt(tensor([4, 9])).toArray()); // [ 2, 3 ]
 * ```
 */
export const sqrt: Unary = /* @__PURE__ */ unary('sqrt', 'Sqrt');

/**
 * ∛x, of negative numbers too; a new Tensor. Error ≤ 0.6 ulp.
 *
 * @throws ArgumentError when x is neither a Tensor nor a number.
 *
 * @example
 * ```ts
 * import { cbrt, tensor } from '@nablajs/core-wasm';
 *
 * console.log(cbrt(tensor([-8, 27])).toArray()); // [ -2, 3 ]
 * ```
 */
export const cbrt: Unary = /* @__PURE__ */ unary('cbrt', 'Cbrt');
