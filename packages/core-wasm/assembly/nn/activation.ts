// The activations' derivatives, elementwise over n elements: dX = dY ∘ f'(x), with f' taken from x or from y = f(x),
// whichever costs less. One pass, tails through the same vector code, so an element's bits do not depend on its place.
// NaN in x or dY stays NaN in dX.
import { lanes, loadFirst, storeFirst } from '../simd/lanes';

/** dX = dY where y > 0 or (y = 0 and atZero), else 0: the rule of relu'(0) is the caller's. */
@unmanaged
class ReluAtZeroOne {
  @inline lanes<T>(y: v128, dy: v128, _s: v128): v128 {
    return v128.andnot(dy, v128.lt<T>(y, v128.splat<T>(<T>0)));
  }
}

@unmanaged
class ReluAtZeroZero {
  @inline lanes<T>(y: v128, dy: v128, _s: v128): v128 {
    return v128.andnot(dy, v128.le<T>(y, v128.splat<T>(<T>0)));
  }
}

/** y = x where x ≥ 0, s·x below; NaN stays. */
@unmanaged
class LeakyRelu {
  @inline lanes<T>(x: v128, _unused: v128, s: v128): v128 {
    return v128.bitselect(v128.mul<T>(s, x), x, v128.lt<T>(x, v128.splat<T>(<T>0)));
  }
}

/** dX = dY where x ≥ 0, s·dY below. */
@unmanaged
class LeakyReluBackward {
  @inline lanes<T>(x: v128, dy: v128, s: v128): v128 {
    return v128.bitselect(v128.mul<T>(s, dy), dy, v128.lt<T>(x, v128.splat<T>(<T>0)));
  }
}

/** tanh' = 1 − y². */
@unmanaged
class TanhBackward {
  @inline lanes<T>(y: v128, dy: v128, _s: v128): v128 {
    return v128.mul<T>(dy, v128.sub<T>(v128.splat<T>(<T>1), v128.mul<T>(y, y)));
  }
}

/** σ' = y(1 − y). */
@unmanaged
class SigmoidBackward {
  @inline lanes<T>(y: v128, dy: v128, _s: v128): v128 {
    return v128.mul<T>(dy, v128.mul<T>(y, v128.sub<T>(v128.splat<T>(<T>1), y)));
  }
}

/** a·b: a dropout mask over its input or over dY. */
@unmanaged
class Product {
  @inline lanes<T>(a: v128, b: v128, _s: v128): v128 {
    return v128.mul<T>(a, b);
  }
}

/** out = f(a, b; s), element by element. */
// @ts-ignore: decorator
@inline
function pairwise<T, Op>(n: i32, s: T, a: usize, b: usize, out: usize): void {
  const scalar = v128.splat<T>(s);
  const whole = n - (n % lanes<T>());
  const end = a + <usize>whole * sizeof<T>();
  while (a < end) {
    v128.store(out, changetype<Op>(0).lanes<T>(v128.load(a), v128.load(b), scalar));
    a += 16;
    b += 16;
    out += 16;
  }
  const rest = n - whole;
  if (rest > 0) storeFirst<T>(out, changetype<Op>(0).lanes<T>(loadFirst<T>(a, rest), loadFirst<T>(b, rest), scalar), rest);
}

/** dX = dY·(Φ(x) + x·φ(x)), Φ(x) = (1 + erf(x/√2))/2, φ(x) = exp(−x²/2)/√(2π); erfs = erf(x/√2), exps = exp(−x²/2). */
// @ts-ignore: decorator
@inline
function geluBackward<T>(n: i32, x: usize, erfs: usize, exps: usize, dy: usize, dx: usize): void {
  const width = <usize>n * sizeof<T>();
  for (let i: usize = 0; i < width; i += sizeof<T>()) {
    const cumulative = <T>0.5 * (<T>1 + load<T>(erfs + i));
    const density = <T>0.3989422804014327 * load<T>(exps + i);
    store<T>(dx + i, load<T>(dy + i) * (cumulative + load<T>(x + i) * density));
  }
}

/** scaled = x/√2 and half = −x²/2: what gelu's derivative takes erf and exp of. */
// @ts-ignore: decorator
@inline
function geluArguments<T>(n: i32, x: usize, scaled: usize, half: usize): void {
  const width = <usize>n * sizeof<T>();
  for (let i: usize = 0; i < width; i += sizeof<T>()) {
    const value = load<T>(x + i);
    store<T>(scaled + i, value * <T>0.7071067811865476);
    store<T>(half + i, <T>-0.5 * value * value);
  }
}


/** atZero is the value of relu'(0): 1 (the course, y ≥ 0) or 0. */
export function sreluBackward(n: i32, atZero: i32, y: usize, dz: usize, dy: usize): void {
  if (atZero) pairwise<f32, ReluAtZeroOne>(n, 0, y, dz, dy);
  else pairwise<f32, ReluAtZeroZero>(n, 0, y, dz, dy);
}
export function dreluBackward(n: i32, atZero: i32, y: usize, dz: usize, dy: usize): void {
  if (atZero) pairwise<f64, ReluAtZeroOne>(n, 0, y, dz, dy);
  else pairwise<f64, ReluAtZeroZero>(n, 0, y, dz, dy);
}

export function sleakyReluForward(n: i32, slope: f64, x: usize, y: usize): void { pairwise<f32, LeakyRelu>(n, <f32>slope, x, x, y); }
export function dleakyReluForward(n: i32, slope: f64, x: usize, y: usize): void { pairwise<f64, LeakyRelu>(n, slope, x, x, y); }
export function sleakyReluBackward(n: i32, slope: f64, x: usize, dy: usize, dx: usize): void { pairwise<f32, LeakyReluBackward>(n, <f32>slope, x, dy, dx); }
export function dleakyReluBackward(n: i32, slope: f64, x: usize, dy: usize, dx: usize): void { pairwise<f64, LeakyReluBackward>(n, slope, x, dy, dx); }

export function stanhBackward(n: i32, y: usize, dy: usize, dx: usize): void { pairwise<f32, TanhBackward>(n, 0, y, dy, dx); }
export function dtanhBackward(n: i32, y: usize, dy: usize, dx: usize): void { pairwise<f64, TanhBackward>(n, 0, y, dy, dx); }

export function ssigmoidBackward(n: i32, y: usize, dy: usize, dx: usize): void { pairwise<f32, SigmoidBackward>(n, 0, y, dy, dx); }
export function dsigmoidBackward(n: i32, y: usize, dy: usize, dx: usize): void { pairwise<f64, SigmoidBackward>(n, 0, y, dy, dx); }

export function sproduct(n: i32, a: usize, b: usize, out: usize): void { pairwise<f32, Product>(n, 0, a, b, out); }
export function dproduct(n: i32, a: usize, b: usize, out: usize): void { pairwise<f64, Product>(n, 0, a, b, out); }

export function sgeluArguments(n: i32, x: usize, scaled: usize, half: usize): void { geluArguments<f32>(n, x, scaled, half); }
export function dgeluArguments(n: i32, x: usize, scaled: usize, half: usize): void { geluArguments<f64>(n, x, scaled, half); }
export function sgeluBackward(n: i32, x: usize, erfs: usize, exps: usize, dy: usize, dx: usize): void { geluBackward<f32>(n, x, erfs, exps, dy, dx); }
export function dgeluBackward(n: i32, x: usize, erfs: usize, exps: usize, dy: usize, dx: usize): void { geluBackward<f64>(n, x, erfs, exps, dy, dx); }
