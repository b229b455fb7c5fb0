// The micro-kernels of gemm: C ← α·A·B + β·C for one tile of at most MR×NR, accumulated in registers over k.
// A's elements are splatted, B's rows are two vectors. k is not unrolled: with eight accumulators that already fills
// the two multipliers and two adders, and unrolling makes older engines spill.
import { multiplyAdd } from '../simd/lanes';
import { MR } from './blocking';

/** A full tile from packed panels: a is k columns of MR elements, rows of B are brs bytes apart, of C crs bytes. */
export function microPacked<T>(k: i32, a: usize, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
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
  updateRow<T>(alpha, c00, c01, beta, c);
  updateRow<T>(alpha, c10, c11, beta, c += crs);
  updateRow<T>(alpha, c20, c21, beta, c += crs);
  updateRow<T>(alpha, c30, c31, beta, c += crs);
  if (MR > 4) {
    updateRow<T>(alpha, c40, c41, beta, c += crs);
    updateRow<T>(alpha, c50, c51, beta, c += crs);
  }
}

/** A tile of `rows` ≤ MR rows from A in place (byte strides): small products, and the last rows of any. */
export function microDirect<T>(rows: i32, k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
  if (rows == 4) microRows4<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
  else if (rows == 1) microRows1<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
  else if (rows == 2) microRows2<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
  else if (rows == 3) microRows3<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
  else if (MR > 4) {
    microRows4<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
    a += 4 * ars;
    c += 4 * crs;
    if (rows == 5) microRows1<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
    else microRows2<T>(k, a, ars, acs, b, brs, alpha, beta, c, crs);
  }
}

function microRows1<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
  microRows<T>(1, k, a, ars, acs, b, brs, alpha, beta, c, crs);
}

function microRows2<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
  microRows<T>(2, k, a, ars, acs, b, brs, alpha, beta, c, crs);
}

function microRows3<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
  microRows<T>(3, k, a, ars, acs, b, brs, alpha, beta, c, crs);
}

function microRows4<T>(k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
  microRows<T>(4, k, a, ars, acs, b, brs, alpha, beta, c, crs);
}

/** `rows` is a constant at each call, so that what it excludes is not compiled. */
// @ts-ignore: decorator
@inline
function microRows<T>(rows: i32, k: i32, a: usize, ars: i32, acs: i32, b: usize, brs: i32, alpha: T, beta: T, c: usize, crs: i32): void {
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
  updateRow<T>(alpha, c00, c01, beta, c);
  if (rows > 1) updateRow<T>(alpha, c10, c11, beta, c += crs);
  if (rows > 2) updateRow<T>(alpha, c20, c21, beta, c += crs);
  if (rows > 3) updateRow<T>(alpha, c30, c31, beta, c += crs);
}

/** c ← α·(x, y) + β·c over one row of the tile; β = 0 overwrites, so that what C held (NaN even) does not count. */
// @ts-ignore: decorator
@inline
function updateRow<T>(alpha: T, x: v128, y: v128, beta: T, c: usize): void {
  const alphas = v128.splat<T>(alpha);
  x = v128.mul<T>(alphas, x);
  y = v128.mul<T>(alphas, y);
  if (beta != <T>0) {
    const betas = v128.splat<T>(beta);
    x = v128.add<T>(x, v128.mul<T>(betas, v128.load(c)));
    y = v128.add<T>(y, v128.mul<T>(betas, v128.load(c, 16)));
  }
  v128.store(c, x);
  v128.store(c, y, 16);
}
