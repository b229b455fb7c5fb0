// ∛x = 2^k·∛m: a start from the exponent and a quadratic, two steps of Halley's iteration, and a last correction with
// the cube in two parts; error ≤ 0.52 ulp.
import { productRest } from './doubled';
import { map, scalar } from './map';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Cbrt {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return cubeRoot(x);
    return narrow(cubeRoot(widenLow(x)), cubeRoot(widenHigh(x)));
  }
}

export function vdCbrt(n: i32, x: usize, y: usize): void {
  map<f64, Cbrt>(n, x, y);
}

export function vsCbrt(n: i32, x: usize, y: usize): void {
  map<f32, Cbrt>(n, x, y);
}

export function dCbrt(x: f64): f64 {
  return scalar<f64, Cbrt>(x);
}

/** Halley's step for t³ = a: t·(t³ + 2a)/(2t³ + a). */
// @ts-ignore: decorator
@inline
function halley(t: v128, a: v128): v128 {
  const cube = f64x2.mul(t, f64x2.mul(t, t));
  const twice = f64x2.add(a, a);
  return f64x2.mul(t, f64x2.div(f64x2.add(cube, twice), f64x2.add(f64x2.add(cube, cube), a)));
}

const UP: f64 = 2.037035976334486e90;
const DOWN: f64 = 4.909093465297727e-91;
const ROOT_UP: f64 = 1.2676506002282294e30;
const ROOT_DOWN: f64 = 7.888609052210118e-31;

/** `first` in lanes of `tiny`, `second` in lanes of `huge`, else 1. */
// @ts-ignore: decorator
@inline
function threeWay(first: f64, second: f64, tiny: v128, huge: v128): v128 {
  return v128.bitselect(f64x2.splat(first), v128.bitselect(f64x2.splat(second), f64x2.splat(1), huge), tiny);
}

function cubeRoot(x: v128): v128 {
  const tiny = f64x2.lt(f64x2.abs(x), f64x2.splat(1e-200));
  const huge = f64x2.gt(f64x2.abs(x), f64x2.splat(1e200));
  // 2^±300, whose root 2^±100 is taken back last
  const a = f64x2.mul(f64x2.abs(x), threeWay(UP, DOWN, tiny, huge));
  // a third of the bits above 1 is a third of the logarithm to 5 %
  const bits = f64x2.convert_low_i32x4_u(i32x4.shuffle(a, a, 1, 3, 1, 3));
  const third = i32x4.trunc_sat_f64x2_u_zero(f64x2.add(f64x2.mul(bits, f64x2.splat(1 / 3.0)), f64x2.splat(715094163)));
  const start = i32x4.shuffle(i32x4.splat(0), third, 0, 4, 0, 5);
  const t = halley(halley(halley(start, a), a), a);
  const square = f64x2.mul(t, t);
  const cube = f64x2.mul(square, t);
  const rest = f64x2.add(productRest(square, t, cube), f64x2.mul(productRest(t, t, square), t));
  const more = f64x2.div(f64x2.sub(f64x2.sub(a, cube), rest), f64x2.mul(f64x2.splat(3), square));
  const root = f64x2.mul(f64x2.add(t, more), threeWay(ROOT_DOWN, ROOT_UP, tiny, huge));
  const finite = v128.and(f64x2.ne(x, f64x2.splat(0)), f64x2.lt(a, f64x2.splat(Infinity)));
  return v128.bitselect(v128.bitselect(x, root, f64x2.splat(-0.0)), x, finite);
}
