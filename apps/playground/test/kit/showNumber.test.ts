import { expect, it } from 'vitest';
import { numberLatex, showNumber } from '../../src/kit/showNumber.js';

it('writes numbers for reading', () => {
  expect([8, -2.5, 1 / 3, 7.3e-14, -1e21, 0.1 + 0.2].map((x) => showNumber(x))).toEqual([
    '8',
    '−2.5',
    '0.3333333',
    '7.3·10⁻¹⁴',
    '−1·10²¹',
    '0.3',
  ]);
  expect([undefined, Number.NaN, Number.POSITIVE_INFINITY].map((x) => showNumber(x))).toEqual(['—', '—', '∞']);
  expect(showNumber(Math.PI, 3)).toBe('3.14');
});

it('writes them in LaTeX', () => {
  expect([-1.5e-9, 12, Number.NEGATIVE_INFINITY].map((x) => numberLatex(x))).toEqual([
    '-1.5 \\cdot 10^{-9}',
    '12',
    '-\\infty',
  ]);
});
