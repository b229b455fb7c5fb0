// Exact rests of rounded operations, without fused multiply-add: a + b = s + sumRest and a·b = p + productRest.
// Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18 (1971);
// D. E. Knuth, The Art of Computer Programming 2, 4.2.2.

/** The 26 leading bits of each lane. */
// @ts-ignore: decorator
@inline
export function upperHalf(a: v128): v128 {
  return v128.and(a, i64x2.splat(0xfffffffff8000000));
}

/** a + b − s for s = a + b rounded. */
// @ts-ignore: decorator
@inline
export function sumRest(a: v128, b: v128, s: v128): v128 {
  const c = f64x2.sub(s, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(s, c)), f64x2.sub(b, c));
}

/** The same where |a| ≥ |b|, or a = 0. */
// @ts-ignore: decorator
@inline
export function shorterSumRest(a: v128, b: v128, s: v128): v128 {
  return f64x2.add(f64x2.sub(a, s), b);
}

/** a·b − p for p = a·b rounded. */
// @ts-ignore: decorator
@inline
export function productRest(a: v128, b: v128, p: v128): v128 {
  const a1 = upperHalf(a);
  const b1 = upperHalf(b);
  const a2 = f64x2.sub(a, a1);
  const b2 = f64x2.sub(b, b1);
  const upper = f64x2.add(f64x2.add(f64x2.sub(f64x2.mul(a1, b1), p), f64x2.mul(a1, b2)), f64x2.mul(a2, b1));
  return f64x2.add(upper, f64x2.mul(a2, b2));
}

/** The correction of the quotient q of (n + nRest)/(d + dRest): add it to q. */
// @ts-ignore: decorator
@inline
export function quotientRest(n: v128, nRest: v128, d: v128, dRest: v128, q: v128): v128 {
  const p = f64x2.mul(q, d);
  const residual = f64x2.sub(f64x2.sub(n, p), productRest(q, d, p));
  return f64x2.div(f64x2.add(residual, f64x2.sub(nRest, f64x2.mul(q, dRest))), d);
}
