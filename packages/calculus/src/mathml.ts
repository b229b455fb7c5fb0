/**
 * LaTeX → MathML by itself: `@nablajs/calculus/mathml`, for pages whose mathematics runs in a worker. Nothing of the
 * mathematics comes with it.
 */
export { latexToMathML } from './print/latexToMathML.js';
