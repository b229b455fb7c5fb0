import type { Expr } from '../expr/node.js';
import { asRational } from '../expr/number.js';

/**
 * What is known of sums, products and powers without evaluating them: the sign (2 positive, 1 not negative, 0 unknown) and
 * the degree as a polynomial. Every new node asks, so these are plain loops.
 */
export function signOfSum(terms: readonly Expr[]): 0 | 1 | 2 {
  let sign: 1 | 2 = 1;
  for (let i = 0; i < terms.length; i++) {
    const each = terms[i]!.sign;
    if (each === 0) return 0;
    if (each === 2) sign = 2;
  }
  return sign;
}

export function signOfProduct(factors: readonly Expr[]): 0 | 1 | 2 {
  let sign: 0 | 1 | 2 = 2;
  for (let i = 0; i < factors.length; i++) if (factors[i]!.sign < sign) sign = factors[i]!.sign;
  return sign;
}

export function signOfPower(base: Expr, exponent: Expr): 0 | 1 | 2 {
  if (base.sign === 2) return 2;
  const e = asRational(exponent);
  if (e === undefined) return base.sign;
  return !e.isInteger || e.num % 2n === 0n ? 1 : base.sign;
}

export function degreeOfSum(terms: readonly Expr[]): number {
  let degree = 0;
  for (let i = 0; i < terms.length; i++) if (terms[i]!.degree > degree) degree = terms[i]!.degree;
  return degree;
}

export function degreeOfProduct(factors: readonly Expr[]): number {
  let degree = 0;
  for (let i = 0; i < factors.length; i++) degree += factors[i]!.degree;
  return degree;
}
