// x·y = Σ x_i·y_i (BLAS xDOT), in 4 vectors of partial sums, added pairwise at the end. A vector is the pointer to its
// first element and a stride in elements of either sign (where BLAS would point to the last one for a negative stride).
import { lanes, multiplyAdd, size, sumLanes } from '../simd/lanes';

/** x·y over n elements; 0 for n ≤ 0. */
export function dot<T>(n: i32, x: usize, incx: i32, y: usize, incy: i32): T {
  if (n <= 0) return <T>0;
  if (incx < 0 && incy < 0) {
    x += (n - 1) * incx * size<T>();
    y += (n - 1) * incy * size<T>();
    incx = -incx;
    incy = -incy;
  }
  return incx == 1 && incy == 1 ? dotUnit<T>(n, x, y) : dotStrided<T>(n, x, incx * size<T>(), y, incy * size<T>());
}

/** Both vectors contiguous. */
// @ts-ignore: decorator
@inline
function dotUnit<T>(n: i32, x: usize, y: usize): T {
  let s0 = v128.splat<T>(<T>0), s1 = s0, s2 = s0, s3 = s0;
  for (; n >= 4 * lanes<T>(); n -= 4 * lanes<T>()) {
    s0 = multiplyAdd<T>(v128.load(x), v128.load(y), s0);
    s1 = multiplyAdd<T>(v128.load(x, 16), v128.load(y, 16), s1);
    s2 = multiplyAdd<T>(v128.load(x, 32), v128.load(y, 32), s2);
    s3 = multiplyAdd<T>(v128.load(x, 48), v128.load(y, 48), s3);
    x += 64;
    y += 64;
  }
  for (; n >= lanes<T>(); n -= lanes<T>()) {
    s0 = multiplyAdd<T>(v128.load(x), v128.load(y), s0);
    x += 16;
    y += 16;
  }
  let sum = sumLanes<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
  for (; n > 0; n--) {
    sum = <T>(sum + <T>(load<T>(x) * load<T>(y)));
    x += size<T>();
    y += size<T>();
  }
  return sum;
}

/** Any byte strides: four scalar sums. */
// @ts-ignore: decorator
@inline
function dotStrided<T>(n: i32, x: usize, xStep: i32, y: usize, yStep: i32): T {
  let s0 = <T>0, s1 = <T>0, s2 = <T>0, s3 = <T>0;
  for (; n >= 4; n -= 4) {
    s0 = <T>(s0 + <T>(load<T>(x) * load<T>(y)));
    s1 = <T>(s1 + <T>(load<T>(x + xStep) * load<T>(y + yStep)));
    s2 = <T>(s2 + <T>(load<T>(x + 2 * xStep) * load<T>(y + 2 * yStep)));
    s3 = <T>(s3 + <T>(load<T>(x + 3 * xStep) * load<T>(y + 3 * yStep)));
    x += 4 * xStep;
    y += 4 * yStep;
  }
  for (; n > 0; n--) {
    s0 = <T>(s0 + <T>(load<T>(x) * load<T>(y)));
    x += xStep;
    y += yStep;
  }
  return <T>(<T>(s0 + s1) + <T>(s2 + s3));
}
