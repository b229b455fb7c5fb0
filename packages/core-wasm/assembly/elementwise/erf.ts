// erf x: x + x·P(x²) for |x| < 13/16, erf 1 + s·P(s) with s = |x| − 1 up to 5/4,
// else 1 − erfc |x|; gelu x = x·Φ(x) = x·erfc(−x/√2)/2.
//
// erfc a = e^−a²·erfcx a, with a² in two parts and (1 + 2a)·erfcx a a polynomial in (a − 4)/(a + 4) over 0 ≤ a ≤ 28.
// Errors: erf ≤ 0.9 ulp, gelu ≤ 4 ulp.
// Source of the form: M. Shepherd, J. Laframboise, "Chebyshev approximation of (1 + 2x)exp(x²)erfc x in 0 ≤ x < ∞",
// Math. Comp. 36 (1981); coefficients of our own (Remez, 160 bits).
import { productRest } from './doubled';
import { entry, excess, power, remainder, shiftedIndex } from './expParts';
import { map, scalar } from './map';
import { polynomial } from './polynomial';
import { narrow, widenHigh, widenLow } from './widen';

@unmanaged
export class Erf {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return errorFunction(x);
    return narrow(errorFunction(widenLow(x)), errorFunction(widenHigh(x)));
  }
}

@unmanaged
export class Gelu {
  @inline lanes<T>(x: v128): v128 {
    if (sizeof<T>() == 8) return gelu(x);
    return narrow(gelu(widenLow(x)), gelu(widenHigh(x)));
  }
}

export function vdErf(n: i32, x: usize, y: usize): void {
  map<f64, Erf>(n, x, y);
}

export function vsErf(n: i32, x: usize, y: usize): void {
  map<f32, Erf>(n, x, y);
}

export function dErf(x: f64): f64 {
  return scalar<f64, Erf>(x);
}

export function vdGelu(n: i32, x: usize, y: usize): void {
  map<f64, Gelu>(n, x, y);
}

export function vsGelu(n: i32, x: usize, y: usize): void {
  map<f32, Gelu>(n, x, y);
}

export function dGelu(x: f64): f64 {
  return scalar<f64, Gelu>(x);
}

/** (erf x − x)/x in z = x², z ≤ 1. */
const SMALL = memory.data<f64>([
  0.12837916709551256, -0.37612638903183543, 0.11283791670945158, -0.02686617064326012, 0.005223977607285589,
  -0.0008548325982838353, 0.00012055295108635489, -1.492474047477412e-5, 1.6447464643711403e-6, -1.6208760092232678e-7,
  1.3721138407554709e-8, -7.79768902272098e-10,
]);

/** erf 1 in two parts, and (erf(1 + s) − erf 1)/s for −0.19 ≤ s ≤ 1/4. */
const AT_ONE: f64 = 0.8427007929497149;
const AT_ONE_REST: f64 = -2.4801011789118602e-17;
const MIDDLE = memory.data<f64>([
  0.4151074974205948, -0.41510749742059405, 0.13836916580680222, 0.06918458290322325, -0.06918458289047986,
  0.004612305542353322, 0.015154717010788587, -0.004777030471431576, -0.0018851384921887405, 0.0012262241221094633,
  8.448191746436364e-5, -0.00019785452028935112, 2.689677117244154e-5,
]);

/** (1 + 2a)·erfcx a in t = (a − 4)/(a + 4). */
const SCALED = memory.data<f64>([
  1.2329951186255526, -0.13962111684056253, 0.01537965210261965, 0.0680970542546953, -0.10103906603629925,
  0.09373283499825721, -0.06633036581232711, 0.037167515538963594, -0.01619773405657218, 0.005031969964972184,
  -0.0007577732968879231, -0.000199256625692859, 0.00015062171396082016, -2.4399443051922784e-5, -1.1222158323986456e-5,
  5.710202406539115e-6, 2.941208043478693e-7, -8.259809938190494e-7, 7.41472006928875e-8, 1.103523150271331e-7,
  -1.749334911518106e-8, -1.4083713668834267e-8, 1.6828649110393507e-9, 1.2016483117868441e-9,
]);

/** erfcx a, a ≥ 0. */
// @ts-ignore: decorator
@inline
function scaledComplement(a: v128): v128 {
  const t = f64x2.div(f64x2.sub(a, f64x2.splat(4)), f64x2.add(a, f64x2.splat(4)));
  return f64x2.div(polynomial(SCALED, 24, t), f64x2.add(f64x2.splat(1), f64x2.add(a, a)));
}

const SQRT_HALF: f64 = 0.7071067811865476;

let taken: v128 = f64x2.splat(0);

/** (f + fRest)·e^−(s + rest)·2^−taken, s ≥ 0; taken is −128 in the exponent field for s > 640, else 0. */
// @ts-ignore: decorator
@inline
function decay(s: v128, rest: v128, f: v128, fRest: v128): v128 {
  const x = f64x2.pmax(f64x2.neg(s), f64x2.splat(-800));
  const shifted = shiftedIndex(x);
  const entry0 = entry(i32x4.extract_lane(shifted, 0));
  const entry1 = entry(i32x4.extract_lane(shifted, 2));
  taken = v128.and(f64x2.lt(x, f64x2.splat(-640)), i64x2.splat(-128 << 52));
  const scale = i64x2.sub(power(entry0, entry1, shifted), taken);
  // the factor joins before the excess does, so that only this product and the last sum round
  const scaled = f64x2.mul(scale, f);
  const more = f64x2.mul(scaled, excess(entry0, entry1, f64x2.sub(remainder(x, shifted), rest)));
  return f64x2.add(scaled, f64x2.add(more, f64x2.mul(scale, fRest)));
}

function errorFunction(x: v128): v128 {
  const one = f64x2.splat(1);
  const a = f64x2.pmin(f64x2.abs(x), f64x2.splat(6));
  const z = f64x2.mul(a, a);
  const small = f64x2.add(a, f64x2.mul(a, polynomial(SMALL, 12, z)));
  const large = f64x2.sub(one, decay(z, f64x2.splat(0), scaledComplement(a), f64x2.splat(0)));
  const s = f64x2.sub(a, one);
  const more = f64x2.add(f64x2.mul(s, polynomial(MIDDLE, 13, s)), f64x2.splat(AT_ONE_REST));
  const middle = f64x2.add(f64x2.splat(AT_ONE), more);
  const lower = v128.bitselect(small, middle, f64x2.lt(a, f64x2.splat(0.8125)));
  const positive = v128.bitselect(lower, large, f64x2.lt(a, f64x2.splat(1.25)));
  return v128.bitselect(x, positive, f64x2.splat(-0.0));
}

function gelu(x: v128): v128 {
  // beyond 39, e^−x²/2 is 0
  const b = f64x2.pmin(f64x2.abs(x), f64x2.splat(39));
  const square = f64x2.mul(b, b);
  const half = f64x2.splat(0.5);
  // b·Φ(−b) = e^−b²/2·b·erfcx(b/√2)/2
  const complement = f64x2.mul(scaledComplement(f64x2.mul(b, f64x2.splat(SQRT_HALF))), half);
  const product = f64x2.mul(b, complement);
  const rest = productRest(b, complement, product);
  const decayed = decay(f64x2.mul(square, half), f64x2.mul(productRest(b, b, square), half), product, rest);
  const tail = f64x2.mul(decayed, i64x2.add(f64x2.splat(1), taken));
  const left = f64x2.neg(tail);
  const right = f64x2.sub(x, tail);
  const large = v128.bitselect(left, right, f64x2.lt(x, f64x2.splat(0)));
  // near 0, Φ = (1 + erf a)/2
  const a = f64x2.mul(x, f64x2.splat(SQRT_HALF));
  const erf = f64x2.add(a, f64x2.mul(a, polynomial(SMALL, 12, f64x2.mul(a, a))));
  const small = f64x2.mul(f64x2.mul(x, half), f64x2.add(f64x2.splat(1), erf));
  const y = v128.bitselect(small, large, f64x2.lt(b, half));
  return v128.bitselect(y, x, f64x2.eq(x, x));
}
