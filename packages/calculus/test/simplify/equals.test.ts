import { describe, expect, it } from 'vitest';
import { equals, parse } from '../../src/index.js';
import { identities as moreIdentities } from './identities.js';
import { mistakes as moreMistakes } from './mistakes.js';

const equal = (a: string, b: string, assume?: 'real' | 'positive') =>
  equals(parse(a), parse(b), assume === undefined ? {} : { assume });

/** Identities for positive variables. */
const identities = [
  '(a + b)*c|a*c + b*c',
  'sin(2x)|2sin(x)*cos(x)',
  'sin(x)^2 + cos(x)^2|1',
  'exp(x + y)|exp(x)*exp(y)',
  'log(x*y)|log(x) + log(y)',
  'log(x^y)|y*log(x)',
  'sqrt(x^2)|x',
  'x^a*x^b|x^(a + b)',
  'cosh(x)^2 - sinh(x)^2|1',
  'tan(x)|sin(x)/cos(x)',
  '(x^2 - 1)/(x - 1)|x + 1',
  'exp(log(x))|x',
  'sqrt(x*y)|sqrt(x)*sqrt(y)',
  'tanh(x)|(exp(2x) - 1)/(exp(2x) + 1)',
  'cos(x + y)|cos(x)*cos(y) - sin(x)*sin(y)',
  'cos(3x)|4cos(x)^3 - 3cos(x)',
  '(x^a)^b|x^(a*b)',
  '2^x*4^x|8^x',
  'sqrt(8)|2sqrt(2)',
  'atan(x) + atan(1/x)|pi/2',
  'asin(x) + acos(x)|pi/2',
  'max(x, y)|(x + y + abs(x - y))/2',
  'asinh(x)|log(x + sqrt(x^2 + 1))',
  'tan(x/2)|sin(x)/(1 + cos(x))',
  'log(x^2 + 2x + 1)|2log(x + 1)',
  'cos(asin(x))|sqrt(1 - x^2)',
  '1 - tanh(x)^2|1/cosh(x)^2',
  'atanh(x)|log((1 + x)/(1 - x))/2',
  'log((x + 1)*(x + 2))|log(x + 1) + log(x + 2)',
  'log(8)|3log(2)',
  'sigmoid(x)|1/(1 + exp(-x))',
  'sin(x) - sin(y)|2cos((x + y)/2)*sin((x - y)/2)',
  '(x*y)^z|x^z*y^z',
  'log(x/y)|log(x) - log(y)',
  'sqrt(x/y)|sqrt(x)/sqrt(y)',
  'sqrt(3 + 2*sqrt(2))|1 + sqrt(2)',
  'sqrt(5 - 2*sqrt(6))|sqrt(3) - sqrt(2)',
  'sqrt(x + y + 2*sqrt(x*y))|sqrt(x) + sqrt(y)',
  '1/(sqrt(x + 1) - sqrt(x))|sqrt(x + 1) + sqrt(x)',
  'sqrt(1 + 1/x)|sqrt(x + 1)/sqrt(x)',
  'log(exp(x) + exp(y))|x + log(1 + exp(y - x))',
  'atanh(x/(1 + x))|log(1 + 2x)/2',
  'asin(x/sqrt(1 + x^2))|atan(x)',
  'acos(1/sqrt(1 + x^2))|atan(x)',
  'atan(x/sqrt(1 - x^2))|asin(x)',
  'acos(-x)|pi - acos(x)',
  'atan(sinh(x))|asin(tanh(x))',
  'atan(sinh(x))|2atan(tanh(x/2))',
  '2atan(exp(x)) - pi/2|atan(sinh(x))',
];

/** Not identities. */
const mistakes = [
  'sqrt(x + y)|sqrt(x) + sqrt(y)',
  'log(x + y)|log(x) + log(y)',
  '(x + y)^2|x^2 + y^2',
  'sin(x + y)|sin(x) + sin(y)',
  'x^(a*b)|x^a*x^b',
  '1/(x + y)|1/x + 1/y',
  'exp(x*y)|exp(x)*exp(y)',
  'x^y|y^x',
  'x + 1e-9|x',
  'pi|3.14159265358979',
  '-x^2|(-x)^2',
  'x/(y/z)|x/y/z',
  '2^(3^x)|(2^3)^x',
  'sqrt(3 + 2*sqrt(2))|2 + sqrt(2)/4',
  'sqrt(5 - 2*sqrt(6))|sqrt(2) - sqrt(3)',
  'sqrt(x + y - 2*sqrt(x*y))|sqrt(x) - sqrt(y)',
  '2atan(x)|atan(2x/(1 - x^2))',
  'atan(x) + atan(1/x)|pi/2 + 1e-12',
  'atan(x)|asin(x/sqrt(2 + x^2))',
  'log(x)/log(y)|log(x/y)',
];

describe('equals', () => {
  it.each(identities.map((each) => each.split('|') as [string, string]))('proves %s = %s', (a, b) =>
    expect(equal(a, b, 'positive')).toBe(true),
  );

  it.each(mistakes.map((each) => each.split('|') as [string, string]))('disproves %s = %s', (a, b) =>
    expect(equal(a, b, 'positive')).toBe(false),
  );

  it('knows what holds for all real numbers only', () => {
    expect(equal('sqrt(x^2)', 'x')).toBe(false);
    expect(equal('sqrt(x^2)', 'abs(x)')).toBe(true);
    expect(equal('log(x^2)', '2*log(abs(x))')).toBe(true);
    expect(equal('abs(x)^2', 'x^2')).toBe(true);
    expect(equal('x/x', '1')).toBe(true);
    expect(equal('sign(x)^2', '1')).toBe(false);
    expect(equal('sign(x)*abs(x)', 'x')).toBe(true);
  });

  it.each(moreIdentities.map((each) => each.split('|') as [string, string]))('proves %s = %s', (a, b) =>
    expect(equal(a, b, 'positive')).toBe(true),
  );

  it.each(moreMistakes.map((each) => each.split('|') as [string, string]))('disproves %s = %s', (a, b) =>
    expect(equal(a, b, 'positive')).toBe(false),
  );

  it('sees parts of the domain on which a difference is another constant', () => {
    // arctan x + arctan 1/x = ±π/2; 2·arctan x = arcsin(2x/(1 + x²)) for |x| ≤ 1 only.
    expect(equal('atan(x) + atan(1/x)', 'pi/2')).toBe(false);
    expect(equal('2atan(x)', 'asin(2x/(1 + x^2))', 'positive')).toBe(false);
    expect(equal('asin(x)', 'atan(x/sqrt(1 - x^2))')).toBe(true);
    expect(equal('log(x - 1) + log(x + 1)', 'log(x^2 - 1)')).toBe(true);
  });

  it('says that it does not know', () => {
    expect(equal('erf(x)', 'erf(x) + erf(x^2)*0.000000000000000000001')).not.toBe(true);
    expect(equal('erf(1)', 'erf(1)*(1 + 1/10^30)')).toBeUndefined();
  });
});
