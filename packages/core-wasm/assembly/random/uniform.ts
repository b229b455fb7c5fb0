// Uniform numbers from random words: u = m·2⁻⁵³ with the first 53 of 64 bits (f64), or m·2⁻²⁴ with the first 24 of 32 bits
// (f32), all multiples in [0, 1) equally likely and exact; then y = low + (high - low)·u.

/**
 * y[i] := low + (high - low)·u[i], at most `below`, the largest number under high, which rounding may reach. Reads n·2 (f64)
 * or n (f32) words at w; y may be w.
 */
// @ts-ignore: decorator
@inline
function uniform<T>(n: i32, low: T, high: T, below: T, w: usize, y: usize): void {
  const span: T = <T>(high - low);
  for (let i = 0; i < n; i++) {
    const v: T = <T>(low + <T>(span * unit<T>(w)));
    store<T>(y, v < high ? v : below);
    w += sizeof<T>();
    y += sizeof<T>();
  }
}

/** The number in [0, 1) of the word or pair of words at w. */
// @ts-ignore: decorator
@inline
function unit<T>(w: usize): T {
  if (sizeof<T>() == 8) return <T>(<f64>(load<u64>(w) >> 11) * (1.0 / 9007199254740992.0));
  return <T>(<f32>(load<u32>(w) >> 8) * <f32>(1.0 / 16777216.0));
}

export function duniform(n: i32, low: f64, high: f64, below: f64, w: usize, y: usize): void {
  uniform<f64>(n, low, high, below, w, y);
}

export function suniform(n: i32, low: f32, high: f32, below: f32, w: usize, y: usize): void {
  uniform<f32>(n, low, high, below, w, y);
}
