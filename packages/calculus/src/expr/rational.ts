/**
 * Exact rational arithmetic on `num/den` with `den > 0` and `gcd(num, den) = 1`, over BigInt.
 *
 * Conversion to a double is correctly rounded (half to even), so that a decimal literal read exactly evaluates to the
 * double nearest to it, as IEEE 754 reading of the literal would.
 */
export class Rational {
  static readonly zero: Rational = new Rational(0n, 1n);
  static readonly one: Rational = new Rational(1n, 1n);

  private constructor(
    readonly num: bigint,
    readonly den: bigint,
  ) {}

  /** The reduced fraction `num/den`; the caller guarantees `den ≠ 0`. */
  static of(num: bigint, den: bigint = 1n): Rational {
    if (den === 1n) return new Rational(num, den);
    const divisor = gcd(num < 0n ? -num : num, den < 0n ? -den : den);
    const sign = den < 0n ? -1n : 1n;
    return new Rational((sign * num) / divisor, (sign * den) / divisor);
  }

  get isInteger(): boolean {
    return this.den === 1n;
  }

  get isZero(): boolean {
    return this.num === 0n;
  }

  get isOne(): boolean {
    return this.num === 1n && this.den === 1n;
  }

  get isNegative(): boolean {
    return this.num < 0n;
  }

  /** Bits of numerator and denominator together: what a budget on exact arithmetic counts. */
  get bits(): number {
    return bitLength(this.num) + bitLength(this.den);
  }

  plus(other: Rational): Rational {
    if (this.den === 1n && other.den === 1n) return new Rational(this.num + other.num, 1n);
    return Rational.of(this.num * other.den + other.num * this.den, this.den * other.den);
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  times(other: Rational): Rational {
    if (this.den === 1n && other.den === 1n) return new Rational(this.num * other.num, 1n);
    return Rational.of(this.num * other.num, this.den * other.den);
  }

  negated(): Rational {
    return new Rational(-this.num, this.den);
  }

  /** `1/this`; the caller guarantees that this is not zero. */
  inverse(): Rational {
    return this.num < 0n ? new Rational(-this.den, -this.num) : new Rational(this.den, this.num);
  }

  /** `this^n` for a small integer n; the caller bounds the size of the result. */
  power(n: number): Rational {
    if (n < 0) return this.inverse().power(-n);
    return new Rational(this.num ** BigInt(n), this.den ** BigInt(n));
  }

  compare(other: Rational): number {
    const difference = this.num * other.den - other.num * this.den;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** The nearest double, ties to even. */
  toNumber(): number {
    if (this.den === 1n) return Number(this.num);
    const safe = 9007199254740992n;
    if (this.num <= safe && this.num >= -safe && this.den <= safe) return Number(this.num) / Number(this.den);
    return roundedQuotient(this.num, this.den);
  }

  toString(): string {
    return this.den === 1n ? `${this.num}` : `${this.num}/${this.den}`;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  let [u, v] = [a, b];
  while (v > 0n) [u, v] = [v, u % v];
  return u;
}

/** The number of binary digits of |n|, to within three bits. */
export function bitLength(n: bigint): number {
  return n.toString(16).length * 4;
}

/**
 * num/den rounded once to a double. A normal result keeps 66 quotient bits and a sticky bit, which Number(bigint) rounds
 * half to even; a subnormal one is a multiple of 2⁻¹⁰⁷⁴ and is rounded there. The powers of two outside are then exact.
 */
function roundedQuotient(num: bigint, den: bigint): number {
  const sign = num < 0n ? -1 : 1;
  const magnitude = num < 0n ? -num : num;
  const exponent = magnitude.toString(2).length - den.toString(2).length;
  const subnormal = exponent <= -1022;
  const shift = subnormal ? 1074 : 66 - exponent;
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? den : den << BigInt(-shift);
  const quotient = scaled / divisor;
  const rest = scaled % divisor;
  if (subnormal) {
    const up = 2n * rest > divisor || (2n * rest === divisor && (quotient & 1n) === 1n);
    return sign * Number(up ? quotient + 1n : quotient) * 2 ** -1000 * 2 ** -74;
  }
  const rounded = Number((quotient << 1n) | (rest === 0n ? 0n : 1n));
  const half = Math.trunc(-(shift + 1) / 2);
  return sign * rounded * 2 ** half * 2 ** (-(shift + 1) - half);
}
