// The exports of reduce: one line per reduction; its file instantiates the kernels, one function per dtype.
export { dargmax, dargmin, sargmax, sargmin } from './argmax';
export { dcumsum, scumsum } from './cumsum';
export { dmax, dmin, dprod, smax, smin, sprod } from './fold';
export { dsoftmaxRows, ssoftmaxRows } from './softmax';
export { dsum, ssum } from './sum';
