import { describe, expect, it } from 'vitest';
import { constant, parse, symbol, toLatex } from '../../src/index.js';

describe('toLatex', () => {
  it.each([
    ['x^2*sin(2y)/sqrt(x + 1)', '\\frac{x^{2} \\sin 2 y}{\\sqrt{x + 1}}'],
    ['exp(x*y)*(y*cos(x - y) - 1)', 'e^{x y} \\left(y \\cos\\left(x - y\\right) - 1\\right)'],
    ['-x/2', '-\\frac{x}{2}'],
    ['sin(x)^2', '\\sin^{2} x'],
    ['1/x^2', '\\frac{1}{x^{2}}'],
    ['(x + y)^2', '\\left(x + y\\right)^{2}'],
    ['x^y^z', 'x^{y^{z}}'],
    ['a - (b - c)', 'a - \\left(b - c\\right)'],
    ['3*2^x', '3 \\cdot 2^{x}'],
    ['alpha_1*x_2', '\\alpha_{1} x_{2}'],
    ['1 - x^2', '1 - x^{2}'],
    ['sin(x)*(x + 1)', '\\left(x + 1\\right) \\sin x'],
    ['abs(x - 1)', '\\left|x - 1\\right|'],
    ['pi/3', '\\frac{\\pi}{3}'],
    ['x^(2/3)', 'x^{2/3}'],
    ['log(x)', '\\ln x'],
    ['(x/(x + 1))/2', '\\frac{\\frac{x}{x + 1}}{2}'],
    ['3/x*(x - y)', '\\frac{3 \\left(x - y\\right)}{x}'],
    ['x/(2(x + 1))', '\\frac{x}{2 \\left(x + 1\\right)}'],
    ['cos(c)*(d*2.7)', '\\left(d \\cdot 2.7\\right) \\cos c'],
    ['sin(y*0.7)', '\\sin\\left(y \\cdot 0.7\\right)'],
  ])('%s', (f, expected) => expect(toLatex(parse(f))).toBe(expected));

  it("writes A⁻¹' as one mark", () => {
    const shapes = { Z: ['n', 'n'], x: ['n'] } as const;
    expect(toLatex(parse("det(Z)*inv(Z)'", { shapes }))).toBe('\\det\\left(\\mathbf{Z}\\right) \\mathbf{Z}^{-\\top}');
    expect(toLatex(parse("adj(Z)'*exp(Z)'", { shapes }))).toBe(
      '\\operatorname{adj}\\left(\\mathbf{Z}\\right)^{\\top} \\left(e^{\\mathbf{Z}}\\right)^{\\top}',
    );
    expect(toLatex(parse("inv(Z)'*inv(Z)'*x", { shapes }))).toBe('\\left(\\mathbf{Z}^{-\\top}\\right)^{2} \\mathbf{x}');
  });

  it('sets matrices bold and words upright', () => {
    expect(toLatex(symbol('A', ['n', 'n']))).toBe('\\mathbf{A}');
    expect(toLatex(symbol('loss'))).toBe('\\mathrm{loss}');
    expect(toLatex(symbol('x₁'))).toBe('x_{1}');
    expect(toLatex(constant(Math.PI * 1e-9))).toBe('3.141592653589793 \\cdot 10^{-9}');
  });
});
