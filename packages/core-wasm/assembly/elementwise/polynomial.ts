// c₀ + c₁·z + c₂·z² + …, the coefficients c being doubles in static memory: cheaper to load than to build from
// constants. Short ones by Estrin's scheme, whose terms do not wait for each other, long ones by Horner's.

/** cᵢ in each lane. */
// @ts-ignore: decorator
@inline
export function coefficient(c: usize, i: usize): v128 {
  return v128.load64_splat(c + 8 * i);
}

/** cᵢ + cᵢ₊₁·z. */
// @ts-ignore: decorator
@inline
function pair(c: usize, i: usize, z: v128): v128 {
  return f64x2.add(coefficient(c, i), f64x2.mul(z, coefficient(c, i + 1)));
}

/** Four coefficients. */
// @ts-ignore: decorator
@inline
export function polynomial4(c: usize, z: v128): v128 {
  return f64x2.add(pair(c, 0, z), f64x2.mul(f64x2.mul(z, z), pair(c, 2, z)));
}

/** Five coefficients. */
// @ts-ignore: decorator
@inline
export function polynomial5(c: usize, z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  const upper = f64x2.add(pair(c, 2, z), f64x2.mul(z2, coefficient(c, 4)));
  return f64x2.add(pair(c, 0, z), f64x2.mul(z2, upper));
}

/** Five coefficients by Horner's scheme: one multiplication less, where enough other work fills the waits. */
// @ts-ignore: decorator
@inline
export function horner5(c: usize, z: v128): v128 {
  const upper = f64x2.add(coefficient(c, 2), f64x2.mul(z, pair(c, 3, z)));
  return f64x2.add(coefficient(c, 0), f64x2.mul(z, f64x2.add(coefficient(c, 1), f64x2.mul(z, upper))));
}

/** Six coefficients. */
// @ts-ignore: decorator
@inline
export function polynomial6(c: usize, z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  return f64x2.add(pair(c, 0, z), f64x2.mul(z2, f64x2.add(pair(c, 2, z), f64x2.mul(z2, pair(c, 4, z)))));
}

/** Seven coefficients. */
// @ts-ignore: decorator
@inline
export function polynomial7(c: usize, z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  const upper = f64x2.add(pair(c, 4, z), f64x2.mul(z2, coefficient(c, 6)));
  return f64x2.add(pair(c, 0, z), f64x2.mul(z2, f64x2.add(pair(c, 2, z), f64x2.mul(z2, upper))));
}

/** n coefficients. */
export function polynomial(c: usize, n: usize, z: v128): v128 {
  let sum = coefficient(c, n - 1);
  for (let i = n - 1; i > 0; i--) sum = f64x2.add(coefficient(c, i - 1), f64x2.mul(z, sum));
  return sum;
}
