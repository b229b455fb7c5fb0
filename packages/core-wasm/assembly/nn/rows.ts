// Rows of a batch, row-major m×n without gaps: the bias and its gradient, softmax by rows, the row's largest entry.
//   bias   Y ← Y + 1·bᵀ            db = Yᵀ·1
//   softmax  p = exp(o − max o) / Σ exp(o − max o), in three passes around the exponential kernel
import { lanes, loadFirst, maxLanes, storeFirst, sumLanes } from '../simd/lanes';

/** y[i, :] += b for every row i. */
// @ts-ignore: decorator
@inline
function addToRows<T>(m: i32, n: i32, b: usize, y: usize): void {
  const whole = n - (n % lanes<T>());
  const rest = n - whole;
  const bytes = <usize>whole * sizeof<T>();
  for (let i = 0; i < m; i++) {
    for (let j: usize = 0; j < bytes; j += 16) v128.store(y + j, v128.add<T>(v128.load(y + j), v128.load(b + j)));
    y += bytes;
    if (rest > 0) {
      storeFirst<T>(y, v128.add<T>(loadFirst<T>(y, rest), loadFirst<T>(b + bytes, rest)), rest);
      y += <usize>rest * sizeof<T>();
    }
  }
}

/** sums[j] = Σᵢ x[i, j]: four vectors of columns at a time, which is a cache line, even and odd rows apart. */
// @ts-ignore: decorator
@inline
function columnSums<T>(m: i32, n: i32, x: usize, sums: usize): void {
  const stride = <usize>n * sizeof<T>();
  const pairs = m & ~1;
  let j = 0;
  for (; j + 4 * lanes<T>() <= n; j += 4 * lanes<T>(), x += 64, sums += 64) {
    let a = v128.splat<T>(<T>0);
    let b = a, c = a, d = a, e = a, f = a, g = a, h = a;
    let row = x;
    for (let i = 0; i < pairs; i += 2) {
      a = v128.add<T>(a, v128.load(row));
      b = v128.add<T>(b, v128.load(row, 16));
      c = v128.add<T>(c, v128.load(row, 32));
      d = v128.add<T>(d, v128.load(row, 48));
      row += stride;
      e = v128.add<T>(e, v128.load(row));
      f = v128.add<T>(f, v128.load(row, 16));
      g = v128.add<T>(g, v128.load(row, 32));
      h = v128.add<T>(h, v128.load(row, 48));
      row += stride;
    }
    if (pairs < m) {
      a = v128.add<T>(a, v128.load(row));
      b = v128.add<T>(b, v128.load(row, 16));
      c = v128.add<T>(c, v128.load(row, 32));
      d = v128.add<T>(d, v128.load(row, 48));
    }
    v128.store(sums, v128.add<T>(a, e));
    v128.store(sums, v128.add<T>(b, f), 16);
    v128.store(sums, v128.add<T>(c, g), 32);
    v128.store(sums, v128.add<T>(d, h), 48);
  }
  for (; j < n; j += lanes<T>(), x += 16, sums += 16) {
    const width = min(lanes<T>(), n - j);
    let even = v128.splat<T>(<T>0);
    let odd = even;
    let row = x;
    for (let i = 0; i < pairs; i += 2, row += 2 * stride) {
      even = v128.add<T>(even, loadUpTo<T>(row, width));
      odd = v128.add<T>(odd, loadUpTo<T>(row + stride, width));
    }
    if (pairs < m) even = v128.add<T>(even, loadUpTo<T>(row, width));
    const total = v128.add<T>(even, odd);
    if (width == lanes<T>()) v128.store(sums, total);
    else storeFirst<T>(sums, total, width);
  }
}

/** A vector, or its first `count` elements. */
// @ts-ignore: decorator
@inline
function loadUpTo<T>(ptr: usize, count: i32): v128 {
  return count == lanes<T>() ? v128.load(ptr) : loadFirst<T>(ptr, count);
}

/** largest[i] = maxⱼ x[i, j]; y[i, j] = x[i, j] − largest[i]. NaN in a row makes the row NaN; a row of −∞ stays −∞. */
// @ts-ignore: decorator
@inline
function shiftRows<T>(m: i32, n: i32, x: usize, y: usize, largest: usize): void {
  const whole = n - (n % lanes<T>());
  for (let i = 0; i < m; i++) {
    let top: T = load<T>(x);
    let j = 0;
    if (whole > 0) {
      let tops = v128.load(x);
      for (; j < whole; j += lanes<T>()) tops = v128.max<T>(tops, v128.load(x + <usize>j * sizeof<T>()));
      top = maxLanes<T>(tops);
    }
    for (; j < n; j++) top = max<T>(top, load<T>(x + <usize>j * sizeof<T>()));
    store<T>(largest + <usize>i * sizeof<T>(), top);
    for (j = 0; j < n; j++, x += sizeof<T>(), y += sizeof<T>()) store<T>(y, load<T>(x) - top);
  }
}

/** sums[i] = Σⱼ x[i, j]. */
// @ts-ignore: decorator
@inline
function rowSums<T>(m: i32, n: i32, x: usize, sums: usize): void {
  const whole = n - (n % lanes<T>());
  for (let i = 0; i < m; i++) {
    let total = v128.splat<T>(<T>0);
    let j = 0;
    for (; j < whole; j += lanes<T>(), x += 16) total = v128.add<T>(total, v128.load(x));
    let sum = sumLanes<T>(total);
    for (; j < n; j++, x += sizeof<T>()) sum += load<T>(x);
    store<T>(sums + <usize>i * sizeof<T>(), sum);
  }
}

/** x[i, :] /= divisors[i]. */
// @ts-ignore: decorator
@inline
function divideRows<T>(m: i32, n: i32, divisors: usize, x: usize): void {
  for (let i = 0; i < m; i++) {
    const divisor = load<T>(divisors + <usize>i * sizeof<T>());
    for (let j = 0; j < n; j++, x += sizeof<T>()) store<T>(x, load<T>(x) / divisor);
  }
}

/** dX = Y ∘ (dY − (Y ∘ dY)·1): the Jacobian diag(y) − y·yᵀ of softmax applied to each row of dY. */
// @ts-ignore: decorator
@inline
function softmaxBackward<T>(m: i32, n: i32, y: usize, dy: usize, dx: usize): void {
  const stride = <usize>n * sizeof<T>();
  for (let i = 0; i < m; i++, y += stride, dy += stride, dx += stride) {
    let inner: T = 0;
    for (let j: usize = 0; j < stride; j += sizeof<T>()) inner += load<T>(y + j) * load<T>(dy + j);
    for (let j: usize = 0; j < stride; j += sizeof<T>())
      store<T>(dx + j, load<T>(y + j) * (load<T>(dy + j) - inner));
  }
}

/** winners[i] = the first j with x[i, j] = max of the row; the first NaN's j if there is one. */
// @ts-ignore: decorator
@inline
function argmaxRows<T>(m: i32, n: i32, x: usize, winners: usize): void {
  for (let i = 0; i < m; i++) {
    let best = load<T>(x);
    let winner = 0;
    for (let j = 0; j < n; j++, x += sizeof<T>()) {
      const value = load<T>(x);
      if (value > best || (value != value && best == best)) {
        best = value;
        winner = j;
      }
    }
    store<i32>(winners + (<usize>i << 2), winner);
  }
}

export function saddToRows(m: i32, n: i32, b: usize, y: usize): void { addToRows<f32>(m, n, b, y); }
export function daddToRows(m: i32, n: i32, b: usize, y: usize): void { addToRows<f64>(m, n, b, y); }
export function scolumnSums(m: i32, n: i32, x: usize, sums: usize): void { columnSums<f32>(m, n, x, sums); }
export function dcolumnSums(m: i32, n: i32, x: usize, sums: usize): void { columnSums<f64>(m, n, x, sums); }
export function sshiftRows(m: i32, n: i32, x: usize, y: usize, largest: usize): void { shiftRows<f32>(m, n, x, y, largest); }
export function dshiftRows(m: i32, n: i32, x: usize, y: usize, largest: usize): void { shiftRows<f64>(m, n, x, y, largest); }
export function srowSums(m: i32, n: i32, x: usize, sums: usize): void { rowSums<f32>(m, n, x, sums); }
export function drowSums(m: i32, n: i32, x: usize, sums: usize): void { rowSums<f64>(m, n, x, sums); }
export function sdivideRows(m: i32, n: i32, divisors: usize, x: usize): void { divideRows<f32>(m, n, divisors, x); }
export function ddivideRows(m: i32, n: i32, divisors: usize, x: usize): void { divideRows<f64>(m, n, divisors, x); }
export function ssoftmaxBackward(m: i32, n: i32, y: usize, dy: usize, dx: usize): void { softmaxBackward<f32>(m, n, y, dy, dx); }
export function dsoftmaxBackward(m: i32, n: i32, y: usize, dy: usize, dx: usize): void { softmaxBackward<f64>(m, n, y, dy, dx); }
export function sargmaxRows(m: i32, n: i32, x: usize, winners: usize): void { argmaxRows<f32>(m, n, x, winners); }
export function dargmaxRows(m: i32, n: i32, x: usize, winners: usize): void { argmaxRows<f64>(m, n, x, winners); }
