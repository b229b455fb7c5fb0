// y[o, i] = x[o, 0, i] ∘ x[o, 1, i] ∘ … for x of shape outer×n×inner, n ≥ 1: largest, smallest element and product over
// one axis. NaN anywhere gives NaN. Neighbouring columns share a vector; a single contiguous line is folded lane by
// lane.
import { lanes, loadFirst, storeFirst } from '../simd/lanes';

@unmanaged
class Largest {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.max<T>(x, y);
  }
}

@unmanaged
class Smallest {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.min<T>(x, y);
  }
}

@unmanaged
class Product {
  @inline lanes<T>(x: v128, y: v128): v128 {
    return v128.mul<T>(x, y);
  }
}

/** n elements in a row. */
// @ts-ignore: decorator
@inline
function line<T, Op>(n: i32, x: usize): T {
  const width = lanes<T>();
  let j = 0;
  let v = v128.load_splat<T>(x);
  if (n >= width) {
    v = v128.load(x);
    x += 16;
    j = width;
    if (n >= 4 * width) {
      // Four lines at once, lest each step wait for the one before.
      let v1 = v128.load(x), v2 = v128.load(x, 16), v3 = v128.load(x, 32);
      x += 48;
      for (j = 4 * width; j + 4 * width <= n; j += 4 * width) {
        v = changetype<Op>(0).lanes<T>(v, v128.load(x));
        v1 = changetype<Op>(0).lanes<T>(v1, v128.load(x, 16));
        v2 = changetype<Op>(0).lanes<T>(v2, v128.load(x, 32));
        v3 = changetype<Op>(0).lanes<T>(v3, v128.load(x, 48));
        x += 64;
      }
      v = changetype<Op>(0).lanes<T>(changetype<Op>(0).lanes<T>(v, v1), changetype<Op>(0).lanes<T>(v2, v3));
    }
    for (; j + width <= n; j += width) {
      v = changetype<Op>(0).lanes<T>(v, v128.load(x));
      x += 16;
    }
    v = changetype<Op>(0).lanes<T>(v, v128.shuffle<u64>(v, v, 1, 0));
    if (sizeof<T>() == 4) v = changetype<Op>(0).lanes<T>(v, v128.shuffle<u32>(v, v, 1, 0, 3, 2));
  } else {
    j = 1;
    x += sizeof<T>();
  }
  for (; j < n; j++) {
    v = changetype<Op>(0).lanes<T>(v, v128.load_splat<T>(x));
    x += sizeof<T>();
  }
  return v128.extract_lane<T>(v, 0);
}

/** `count` ≤ lanes neighbouring columns of n elements, `step` bytes from row to row. */
// @ts-ignore: decorator
@inline
function columns<T, Op>(n: i32, count: i32, x: usize, step: usize): v128 {
  const whole = count >= lanes<T>();
  let v = whole ? v128.load(x) : loadFirst<T>(x, count);
  for (let j = 1; j < n; j++) {
    x += step;
    v = changetype<Op>(0).lanes<T>(v, whole ? v128.load(x) : loadFirst<T>(x, count));
  }
  return v;
}

// @ts-ignore: decorator
@inline
function fold<T, Op>(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  const step = sizeof<T>() * <usize>inner;
  for (let o = 0; o < outer; o++) {
    if (inner == 1) {
      store<T>(y, line<T, Op>(n, x));
    } else {
      for (let i = 0; i < inner; i += lanes<T>()) {
        const at = sizeof<T>() * <usize>i;
        const v = columns<T, Op>(n, inner - i, x + at, step);
        if (i + lanes<T>() <= inner) v128.store(y + at, v);
        else storeFirst<T>(y + at, v, inner - i);
      }
    }
    x += step * <usize>n;
    y += step;
  }
}

export function dmax(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  fold<f64, Largest>(outer, n, inner, x, y);
}

export function smax(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  fold<f32, Largest>(outer, n, inner, x, y);
}

export function dmin(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  fold<f64, Smallest>(outer, n, inner, x, y);
}

export function smin(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  fold<f32, Smallest>(outer, n, inner, x, y);
}

export function dprod(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  fold<f64, Product>(outer, n, inner, x, y);
}

export function sprod(outer: i32, n: i32, inner: i32, x: usize, y: usize): void {
  fold<f32, Product>(outer, n, inner, x, y);
}
