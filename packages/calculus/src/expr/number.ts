import { EXACT_BITS, TooLargeError } from './budget.js';
import { type Expr, inexact, rational } from './node.js';
import { Rational } from './rational.js';
import type { Shape } from './shape.js';

/** The value of a constant node: exact, or a double that makes every result it enters a double. */
export type Num = Rational | number;

export const one: Num = Rational.one;
export const zero: Num = Rational.zero;

export function toDouble(a: Num): number {
  return typeof a === 'number' ? a : a.toNumber();
}

export function plus(a: Num, b: Num): Num {
  if (typeof a === 'number' || typeof b === 'number') return toDouble(a) + toDouble(b);
  return bounded(a.plus(b));
}

export function times(a: Num, b: Num): Num {
  if (typeof a === 'number' || typeof b === 'number') return toDouble(a) * toDouble(b);
  return bounded(a.times(b));
}

export function negated(a: Num): Num {
  return typeof a === 'number' ? -a : a.negated();
}

export function isZero(a: Num): boolean {
  return typeof a === 'number' ? a === 0 : a.isZero;
}

export function isOne(a: Num): boolean {
  return typeof a === 'number' ? a === 1 : a.isOne;
}

export function isNegative(a: Num): boolean {
  return typeof a === 'number' ? a < 0 : a.isNegative;
}

/** The constant node of a number. */
export function numberNode(a: Num, shape?: Shape): Expr {
  return typeof a === 'number' ? inexact(a, shape) : rational(a, shape);
}

/** The integer that a constant node is, when it is one that a double holds exactly. */
export function asInteger(node: Expr): number | undefined {
  const { value } = node;
  if (value === undefined || typeof value === 'number' || !value.isInteger) return undefined;
  const double = Number(value.num);
  return Number.isSafeInteger(double) ? double : undefined;
}

/** The exact rational that a constant node is. */
export function asRational(node: Expr): Rational | undefined {
  return node.value instanceof Rational ? node.value : undefined;
}

const SUM_BITS = 25 * EXACT_BITS;

function bounded(a: Rational): Rational {
  if (a.num < LARGE && a.num > -LARGE && a.den < LARGE) return a;
  if (a.bits > SUM_BITS)
    throw new TooLargeError({ where: 'exact arithmetic', what: 'the number of bits', limit: SUM_BITS });
  return a;
}

const LARGE = 1n << 1024n;

/**
 * `base^exponent` in lowest form for exact numbers with base > 0: rational factors that are perfect powers come out,
 * and what is left under the root has an exponent in (0, 1), so that √8 = 2√2 and 1/√2 = ½√2 in every spelling.
 *
 * @returns the rational factor and, unless it is 1, the integer left under the root; undefined when it would be too large.
 */
export function rootParts(
  base: Rational,
  exponent: Rational,
): { factor: Rational; radicand: bigint; root: Rational } | undefined {
  const order = exponent.den;
  if (order > 64n || base.bits > 128 || (base.den !== 1n && Number(order) * base.bits > ROOT_BITS)) return undefined;
  const whole = floorDivide(exponent.num, order);
  if (Math.abs(Number(whole)) * base.bits > EXACT_BITS) return undefined;
  const remainder = Rational.of(exponent.num - whole * order, order);
  const integral = base.den === 1n ? base.num : base.num * base.den ** (order - 1n);
  const denominator = base.den === 1n ? Rational.one : Rational.of(1n, base.den);
  const [outside, inside] = perfectPart(integral, order);
  const power = Number(remainder.num);
  const factor = base.power(Number(whole)).times(Rational.of(outside).times(denominator).power(power));
  return { factor, radicand: inside, root: remainder };
}

/** Bits that clearing the denominator under a root may make, so that the radicand stays a double's size. */
const ROOT_BITS = 512;

/** n = outside^order · inside, with the prime factors up to 1000 taken out of `inside`. */
function perfectPart(n: bigint, order: bigint): [outside: bigint, inside: bigint] {
  let outside = 1n;
  let inside = n;
  const exact = integerRoot(inside, order);
  if (exact ** order === inside) return [exact, 1n];
  for (let prime = 2n; prime < 1000n && prime ** order <= inside; prime += prime === 2n ? 1n : 2n) {
    const full = prime ** order;
    while (inside % full === 0n) {
      inside /= full;
      outside *= prime;
    }
  }
  return [outside, inside];
}

/** ⌊n^(1/order)⌋ by Newton's iteration from above. */
export function integerRoot(n: bigint, order: bigint): bigint {
  if (n < 2n) return n;
  let guess = 1n << BigInt(Math.ceil(n.toString(2).length / Number(order)));
  for (;;) {
    const next = ((order - 1n) * guess + n / guess ** (order - 1n)) / order;
    if (next >= guess) return guess;
    guess = next;
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a >= 0n ? a / b : -((-a + b - 1n) / b);
}
