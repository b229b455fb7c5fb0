import { type Unary, unary } from './apply.js';

/** eˣ, error ≤ 0.52 ulp. */
export const exp: Unary = /* @__PURE__ */ unary('exp', 'Exp');

/** The natural logarithm, error ≤ 0.51 ulp; log 0 is −∞, of a negative number NaN. */
export const log: Unary = /* @__PURE__ */ unary('log', 'Log');
