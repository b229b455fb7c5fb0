// The exports of elementwise: one line per function; its file instantiates the kernels, one function per dtype.
export { vdAdd, vdDiv, vdMul, vdSub, vsAdd, vsDiv, vsMul, vsSub } from './arithmetic';
export { dAcos, dAsin, vdAcos, vdAsin, vsAcos, vsAsin } from './asin';
export { dAcosh, dAsinh, dAtanh, vdAcosh, vdAsinh, vdAtanh, vsAcosh, vsAsinh, vsAtanh } from './asinh';
export { dAtan, dAtan2, vdAtan, vdAtan2, vsAtan, vsAtan2 } from './atan';
export { dCbrt, vdCbrt, vsCbrt } from './cbrt';
export {
  vdEqual, vdGreater, vdGreaterEqual, vdLess, vdLessEqual, vdMaximum, vdMinimum, vdNotEqual, vsEqual, vsGreater,
  vsGreaterEqual, vsLess, vsLessEqual, vsMaximum, vsMinimum, vsNotEqual,
} from './comparison';
export { dcopy4, scopy4 } from './copy4';
export { dErf, dGelu, vdErf, vdGelu, vsErf, vsGelu } from './erf';
export { dExp, vdExp, vsExp } from './exp';
export { dExp2, vdExp2, vsExp2 } from './exp2';
export { dExpm1, vdExpm1, vsExpm1 } from './expm1';
export { dGeluTanh, vdGeluTanh, vsGeluTanh } from './geluTanh';
export { dHypot, vdHypot, vsHypot } from './hypot';
export { dLog, vdLog, vsLog } from './log';
export { dLog1p, vdLog1p, vsLog1p } from './log1p';
export { dLog10, dLog2, vdLog10, vdLog2, vsLog10, vsLog2 } from './log2';
export {
  dAcosPair, dAcoshPair, dAsinPair, dAsinhPair, dAtan2Pair, dAtanPair, dAtanhPair, dCbrtPair, dCosPair, dCoshPair,
  dErfPair, dExpPair, dExpm1Pair, dLog10Pair, dLog1pPair, dLog2Pair, dLogPair, dPowPair, dSigmoidPair, dSinPair,
  dSinhPair, dSoftplusPair, dTanPair, dTanhPair,
} from './pairs';
export { dPow, vdPow, vsPow } from './pow';
export { vdRelu, vsRelu } from './relu';
export {
  vdAbs, vdCeil, vdFloor, vdNeg, vdRound, vdSign, vdSqrt, vsAbs, vsCeil, vsFloor, vsNeg, vsRound, vsSign, vsSqrt,
} from './rounding';
export { dSigmoid, dSoftplus, vdSigmoid, vdSoftplus, vsSigmoid, vsSoftplus } from './sigmoid';
export { dCos, dSin, vdCos, vdSin, vsCos, vsSin } from './sin';
export { dCosh, dSinh, vdCosh, vdSinh, vsCosh, vsSinh } from './sinh';
export { dTan, vdTan, vsTan } from './tan';
export { dTanh, vdTanh, vsTanh } from './tanh';
export {
  vdAdagrad, vdAdam, vdMomentum, vdRmsprop, vdSgd, vsAdagrad, vsAdam, vsMomentum, vsRmsprop, vsSgd,
} from './update';
export { vdWhere, vsWhere } from './where';
