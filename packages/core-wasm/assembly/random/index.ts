// The exports of random.
export { philox } from './philox';
export { duniform, suniform } from './uniform';
export { ddiscPoints, dpolar, sdiscPoints, spolar } from './polar';
