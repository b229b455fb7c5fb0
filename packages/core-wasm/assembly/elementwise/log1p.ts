// log(1 + x): the logarithm of u = 1 + x rounded, plus c − c²/2 with c = (1 + x − u)/u; error ≤ 0.66 ulp.
import { sumRest } from './doubled';
import { logLimits } from './log';
import { logarithm, logarithmRest } from './logParts';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Log1p {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return logOfOneMore(x);
    return narrow(logOfOneMore(widenLow(x)), logOfOneMore(widenHigh(x)));
  }
}

export function vdLog1p(n: i32, x: usize, y: usize): void {
  map<f64, Log1p>(n, x, y);
}

export function vsLog1p(n: i32, x: usize, y: usize): void {
  map<f32, Log1p>(n, x, y);
}

export function dLog1p(x: f64): f64 {
  return scalar<f64, Log1p>(x);
}

function logOfOneMore(x: v128): v128 {
  const one = f64x2.splat(1);
  const u = f64x2.add(one, x);
  const c = f64x2.div(sumRest(one, x, u), u);
  const log = logarithm(u, f64x2.splat(0));
  const more = f64x2.sub(c, f64x2.mul(f64x2.mul(c, c), f64x2.splat(0.5)));
  const y = f64x2.add(log, f64x2.add(logarithmRest(), more));
  return v128.bitselect(logLimits(u, y), x, f64x2.ne(x, f64x2.splat(0)));
}
