// log₂ x and log₁₀ x: the logarithm in two parts times 1/ln 2 or 1/ln 10 in two parts; error ≤ 0.51 ulp, exact at
// powers of 2 and of 10.
import { productRest } from './doubled';
import { logLimits, scaleSubnormal, subnormalShift } from './log';
import { logarithm, logarithmRest } from './logParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Log2 {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return binaryLog(x);
    return narrow(binaryLog(widenLow(x)), binaryLog(widenHigh(x)));
  }
}

@unmanaged
export class Log10 {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return decimalLog(x);
    return narrow(decimalLog(widenLow(x)), decimalLog(widenHigh(x)));
  }
}

export function vdLog2(n: i32, x: usize, y: usize): void {
  map<f64, Log2>(n, x, y);
}

export function vsLog2(n: i32, x: usize, y: usize): void {
  map<f32, Log2>(n, x, y);
}

export function dLog2(x: f64): f64 {
  return scalar<f64, Log2>(x);
}

export function vdLog10(n: i32, x: usize, y: usize): void {
  map<f64, Log10>(n, x, y);
}

export function vsLog10(n: i32, x: usize, y: usize): void {
  map<f32, Log10>(n, x, y);
}

export function dLog10(x: f64): f64 {
  return scalar<f64, Log10>(x);
}

function binaryLog(x: v128): v128 {
  return scaledLog(x, f64x2.splat(1.4426950408889634), f64x2.splat(2.0355273740931033e-17));
}

function decimalLog(x: v128): v128 {
  return scaledLog(x, f64x2.splat(0.4342944819032518), f64x2.splat(1.098319650216765e-17));
}

/** log x·(factor + factorRest). */
// @ts-ignore: decorator
@inline
function scaledLog(x: v128, factor: v128, factorRest: v128): v128 {
  const log = logarithm(scaleSubnormal(x), subnormalShift(x));
  const product = f64x2.mul(log, factor);
  const rest = f64x2.add(f64x2.mul(log, factorRest), f64x2.mul(logarithmRest(), factor));
  return logLimits(x, f64x2.add(product, f64x2.add(productRest(log, factor, product), rest)));
}
