// y ← α·A·x + β·y and A ← A + α·x·yᵀ (BLAS xGEMV, xGER). Strides are in elements; transposing A swaps its two.
// Whichever of A's strides is 1 decides the form: rows as dot products, four at a time, or columns as axpy, four at a time.
import { lanes, multiplyAdd, size, sumLanes } from '../simd/lanes';
import { addScaled, scal } from './axpy';
import { dot } from './dot';

/** y (m) ← α·A (m×n)·x + β·y. As in the reference BLAS, β = 0 does not read y and α = 0 reads neither A nor x. */
export function gemv<T>(m: i32, n: i32, alpha: T, a: usize, ars: i32, acs: i32, x: usize, incx: i32, beta: T, y: usize, incy: i32): void {
  if (m <= 0) return;
  if (n <= 0 || alpha == <T>0) scaleVector<T>(m, beta, y, incy);
  else if (ars == 1 && incy == 1 && acs != 1) {
    scaleVector<T>(m, beta, y, incy);
    byColumns<T>(m, n, alpha, a, acs * size<T>(), x, incx * size<T>(), y);
  } else byRows<T>(m, n, alpha, a, ars, acs, x, incx, beta, y, incy * size<T>());
}

/** y ← β·y, overwriting if β = 0. */
function scaleVector<T>(m: i32, beta: T, y: usize, incy: i32): void {
  if (beta == <T>0) {
    for (; m > 0; m--) {
      store<T>(y, <T>0);
      y += incy * size<T>();
    }
  } else if (beta != <T>1) scal<T>(m, beta, y, incy);
}

/** y_i ← α·A_i·x + β·y_i. */
function byRows<T>(m: i32, n: i32, alpha: T, a: usize, ars: i32, acs: i32, x: usize, incx: i32, beta: T, y: usize, yStep: i32): void {
  const rowStep = ars * size<T>();
  if (acs == 1 && incx == 1) {
    const quarter = m >> 2;
    for (let i = 0; i < quarter; i++) {
      fourDots<T>(n, alpha, a, quarter * rowStep, x, beta, y, quarter * yStep);
      a += rowStep;
      y += yStep;
    }
    a += 3 * quarter * rowStep;
    y += 3 * quarter * yStep;
    m &= 3;
  }
  for (; m > 0; m--) {
    updateElement<T>(y, <T>(alpha * dot<T>(n, a, acs, x, incx)), beta);
    a += rowStep;
    y += yStep;
  }
}

// @ts-ignore: decorator
@inline
function updateElement<T>(y: usize, term: T, beta: T): void {
  store<T>(y, beta == <T>0 ? term : <T>(term + <T>(beta * load<T>(y))));
}

/**
 * Four rows at once, so that each vector of x is loaded once for them; one of each quarter of A, so that the processor
 * fetches four long streams ahead. Eight sums instead of four halve V8's speed.
 */
// @ts-ignore: decorator
@inline
function fourDots<T>(n: i32, alpha: T, a: usize, rowStep: i32, x: usize, beta: T, y: usize, yStep: i32): void {
  let a1 = a + rowStep, a2 = a1 + rowStep, a3 = a2 + rowStep;
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
  for (; n >= 2 * lanes<T>(); n -= 2 * lanes<T>()) {
    const u = v128.load(x);
    const v = v128.load(x, 16);
    s0 = multiplyAdd<T>(v128.load(a), u, s0);
    s1 = multiplyAdd<T>(v128.load(a1), u, s1);
    s2 = multiplyAdd<T>(v128.load(a2), u, s2);
    s3 = multiplyAdd<T>(v128.load(a3), u, s3);
    s0 = multiplyAdd<T>(v128.load(a, 16), v, s0);
    s1 = multiplyAdd<T>(v128.load(a1, 16), v, s1);
    s2 = multiplyAdd<T>(v128.load(a2, 16), v, s2);
    s3 = multiplyAdd<T>(v128.load(a3, 16), v, s3);
    a += 32;
    a1 += 32;
    a2 += 32;
    a3 += 32;
    x += 32;
  }
  let d0 = sumLanes<T>(s0);
  let d1 = sumLanes<T>(s1);
  let d2 = sumLanes<T>(s2);
  let d3 = sumLanes<T>(s3);
  for (; n > 0; n--) {
    const value = load<T>(x);
    d0 = <T>(d0 + <T>(value * load<T>(a)));
    d1 = <T>(d1 + <T>(value * load<T>(a1)));
    d2 = <T>(d2 + <T>(value * load<T>(a2)));
    d3 = <T>(d3 + <T>(value * load<T>(a3)));
    a += size<T>();
    a1 += size<T>();
    a2 += size<T>();
    a3 += size<T>();
    x += size<T>();
  }
  updateElement<T>(y, <T>(alpha * d0), beta);
  updateElement<T>(y + yStep, <T>(alpha * d1), beta);
  updateElement<T>(y + 2 * yStep, <T>(alpha * d2), beta);
  updateElement<T>(y + 3 * yStep, <T>(alpha * d3), beta);
}

/**
 * y ← y + Σ_j (α·x_j)·A_j, columns contiguous, four at once so that y is read and written once for them: one of each quarter
 * of A, as in fourDots.
 */
function byColumns<T>(m: i32, n: i32, alpha: T, a: usize, colStep: i32, x: usize, xStep: i32, y: usize): void {
  const quarter = n >> 2;
  const far = quarter * xStep;
  for (let j = 0; j < quarter; j++) {
    fourAxpys<T>(
      m,
      <T>(alpha * load<T>(x)), <T>(alpha * load<T>(x + far)), <T>(alpha * load<T>(x + 2 * far)), <T>(alpha * load<T>(x + 3 * far)),
      a, quarter * colStep, y,
    );
    x += xStep;
    a += colStep;
  }
  x += 3 * far;
  a += 3 * quarter * colStep;
  for (n &= 3; n > 0; n--) {
    addScaled<T>(m, <T>(alpha * load<T>(x)), a, 1, y, 1);
    x += xStep;
    a += colStep;
  }
}

// @ts-ignore: decorator
@inline
function fourAxpys<T>(m: i32, w0: T, w1: T, w2: T, w3: T, a: usize, colStep: i32, y: usize): void {
  const u0 = v128.splat<T>(w0), u1 = v128.splat<T>(w1), u2 = v128.splat<T>(w2), u3 = v128.splat<T>(w3);
  let a1 = a + colStep, a2 = a1 + colStep, a3 = a2 + colStep;
  for (; m >= 2 * lanes<T>(); m -= 2 * lanes<T>()) {
    v128.store(y, combined<T>(u0, v128.load(a), u1, v128.load(a1), u2, v128.load(a2), u3, v128.load(a3), v128.load(y)));
    v128.store(
      y,
      combined<T>(
        u0, v128.load(a, 16), u1, v128.load(a1, 16), u2, v128.load(a2, 16), u3, v128.load(a3, 16), v128.load(y, 16),
      ),
      16,
    );
    a += 32;
    a1 += 32;
    a2 += 32;
    a3 += 32;
    y += 32;
  }
  for (; m > 0; m--) {
    const low = <T>(<T>(w1 * load<T>(a1)) + <T>(w0 * load<T>(a)));
    const high = <T>(<T>(w3 * load<T>(a3)) + <T>(w2 * load<T>(a2)));
    store<T>(y, <T>(load<T>(y) + <T>(low + high)));
    a += size<T>();
    a1 += size<T>();
    a2 += size<T>();
    a3 += size<T>();
    y += size<T>();
  }
}

/** y + ((u₀·v₀ + u₁·v₁) + (u₂·v₂ + u₃·v₃)). */
// @ts-ignore: decorator
@inline
function combined<T>(
  u0: v128, v0: v128, u1: v128, v1: v128, u2: v128, v2: v128, u3: v128, v3: v128, y: v128,
): v128 {
  const low = multiplyAdd<T>(u1, v1, v128.mul<T>(u0, v0));
  const high = multiplyAdd<T>(u3, v3, v128.mul<T>(u2, v2));
  return v128.add<T>(y, v128.add<T>(low, high));
}

/** A (m×n) ← A + α·x·yᵀ. */
export function ger<T>(m: i32, n: i32, alpha: T, x: usize, incx: i32, y: usize, incy: i32, a: usize, ars: i32, acs: i32): void {
  if (ars == 1 && acs != 1) {
    ger<T>(n, m, alpha, y, incy, x, incx, a, acs, ars);
    return;
  }
  if (alpha == <T>0) return;
  if (acs == 1 && incy == 1) {
    const half = m >> 1;
    for (let i = 0; i < half; i++) {
      const first = <T>(alpha * load<T>(x));
      const second = <T>(alpha * load<T>(x + half * incx * size<T>()));
      twoAxpys<T>(n, first, second, y, a, half * ars * size<T>());
      x += incx * size<T>();
      a += ars * size<T>();
    }
    x += half * incx * size<T>();
    a += half * ars * size<T>();
    m &= 1;
  }
  for (; m > 0; m--) {
    addScaled<T>(n, <T>(alpha * load<T>(x)), y, incy, a, acs);
    x += incx * size<T>();
    a += ars * size<T>();
  }
}

/** A ← A + w₀·y and the same for the row `step` bytes on with w₁. */
// @ts-ignore: decorator
@inline
function twoAxpys<T>(n: i32, w0: T, w1: T, y: usize, a: usize, step: i32): void {
  const u0 = v128.splat<T>(w0), u1 = v128.splat<T>(w1);
  let a1 = a + step;
  for (; n >= 2 * lanes<T>(); n -= 2 * lanes<T>()) {
    const low = v128.load(y);
    const high = v128.load(y, 16);
    v128.store(a, multiplyAdd<T>(u0, low, v128.load(a)));
    v128.store(a, multiplyAdd<T>(u0, high, v128.load(a, 16)), 16);
    v128.store(a1, multiplyAdd<T>(u1, low, v128.load(a1)));
    v128.store(a1, multiplyAdd<T>(u1, high, v128.load(a1, 16)), 16);
    y += 32;
    a += 32;
    a1 += 32;
  }
  for (; n > 0; n--) {
    store<T>(a, <T>(load<T>(a) + <T>(w0 * load<T>(y))));
    store<T>(a1, <T>(load<T>(a1) + <T>(w1 * load<T>(y))));
    y += size<T>();
    a += size<T>();
    a1 += size<T>();
  }
}
