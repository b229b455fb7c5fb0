// Softmax of the rows of X (m×n, without gaps), each while it lies in cache: tᵢ = maxⱼ xᵢⱼ, then yᵢⱼ = e^(xᵢⱼ − tᵢ) with
// its sum σᵢ, then yᵢⱼ ← yᵢⱼ/σᵢ. Without Y only t and σ, of which logsumexp consists: tᵢ + log σᵢ.
//
// A tᵢ that is infinite counts as 0, lest ∞ − ∞ arise. NaN anywhere in a row makes its σ NaN. f32 terms are added by
// twos, the sums of these in f64; f64 terms with their rounding errors gathered, as in sum.ts.
import { sumRest } from '../elementwise/doubled';
import { Exp } from '../elementwise/exp';
import { oneVector } from '../elementwise/map';
import { widenHigh, widenLow } from '../elementwise/widen';
import { lanes, loadFirst, storeFirst } from '../simd/lanes';
import { finish, include, start } from './sum';

/** Largest of n > 0 elements, or of those that are not NaN. */
// @ts-ignore: decorator
@inline
function largest<T>(n: i32, x: usize): T {
  let top = load<T>(x);
  let left = n;
  if (left >= 2 * lanes<T>()) {
    let even = v128.load(x);
    let odd = v128.load(x, 16);
    for (; left >= 2 * lanes<T>(); left -= 2 * lanes<T>(), x += 32) {
      even = v128.pmax<T>(even, v128.load(x));
      odd = v128.pmax<T>(odd, v128.load(x, 16));
    }
    even = v128.pmax<T>(even, odd);
    even = v128.pmax<T>(even, v128.shuffle<u64>(even, even, 1, 0));
    top = v128.extract_lane<T>(even, 0);
    if (sizeof<T>() == 4) {
      const second = v128.extract_lane<T>(even, 1);
      if (top < second) top = second;
    }
  }
  for (; left > 0; left--, x += sizeof<T>()) if (top < load<T>(x)) top = load<T>(x);
  return top;
}

/** e^(x − top) to y, unless that is 0; their sum. */
// @ts-ignore: decorator
@inline
function powers<T>(n: i32, top: T, x: usize, y: usize): T {
  const tops = v128.splat<T>(top);
  let s0 = f64x2.splat(0), s1 = s0, e0 = s0, e1 = s0;
  let left = n;
  for (; left >= 2 * lanes<T>(); left -= 2 * lanes<T>(), x += 32) {
    const a = changetype<Exp>(0).lanes<T>(v128.sub<T>(v128.load(x), tops));
    const b = changetype<Exp>(0).lanes<T>(v128.sub<T>(v128.load(x, 16), tops));
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

/** y ← y/sum; in f32 times its reciprocal, which is exact to an ulp and takes a third of the time. */
// @ts-ignore: decorator
@inline
function share<T>(n: i32, sum: T, y: usize): void {
  const divisors = v128.splat<T>(sizeof<T>() == 8 ? sum : <T>(<T>1 / sum));
  let left = n;
  for (; left >= lanes<T>(); left -= lanes<T>(), y += 16) {
    v128.store(y, sizeof<T>() == 8 ? v128.div<T>(v128.load(y), divisors) : v128.mul<T>(v128.load(y), divisors));
  }
  if (left > 0) {
    const last = loadFirst<T>(y, left);
    storeFirst<T>(y, sizeof<T>() == 8 ? v128.div<T>(last, divisors) : v128.mul<T>(last, divisors), left);
  }
}

// @ts-ignore: decorator
@inline
function softmaxRows<T>(m: i32, n: i32, x: usize, y: usize, tops: usize, sums: usize): void {
  const stride = <usize>n * sizeof<T>();
  for (let i = 0; i < m; i++, x += stride, tops += sizeof<T>(), sums += sizeof<T>()) {
    const top = largest<T>(n, x);
    const shift = abs<T>(top) == <T>Infinity ? <T>0 : top;
    const sum = powers<T>(n, shift, x, y);
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
