// Softmax of the rows of X (m×n, without gaps), each while it lies in cache: tᵢ = maxⱼ xᵢⱼ, then yᵢⱼ = e^(xᵢⱼ − tᵢ) with
// its sum σᵢ, then yᵢⱼ ← yᵢⱼ·(1/σᵢ). Without Y only t and σ, of which logsumexp consists: tᵢ + log σᵢ.
//
// A tᵢ that is infinite counts as 0, lest ∞ − ∞ arise. NaN anywhere in a row makes its σ NaN. Rows of a narrow range,
// which is most of them, take e^x without looking for arguments beyond its limits. f32 terms are added by twos, the sums of
// these in f64; f64 terms with their rounding errors gathered, as in sum.ts.
import { sumRest } from '../elementwise/doubled';
import { Exp } from '../elementwise/exp';
import { oneVector } from '../elementwise/map';
import { widenHigh, widenLow } from '../elementwise/widen';
import { lanes, loadFirst, storeFirst } from '../simd/lanes';
import { finish, include, start } from './sum';

/** Smallest element of the last row, or of those that are not NaN. */
let bottom: f64 = 0;

/** Largest of n > 0 elements, or of those that are not NaN; sets `bottom`. */
// @ts-ignore: decorator
@inline
function largest<T>(n: i32, x: usize): T {
  let top = load<T>(x);
  let least = top;
  let left = n;
  if (left >= 2 * lanes<T>()) {
    let even = v128.load(x), odd = v128.load(x, 16), evenLeast = even, oddLeast = odd;
    for (; left >= 2 * lanes<T>(); left -= 2 * lanes<T>(), x += 32) {
      const a = v128.load(x);
      const b = v128.load(x, 16);
      even = v128.pmax<T>(even, a);
      odd = v128.pmax<T>(odd, b);
      evenLeast = v128.pmin<T>(evenLeast, a);
      oddLeast = v128.pmin<T>(oddLeast, b);
    }
    even = v128.pmax<T>(even, odd);
    even = v128.pmax<T>(even, v128.shuffle<u64>(even, even, 1, 0));
    evenLeast = v128.pmin<T>(evenLeast, oddLeast);
    evenLeast = v128.pmin<T>(evenLeast, v128.shuffle<u64>(evenLeast, evenLeast, 1, 0));
    top = v128.extract_lane<T>(even, 0);
    least = v128.extract_lane<T>(evenLeast, 0);
    if (sizeof<T>() == 4) {
      const second = v128.extract_lane<T>(even, 1);
      const secondLeast = v128.extract_lane<T>(evenLeast, 1);
      if (top < second) top = second;
      if (least > secondLeast) least = secondLeast;
    }
  }
  for (; left > 0; left--, x += sizeof<T>()) {
    const value = load<T>(x);
    if (top < value) top = value;
    if (least > value) least = value;
  }
  bottom = <f64>least;
  return top;
}

/** e^(x − top) to y, unless that is 0; their sum. `near`, a constant at each call: no x − top is beyond Exp's near ones. */
// @ts-ignore: decorator
@inline
function powers<T>(near: bool, n: i32, top: T, x: usize, y: usize): T {
  const tops = v128.splat<T>(top);
  let s0 = f64x2.splat(0), s1 = s0, e0 = s0, e1 = s0;
  let left = n;
  for (; left >= 2 * lanes<T>(); left -= 2 * lanes<T>(), x += 32) {
    const first = v128.sub<T>(v128.load(x), tops);
    const second = v128.sub<T>(v128.load(x, 16), tops);
    const a = near ? changetype<Exp>(0).near<T>(first) : oneVector<T, Exp>(first);
    const b = near ? changetype<Exp>(0).near<T>(second) : oneVector<T, Exp>(second);
    if (y) {
      v128.store(y, a);
      v128.store(y, b, 16);
      y += 32;
    }
    if (sizeof<T>() == 8) {
      const t0 = f64x2.add(s0, a);
      const t1 = f64x2.add(s1, b);
      e0 = f64x2.add(e0, sumRest(s0, a, t0));
      e1 = f64x2.add(e1, sumRest(s1, b, t1));
      s0 = t0;
      s1 = t1;
    } else {
      const both = f32x4.add(a, b);
      s0 = f64x2.add(s0, widenLow(both));
      s1 = f64x2.add(s1, widenHigh(both));
    }
  }
  let s = start();
  s = include(s, f64x2.extract_lane(s0, 0));
  s = include(s, f64x2.extract_lane(s0, 1));
  s = include(s, f64x2.extract_lane(s1, 0));
  s = include(s, f64x2.extract_lane(s1, 1));
  for (; left > 0; left--, x += sizeof<T>()) {
    const power = v128.extract_lane<T>(oneVector<T, Exp>(v128.splat<T>(<T>(load<T>(x) - top))), 0);
    if (y) {
      store<T>(y, power);
      y += sizeof<T>();
    }
    s = include(s, <f64>power);
  }
  const e = f64x2.add(e0, e1);
  const total = finish(s);
  return <T>(total < Infinity ? total + (f64x2.extract_lane(e, 0) + f64x2.extract_lane(e, 1)) : total);
}

/** Where x − top is anything. */
function powersFar<T>(n: i32, top: T, x: usize, y: usize): T {
  return powers<T>(false, n, top, x, y);
}

/** y ← y/sum, times its reciprocal, which costs one more rounding and takes a third of the time. */
// @ts-ignore: decorator
@inline
function share<T>(n: i32, sum: T, y: usize): void {
  const factors = v128.splat<T>(<T>(<T>1 / sum));
  let left = n;
  for (; left >= lanes<T>(); left -= lanes<T>(), y += 16) v128.store(y, v128.mul<T>(v128.load(y), factors));
  if (left > 0) storeFirst<T>(y, v128.mul<T>(loadFirst<T>(y, left), factors), left);
}

// @ts-ignore: decorator
@inline
function softmaxRows<T>(m: i32, n: i32, x: usize, y: usize, tops: usize, sums: usize): void {
  const stride = <usize>n * sizeof<T>();
  for (let i = 0; i < m; i++, x += stride, tops += sizeof<T>(), sums += sizeof<T>()) {
    const top = largest<T>(n, x);
    const shift = abs<T>(top) == <T>Infinity ? <T>0 : top;
    const near = <f64>top - bottom <= (sizeof<T>() == 8 ? 708.0 : 87.0);
    const sum = near ? powers<T>(true, n, shift, x, y) : powersFar<T>(n, shift, x, y);
    store<T>(tops, shift);
    store<T>(sums, sum);
    if (y) {
      share<T>(n, sum, y);
      y += stride;
    }
  }
}

export function dsoftmaxRows(m: i32, n: i32, x: usize, y: usize, tops: usize, sums: usize): void {
  softmaxRows<f64>(m, n, x, y, tops, sums);
}

export function ssoftmaxRows(m: i32, n: i32, x: usize, y: usize, tops: usize, sums: usize): void {
  softmaxRows<f32>(m, n, x, y, tops, sums);
}
