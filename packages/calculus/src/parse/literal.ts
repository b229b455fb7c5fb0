import { TooLargeError } from '../expr/budget.js';
import { Rational } from '../expr/rational.js';
import type { Token } from './tokens.js';

/** Exact value of a literal; what no double can hold is refused before it is computed. */
export function literalValue(token: Token): Rational {
  if (token.text.length < 16 && /^\d+$/.test(token.text)) return Rational.of(BigInt(Number(token.text)));
  const [mantissa, exponent = '0'] = token.text.toLowerCase().split('e') as [string, string?];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const scale = Number(exponent) - fraction.length;
  const digits = BigInt(`${whole}${fraction}` === '' ? '0' : `${whole}${fraction}`);
  if (digits === 0n) return Rational.zero;
  if (!(Math.abs(scale) <= 5000 + whole.length + fraction.length)) {
    throw new TooLargeError({
      where: 'parse',
      what: 'the exponent of a number',
      limit: 5000,
      position: token.position,
    });
  }
  return scale >= 0 ? Rational.of(digits * 10n ** BigInt(scale)) : Rational.of(digits, 10n ** BigInt(-scale));
}
