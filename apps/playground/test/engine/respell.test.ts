import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { remedy } from '../../src/engine/formulas.js';
import { respell } from '../../src/engine/respell.js';

describe('respell', () => {
  it.each([
    ['|x|', 'abs(x)'],
    ['|x - y| + |y|^2', 'abs(x - y) + abs(y)^2'],
    ['sin x', 'sin(x)'],
    ['x^2 sin 2y', 'x^2 sin(2y)'],
    ['ln x + 1', 'ln(x) + 1'],
    ['sin^2(x) + cos^2 y', 'sin(x)^2 + cos(y)^2'],
    ['sin²(x)', 'sin(x)^2'],
    ['exp x^2', 'exp(x^2)'],
    ['sqrt 2', 'sqrt(2)'],
    ['tg(x)', 'tan(x)'],
  ])('%s → %s', (text, expected) => {
    expect(() => parse(text)).toThrow();
    expect(respell(text)).toBe(expected);
    expect(remedy(text).guess).toBe(expected);
  });

  it('is offered only where it makes a formula', () => {
    expect(remedy('|x').guess).toBeUndefined();
    expect(remedy('sin x +').guess).toBeUndefined();
    expect(remedy('x +').guess).toBeUndefined();
  });

  it('puts in the name that the parser suggests', () => {
    expect(remedy('1 + sni(x)').guess).toBe('1 + sin(x)');
  });
});
