// e^x in f32 lanes: 2^k·(1 + (r + rest + r²·Q(r))) with r + rest = x − k·ln 2, |r| ≤ ln 2/2, and Q minimax (Remez, 250
// bits). Four lanes at once, where widening to f64 takes two vectors.

/** (e^r − 1 − r)/r². */
const COEFFICIENTS = memory.data<f32>([0.5, 0.16666518, 0.041666202, 0.008368937, 0.0013950665]);

/**
 * 1/ln 2; what to add to leave k + 127 in the low bits of the significand, the exponent field of 2^k; ln 2 in two parts, of
 * which the first has 9 bits, so that its products with k are exact; 1.
 */
const CONSTANTS = memory.data<f32>([1.442695, 12583039.0, 0.693359375, -0.00021219444, 1]);

// @ts-ignore: decorator
@inline
function coefficient(i: usize): v128 {
  return v128.load32_splat(COEFFICIENTS + 4 * i);
}

// @ts-ignore: decorator
@inline
function constant(i: usize): v128 {
  return v128.load32_splat(CONSTANTS + 4 * i);
}

/** e^x for |x| ≤ 87, error ≤ 0.94 ulp. */
// @ts-ignore: decorator
@inline
export function exponentialSingle(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, constant(0)), constant(1));
  const k = f32x4.sub(shifted, constant(1));
  const upper = f32x4.sub(x, f32x4.mul(k, constant(2)));
  const lower = f32x4.mul(k, constant(3));
  const r = f32x4.sub(upper, lower);
  const rest = f32x4.sub(f32x4.sub(upper, r), lower);
  const r2 = f32x4.mul(r, r);
  const q01 = f32x4.add(coefficient(0), f32x4.mul(r, coefficient(1)));
  const q23 = f32x4.add(coefficient(2), f32x4.mul(r, coefficient(3)));
  const q234 = f32x4.add(q23, f32x4.mul(r2, coefficient(4)));
  const q = f32x4.add(q01, f32x4.mul(r2, q234));
  const more = f32x4.add(r, f32x4.add(rest, f32x4.mul(r2, q)));
  return f32x4.mul(f32x4.add(constant(4), more), i32x4.shl(shifted, 23));
}
