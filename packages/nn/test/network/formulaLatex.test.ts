import { describe, expect, it } from 'vitest';
import { formulaLatex, proseLatex } from '../../src/network/formulaLatex.js';

describe('formulaLatex', () => {
  it.each([
    [
      'dA1 = (dA2 ∘ X̂)ᵀ·𝟏',
      '\\frac{\\partial J}{\\partial A_{1}} = (\\frac{\\partial J}{\\partial A_{2}} \\odot \\hat{X})^{\\top}\\,\\mathbf{1}',
    ],
    ['diag(gamma2/√(σ² + 0.1))', '\\operatorname{diag}(\\gamma_{2}/\\sqrt{\\sigma ^{2} + 0.1})'],
    ['log P', '\\log P'],
    ['max(A1, 0)', '\\max(A_{1}, 0)'],
    ['N×512', 'N\\times 512'],
  ])('%s', (formula, latex) => {
    // biome-ignore format: a table
    expect(formulaLatex(formula)).toBe(latex);
  });
});

describe('proseLatex', () => {
  it('puts what stands between backticks in math mode', () => {
    expect(proseLatex('of `pⱼ − tⱼ`, 100 d')).toBe('of $p_{j} - t_{j}$, 100 d');
  });
});
