import { type Unary, unary } from './apply.js';

/** max(x, 0). */
export const relu: Unary = /* @__PURE__ */ unary('relu', 'Relu');
