import { expect, it } from 'vitest';
import { nameLatex } from '../../src/kit/nameLatex.js';

it('writes names as formulas have them', () => {
  expect(['x', 'x_1', 'alpha', 'theta_12', 'speed'].map(nameLatex)).toEqual([
    'x',
    'x_{1}',
    '\\alpha',
    '\\theta_{12}',
    '\\mathrm{speed}',
  ]);
});
