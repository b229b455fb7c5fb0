// The exports of elementwise: one line per function; its file instantiates the kernels, one function per dtype.
export { vdAdd, vdDiv, vdMul, vdSub, vsAdd, vsDiv, vsMul, vsSub } from './arithmetic';
export { dcopy4, scopy4 } from './copy4';
export { dExp, vdExp, vsExp } from './exp';
export { dLog, vdLog, vsLog } from './log';
export { vdRelu, vsRelu } from './relu';
export { dTanh, vdTanh, vsTanh } from './tanh';
export { vdAdagrad, vdAdam, vdMomentum, vdRmsprop, vdSgd, vsAdagrad, vsAdam, vsMomentum, vsRmsprop, vsSgd } from './update';
