// The micro-kernels of gemm: T ← A·B for one tile of at most MR×NR, accumulated in registers over k. A's elements are
// splatted, B's rows are two vectors. k is not unrolled and nothing but stores follows the loop: V8 spills a value
// where it is defined, so that any pressure on registers after the loop would put stores into it.
import { multiplyAdd } from '../simd/lanes';
import { MR } from './blocking';

/** A full tile from packed panels: a is k columns of MR elements, rows of B are brs bytes apart, of T trs bytes. */
export function microPacked<T>(k: i32, a: usize, b: usize, brs: i32, t: usize, trs: i32): void {
  let c00 = i32x4.splat(0), c10 = c00, c20 = c00, c30 = c00, c40 = c00, c50 = c00;
  let c01 = c00, c11 = c00, c21 = c00, c31 = c00, c41 = c00, c51 = c00;
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<T>(a);
    c00 = multiplyAdd<T>(x, b0, c00);
    c01 = multiplyAdd<T>(x, b1, c01);
    x = v128.load_splat<T>(a, sizeof<T>());
    c10 = multiplyAdd<T>(x, b0, c10);
    c11 = multiplyAdd<T>(x, b1, c11);
    x = v128.load_splat<T>(a, 2 * sizeof<T>());
    c20 = multiplyAdd<T>(x, b0, c20);
    c21 = multiplyAdd<T>(x, b1, c21);
    x = v128.load_splat<T>(a, 3 * sizeof<T>());
    c30 = multiplyAdd<T>(x, b0, c30);
    c31 = multiplyAdd<T>(x, b1, c31);
    if (MR > 4) {
      x = v128.load_splat<T>(a, 4 * sizeof<T>());
      c40 = multiplyAdd<T>(x, b0, c40);
      c41 = multiplyAdd<T>(x, b1, c41);
      x = v128.load_splat<T>(a, 5 * sizeof<T>());
      c50 = multiplyAdd<T>(x, b0, c50);
      c51 = multiplyAdd<T>(x, b1, c51);
    }
    a += MR * <i32>sizeof<T>();
    b += brs;
  }
  storeRow(t, c00, c01);
  storeRow(t += trs, c10, c11);
  storeRow(t += trs, c20, c21);
  storeRow(t += trs, c30, c31);
  if (MR > 4) {
    storeRow(t += trs, c40, c41);
    storeRow(t += trs, c50, c51);
  }
}

/**
 * A tile of `rows` ≤ MR rows from A in place (byte strides): small products, and the last rows of any. Inlined with all it
 * calls once, so that both builds have the same functions, and the second is shipped as few edits of the first.
 */
// @ts-ignore: decorator
@inline
export function microDirect<T>(rows: i32, k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, t: usize, trs: i32): void {
  if (rows == 4) microRows4<T>(k, a, ars, acs, b, brs, t, trs);
  else if (rows == 1) microRows1<T>(k, a, ars, acs, b, brs, t, trs);
  else if (rows == 2) microRows2<T>(k, a, ars, acs, b, brs, t, trs);
  else if (rows == 3) microRows3<T>(k, a, ars, acs, b, brs, t, trs);
  else if (MR > 4) {
    microRows<T>(4, k, a, ars, acs, b, brs, t, trs);
    a += 4 * ars;
    t += 4 * trs;
    if (rows == 5) microRows1<T>(k, a, ars, acs, b, brs, t, trs);
    else microRows<T>(2, k, a, ars, acs, b, brs, t, trs);
  }
}

function microRows1<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, t: usize, trs: i32): void {
  microRows<T>(1, k, a, ars, acs, b, brs, t, trs);
}

function microRows2<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, t: usize, trs: i32): void {
  microRows<T>(2, k, a, ars, acs, b, brs, t, trs);
}

function microRows3<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, t: usize, trs: i32): void {
  microRows<T>(3, k, a, ars, acs, b, brs, t, trs);
}

function microRows4<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, t: usize, trs: i32): void {
  microRows<T>(4, k, a, ars, acs, b, brs, t, trs);
}

/** `rows` is a constant at each call, so that what it excludes is not compiled. */
// @ts-ignore: decorator
@inline
function microRows<T>(rows: i32, k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, t: usize, trs: i32): void {
  let c00 = i32x4.splat(0), c10 = c00, c20 = c00, c30 = c00;
  let c01 = c00, c11 = c00, c21 = c00, c31 = c00;
  let a1 = a + ars, a2 = a1 + ars, a3 = a2 + ars;
  for (; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<T>(a);
    c00 = multiplyAdd<T>(x, b0, c00);
    c01 = multiplyAdd<T>(x, b1, c01);
    a += acs;
    if (rows > 1) {
      x = v128.load_splat<T>(a1);
      c10 = multiplyAdd<T>(x, b0, c10);
      c11 = multiplyAdd<T>(x, b1, c11);
      a1 += acs;
    }
    if (rows > 2) {
      x = v128.load_splat<T>(a2);
      c20 = multiplyAdd<T>(x, b0, c20);
      c21 = multiplyAdd<T>(x, b1, c21);
      a2 += acs;
    }
    if (rows > 3) {
      x = v128.load_splat<T>(a3);
      c30 = multiplyAdd<T>(x, b0, c30);
      c31 = multiplyAdd<T>(x, b1, c31);
      a3 += acs;
    }
    b += brs;
  }
  storeRow(t, c00, c01);
  if (rows > 1) storeRow(t += trs, c10, c11);
  if (rows > 2) storeRow(t += trs, c20, c21);
  if (rows > 3) storeRow(t += trs, c30, c31);
}

// @ts-ignore: decorator
@inline
function storeRow(t: usize, x: v128, y: v128): void {
  v128.store(t, x);
  v128.store(t, y, 16);
}
