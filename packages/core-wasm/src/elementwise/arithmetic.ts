import { type Binary, binary } from './apply.js';

/** x + y, correctly rounded, with NumPy's broadcasting. */
export const add: Binary = /* @__PURE__ */ binary('add', 'Add');

/** x − y, correctly rounded, with NumPy's broadcasting. */
export const sub: Binary = /* @__PURE__ */ binary('sub', 'Sub');

/** x·y element by element, correctly rounded, with NumPy's broadcasting. The matrix product is `matmul`. */
export const mul: Binary = /* @__PURE__ */ binary('mul', 'Mul');

/** x/y, correctly rounded, with NumPy's broadcasting; x/0 is ±∞, 0/0 is NaN. */
export const div: Binary = /* @__PURE__ */ binary('div', 'Div');
