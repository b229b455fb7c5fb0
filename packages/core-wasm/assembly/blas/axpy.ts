// y ← y + α·x, x ← α·x, y ← x, x ↔ y (BLAS xAXPY, xSCAL, xCOPY, xSWAP). Vectors as in dot.ts. As in the reference
// BLAS, axpy with α = 0 leaves y alone; scal multiplies even by 0, so that NaN and Inf stay NaN.
import { lanes, multiplyAdd, size } from '../simd/lanes';

/** y ← y + α·x; nothing for α = 0. */
export function axpy<T>(n: i32, alpha: T, x: usize, incx: i32, y: usize, incy: i32): void {
  if (alpha != <T>0) addScaled<T>(n, alpha, x, incx, y, incy);
}

/** y ← y + α·x for any α: 0·NaN is NaN. */
export function addScaled<T>(n: i32, alpha: T, x: usize, incx: i32, y: usize, incy: i32): void {
  if (n <= 0) return;
  if (incx == -1 && incy == -1) {
    x -= (n - 1) * size<T>();
    y -= (n - 1) * size<T>();
    incx = 1;
    incy = 1;
  }
  if (incx == 1 && incy == 1) {
    const alphas = v128.splat<T>(alpha);
    for (; n >= 4 * lanes<T>(); n -= 4 * lanes<T>()) {
      v128.store(y, multiplyAdd<T>(alphas, v128.load(x), v128.load(y)));
      v128.store(y, multiplyAdd<T>(alphas, v128.load(x, 16), v128.load(y, 16)), 16);
      v128.store(y, multiplyAdd<T>(alphas, v128.load(x, 32), v128.load(y, 32)), 32);
      v128.store(y, multiplyAdd<T>(alphas, v128.load(x, 48), v128.load(y, 48)), 48);
      x += 64;
      y += 64;
    }
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      v128.store(y, multiplyAdd<T>(alphas, v128.load(x), v128.load(y)));
      x += 16;
      y += 16;
    }
  }
  for (; n > 0; n--) {
    store<T>(y, <T>(load<T>(y) + <T>(alpha * load<T>(x))));
    x += incx * size<T>();
    y += incy * size<T>();
  }
}

/** x ← α·x. */
export function scal<T>(n: i32, alpha: T, x: usize, incx: i32): void {
  if (incx == 1) {
    const alphas = v128.splat<T>(alpha);
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      v128.store(x, v128.mul<T>(alphas, v128.load(x)));
      x += 16;
    }
  }
  for (; n > 0; n--) {
    store<T>(x, <T>(alpha * load<T>(x)));
    x += incx * size<T>();
  }
}

/** y ← x, for vectors that do not overlap. */
export function copy<T>(n: i32, x: usize, incx: i32, y: usize, incy: i32): void {
  if (incx == 1 && incy == 1) {
    if (n > 0) memory.copy(y, x, n * size<T>());
    return;
  }
  for (; n > 0; n--) {
    store<T>(y, load<T>(x));
    x += incx * size<T>();
    y += incy * size<T>();
  }
}

/** x ↔ y, for vectors that do not overlap. */
export function swap<T>(n: i32, x: usize, incx: i32, y: usize, incy: i32): void {
  if (incx == 1 && incy == 1) {
    for (; n >= lanes<T>(); n -= lanes<T>()) {
      const held = v128.load(x);
      v128.store(x, v128.load(y));
      v128.store(y, held);
      x += 16;
      y += 16;
    }
  }
  for (; n > 0; n--) {
    const held = load<T>(x);
    store<T>(x, load<T>(y));
    store<T>(y, held);
    x += incx * size<T>();
    y += incy * size<T>();
  }
}
