import { describe, expect, it } from 'vitest';
import { plainFormula } from '../../src/explain/plainFormula.js';

describe('plainFormula', () => {
  it.each([
    ['\\frac{\\partial f}{\\partial x} = 2 x', '∂f/∂x = 2 x'],
    ['\\frac{\\mathrm{d} z}{\\mathrm{d} t} = -e^{-t}', 'dz/dt = -e^(-t)'],
    ['\\frac{x + 1}{x^{2} - 1}', '(x + 1)/(x^2 - 1)'],
    ['\\frac{\\sqrt{2}}{2} \\cdot \\left(-\\frac{1}{3}\\right)', 'sqrt(2)/2 · (-1/3)'],
    ['H = \\begin{pmatrix} 2 & 3 \\\\ 3 & 2 \\end{pmatrix}', 'H = [2, 3; 3, 2]'],
    ['\\left.\\left(2 x + 3 y\\right)\\right|_{x = 1,\\, y = 2} = 8', '(2 x + 3 y)|_(x = 1, y = 2) = 8'],
    ['\\lambda_{1} = -1,\\quad \\lambda_{2} = 5', 'λ_1 = -1, λ_2 = 5'],
    ['\\sqrt[3]{x}', 'root(3, x)'],
  ])('%s', (latex, text) => expect(plainFormula(latex)).toBe(text));
});
