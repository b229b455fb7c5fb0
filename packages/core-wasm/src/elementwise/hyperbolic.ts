import { type Unary, unary } from './apply.js';

/** The hyperbolic tangent. */
export const tanh: Unary = /* @__PURE__ */ unary('tanh', 'Tanh');
