import { describe, expect, it } from 'vitest';
import { parse } from '../../src/index.js';
import { isAlgebraicZero } from '../../src/simplify/algebraic.js';
import { canonical } from '../../src/simplify/canonical.js';

const isZero = (text: string): boolean | undefined => isAlgebraicZero(canonical(parse(text)));

describe('isAlgebraicZero', () => {
  it.each([
    'sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3)',
    'cos(pi/5) - (1 + sqrt(5))/4',
    'cos(pi/17)*cos(2*pi/17)*cos(4*pi/17)*cos(8*pi/17) - 1/16',
    'cbrt(2 + sqrt(5)) + cbrt(2 - sqrt(5)) - 1',
    // Ramanujan
    'cbrt(cbrt(2) - 1) - (1 - cbrt(2) + cbrt(4))/cbrt(9)',
  ])('%s = 0', (text) => expect(isZero(text)).toBe(true));

  it.each([
    'sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6)) + 1/10^60',
    'sqrt(10001) + sqrt(10004) - sqrt(10002) - sqrt(10003)',
    'cos(pi/5) - 809016994374947424102293417182819058860154589902881431067724/10^60',
  ])('%s ≠ 0', (text) => expect(isZero(text)).toBe(false));

  it('does not judge numbers that are not algebraic', () => {
    expect(isZero('log(2)^2 - log(2)*log(2) + exp(1)*0')).not.toBe(false);
    expect(isZero('sin(1) - 2*sin(1/2)*cos(1/2)')).toBeUndefined();
    expect(isZero('4*atan(1) - pi')).not.toBe(false);
  });
});
