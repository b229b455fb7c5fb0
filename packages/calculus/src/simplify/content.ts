import { Rational } from '../expr/rational.js';

/** The content of a polynomial: the rational c > 0 by which its coefficients are coprime integers. */
export function contentOf(values: readonly Rational[]): Rational {
  let num = 0n;
  let den = 1n;
  for (const value of values) {
    num = gcd(num, value.num < 0n ? -value.num : value.num);
    den = (den / gcd(den, value.den)) * value.den;
  }
  return Rational.of(num, den);
}

/** Prime factors up to 10⁴ by trial division; what is left counts as a prime. */
export function primeFactors(n: bigint): Map<bigint, number> {
  const factors = new Map<bigint, number>();
  let rest = n;
  for (let p = 2n; p < 10_000n && p * p <= rest; p++) {
    while (rest % p === 0n) {
      factors.set(p, (factors.get(p) ?? 0) + 1);
      rest /= p;
    }
  }
  if (rest > 1n) factors.set(rest, (factors.get(rest) ?? 0) + 1);
  return factors;
}

function gcd(a: bigint, b: bigint): bigint {
  let [u, v] = [a, b];
  while (v > 0n) [u, v] = [v, u % v];
  return u;
}
