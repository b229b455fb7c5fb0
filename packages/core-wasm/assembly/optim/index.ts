// The exports of optim.
export { dtwoLoop } from './twoLoop';
