/** The methods of `minimize` beside the update rules. A new one is one file and one line here. */
export { conjugateGradient } from './firstOrder/conjugateGradient.js';
export { gradientDescent } from './firstOrder/gradientDescent.js';
export { hagerZhang } from './firstOrder/hagerZhang.js';
export { bfgs } from './quasiNewton/bfgs.js';
export { lbfgs } from './quasiNewton/lbfgs.js';
export { lbfgsb } from './quasiNewton/lbfgsb.js';
export { newton } from './secondOrder/newton.js';
export { newtonCg } from './secondOrder/newtonCg.js';
export { trustRegion } from './secondOrder/trustRegion.js';
export { nelderMead } from './zerothOrder/nelderMead.js';
