import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/expr/rational.js';

const of = (num: bigint, den?: bigint): Rational => Rational.of(num, den);

describe('Rational', () => {
  it('reduces, and keeps the denominator positive', () => {
    expect(String(of(6n, -4n))).toBe('-3/2');
    expect(String(of(1n, 3n).plus(of(1n, 6n)))).toBe('1/2');
    expect(String(of(-2n, 3n).inverse())).toBe('-3/2');
    expect(String(of(2n, 3n).power(-3))).toBe('27/8');
    expect(of(1n, 3n).compare(of(1n, 2n))).toBe(-1);
  });

  it('rounds once to the nearest double, like a literal', () => {
    for (const text of [
      '0.1',
      '1e-320',
      '4.9e-324',
      '2.4703282292062327e-324',
      '1.7976931348623157e308',
      '123456789012345678901234567890e-12',
      '2.2250738585072011e-308',
      '0.30000000000000004',
      '9007199254740993',
    ]) {
      const [mantissa, exponent = '0'] = text.split('e') as [string, string?];
      const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
      const scale = Number(exponent) - fraction.length;
      const digits = BigInt(whole + fraction);
      const exact = scale >= 0 ? of(digits * 10n ** BigInt(scale)) : of(digits, 10n ** BigInt(-scale));
      expect(exact.toNumber(), text).toBe(Number(text));
      expect(exact.negated().toNumber()).toBe(-Number(text));
    }
  });

  it('rounds every quotient as the hardware does where both are exact', () => {
    let state = 12345n;
    for (let k = 0; k < 2000; k++) {
      state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
      const [num, den] = [state >> 11n, (state & 0xffffffffffffn) + 1n];
      expect(of(num * 3n ** 40n, den * 3n ** 40n).toNumber()).toBe(Number(num) / Number(den));
      expect(of(num * (1n << 70n), den * (1n << 70n) + 0n).toNumber()).toBe(Number(num) / Number(den));
    }
  });
});
