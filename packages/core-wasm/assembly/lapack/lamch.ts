// The constants of the arithmetic (LAPACK dlamch) and the scalar functions that must neither overflow nor underflow.

/** Half the distance from 1 to the next number: 2⁻⁵³ or 2⁻²⁴. */
// @ts-ignore: decorator
@inline
export function eps<T>(): T {
  return sizeof<T>() == 8 ? <T>1.1102230246251565e-16 : <T>5.960464477539063e-8;
}

/** The smallest number whose reciprocal is finite: 2⁻¹⁰²² or 2⁻¹²⁶. */
// @ts-ignore: decorator
@inline
export function safeMin<T>(): T {
  return sizeof<T>() == 8 ? <T>2.2250738585072014e-308 : <T>1.1754943508222875e-38;
}

/** √(safeMin/eps) up to a power of two: squares of larger numbers keep all their digits. */
// @ts-ignore: decorator
@inline
export function squareMin<T>(): T {
  return sizeof<T>() == 8 ? <T>1.4708983551653345e-146 : <T>1.4551915228366852e-11;
}

/** √(largest/2) up to a power of two: the sum of two squares of smaller numbers is finite. */
// @ts-ignore: decorator
@inline
export function squareMax<T>(): T {
  return sizeof<T>() == 8 ? <T>6.703903964971298e153 : <T>9223372036854775808.0;
}

/** √(x² + y²) (LAPACK dlapy2). */
export function lapy2<T>(x: T, y: T): T {
  const ax = abs<T>(x);
  const ay = abs<T>(y);
  const w = max<T>(ax, ay);
  const z = min<T>(ax, ay);
  if (z == 0) return w;
  const q = z / w;
  return w * sqrt<T>(<T>1 + q * q);
}

/**
 * The power of two that brings a matrix whose largest entry is `largest` to order 1, or 1 where squares and reciprocals
 * of such entries are safe as they are. The margin (√ of the safe range) leaves room for sums of n squares.
 */
export function safeScale<T>(largest: T): T {
  if (sizeof<T>() == 8) {
    if (largest == 0 || (largest > 1e-70 && largest < 1e70)) return <T>1;
    // 2^-exponent through the bits; a subnormal largest entry is brought up by 2^1000 only.
    const exponent = <i32>((reinterpret<u64>(<f64>largest) >> 52) & 0x7ff) - 1023;
    const shift = min<i32>(max<i32>(-exponent, -1000), 1000);
    return <T>reinterpret<f64>((<u64>(shift + 1023)) << 52);
  }
  if (largest == 0 || (largest > 1e-8 && largest < 1e8)) return <T>1;
  const exponent = <i32>((reinterpret<u32>(<f32>largest) >> 23) & 0xff) - 127;
  const shift = min<i32>(max<i32>(-exponent, -120), 120);
  return <T>reinterpret<f32>((<u32>(shift + 127)) << 23);
}
