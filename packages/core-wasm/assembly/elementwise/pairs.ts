// The functions of two numbers at once, as vectors: (f(x₀), f(x₁)), the bits being those of the scalar functions. A vector
// cannot cross to JavaScript; modules compiled at run time import these and call them from one WebAssembly to another.
import { Acos, Asin } from './asin';
import { Acosh, Asinh, Atanh } from './asinh';
import { Atan, Atan2 } from './atan';
import { Cbrt } from './cbrt';
import { Erf } from './erf';
import { Exp } from './exp';
import { Expm1 } from './expm1';
import { Log } from './log';
import { Log1p } from './log1p';
import { Log10, Log2 } from './log2';
import { oneVector } from './map';
import { Pow } from './pow';
import { Sigmoid, Softplus } from './sigmoid';
import { Cos, Sin } from './sin';
import { Cosh, Sinh } from './sinh';
import { Tan } from './tan';
import { Tanh } from './tanh';
import { oneVector2 } from './zip';

export function dAcosPair(x: v128): v128 {
  return oneVector<f64, Acos>(x);
}

export function dAcoshPair(x: v128): v128 {
  return oneVector<f64, Acosh>(x);
}

export function dAsinPair(x: v128): v128 {
  return oneVector<f64, Asin>(x);
}

export function dAsinhPair(x: v128): v128 {
  return oneVector<f64, Asinh>(x);
}

export function dAtanPair(x: v128): v128 {
  return oneVector<f64, Atan>(x);
}

export function dAtanhPair(x: v128): v128 {
  return oneVector<f64, Atanh>(x);
}

export function dCbrtPair(x: v128): v128 {
  return oneVector<f64, Cbrt>(x);
}

export function dCosPair(x: v128): v128 {
  return oneVector<f64, Cos>(x);
}

export function dCoshPair(x: v128): v128 {
  return oneVector<f64, Cosh>(x);
}

export function dErfPair(x: v128): v128 {
  return oneVector<f64, Erf>(x);
}

export function dExpPair(x: v128): v128 {
  return oneVector<f64, Exp>(x);
}

export function dExpm1Pair(x: v128): v128 {
  return oneVector<f64, Expm1>(x);
}

export function dLogPair(x: v128): v128 {
  return oneVector<f64, Log>(x);
}

export function dLog10Pair(x: v128): v128 {
  return oneVector<f64, Log10>(x);
}

export function dLog1pPair(x: v128): v128 {
  return oneVector<f64, Log1p>(x);
}

export function dLog2Pair(x: v128): v128 {
  return oneVector<f64, Log2>(x);
}

export function dSigmoidPair(x: v128): v128 {
  return oneVector<f64, Sigmoid>(x);
}

export function dSinPair(x: v128): v128 {
  return oneVector<f64, Sin>(x);
}

export function dSinhPair(x: v128): v128 {
  return oneVector<f64, Sinh>(x);
}

export function dSoftplusPair(x: v128): v128 {
  return oneVector<f64, Softplus>(x);
}

export function dTanPair(x: v128): v128 {
  return oneVector<f64, Tan>(x);
}

export function dTanhPair(x: v128): v128 {
  return oneVector<f64, Tanh>(x);
}

export function dAtan2Pair(y: v128, x: v128): v128 {
  return oneVector2<f64, Atan2>(y, x);
}

export function dPowPair(x: v128, y: v128): v128 {
  return oneVector2<f64, Pow>(x, y);
}
