import { ArgumentError } from '@nablajs/core-wasm';
import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import {
  equals,
  evaluate,
  gradient,
  ParseError,
  parse,
  parseLatex,
  toLatex,
  UnknownSymbolError,
} from '../../src/index.js';
import { regular } from '../regular.js';

describe('parseLatex', () => {
  it.each([
    ['\\frac{x^{2} \\sin 2 y}{\\sqrt{x + 1}}', 'x^2*sin(2*y)/sqrt(x + 1)'],
    ['2x^2 + 3xy', '2*x^2 + 3*x*y'],
    ['\\frac12 x', 'x/2'],
    ['\\sin^{2} x + \\cos^2 x', 'sin(x)^2 + cos(x)^2'],
    ['\\sin^{-1} x', 'asin(x)'],
    ['e^{-x^{2}/2}', 'exp(-x^2/2)'],
    ['\\sqrt[3]{x} + \\sqrt[n]{y}', 'cbrt(x) + y^(1/n)'],
    ['\\ln\\left(1 + x\\right) \\cdot \\log_{2} x', 'log(1 + x)*log2(x)'],
    ['\\left|x - 1\\right| \\times 3', 'abs(x - 1)*3'],
    ['\\alpha_{1} x_{2} + \\pi', 'alpha_1*x_2 + pi'],
    ['x \\left(y + 1\\right)', 'x*(y + 1)'],
    ['\\sin x \\cos y', 'sin(x)*cos(y)'],
    ['\\sin x + y', 'sin(x) + y'],
    ['\\operatorname{erf} x', 'erf(x)'],
    ['\\mathrm{loss}^2', 'loss^2'],
    ['\\exp(x) \\div 2', 'exp(x)/2'],
    ['\\max\\left(x, y\\right)', 'max(x, y)'],
    ['x^{y^{z}}', 'x^y^z'],
    ['x^\\alpha', 'x^alpha'],
    ['\\frac{\\frac{a}{b}}{c}', 'a/b/c'],
    ['\\frac{1}{x_{1}}', '1/x_1'],
    ['\\begin{cases}x_{1} + 1 & y \\ge 0 \\\\ 2 & \\text{else}\\end{cases} z', 'where(y, x_1 + 1, 2)*z'],
    ['3 \\mathbf{1}_{x - 1 \\ge 0}', '3*step(x - 1)'],
  ])('%s', (latex, text) => expect(equals(parseLatex(latex), parse(text))).toBe(true));

  it('reads back what toLatex prints', () => {
    for (const text of [
      'x^2*sin(2y)/sqrt(x + 1)',
      'exp(x*y)*(y*cos(x - y) - 1)',
      '-x/2',
      '1/x^2',
      'sin(x)*(x + 1)',
      '3*2^x',
      'log(x)^2*x',
      'x^(2/3)',
      'alpha_1*x_2 - abs(x)',
      'sin(cos(x))',
      'atan2(y, x)/2',
      '(x + y)^2/(x*y)',
    ]) {
      expect(equals(parseLatex(toLatex(parse(text))), parse(text)), `${text}: ${toLatex(parse(text))}`).toBe(true);
    }
  });

  it('reads back whatever is printed of random formulas and of their gradients', () => {
    const draw = seededDraw(77);
    for (let k = 0; k < 400; k++) {
      const text = randomFormula(draw, 4);
      const f = parse(text);
      const at = { x: 0.7 + draw(100) / 300, y: 1.3 + draw(100) / 300 };
      for (const each of [f, ...gradient(f, ['x', 'y'])]) {
        const latex = toLatex(each);
        if (latex.length > 3000 || !regular(each, at.x, at.y)) continue;
        const [expected, got] = [evaluate(each, at), evaluate(parseLatex(latex), at)] as [number, number];
        if (Number.isFinite(expected) && Math.abs(expected) < 1e12) {
          expect(Math.abs(got - expected) / (1 + Math.abs(expected)), `${text}: ${latex}`).toBeLessThan(1e-8);
        }
      }
    }
  });

  it('takes x_{1} for x1 where that is the declared name', () => {
    const f = parseLatex('\\frac{x_{1}}{e_{2}}', { variables: ['x1', 'e_2'] });
    expect(f).toBe(parse('x1/e_2'));
  });

  it('says where it fails', () => {
    const failure = (text: string): ParseError => {
      try {
        parseLatex(text);
      } catch (error) {
        return error as ParseError;
      }
      throw new Error('was parsed');
    };
    for (const bad of [
      '\\frac{1}',
      '{x',
      'x}',
      '\\frac',
      '|x|',
      'x + ',
      '',
      '\\left(x',
      '\\#',
      'x^',
      'x & y',
      '\\begin{cases} x',
      'x \\ge 0',
      '\\begin{cases}1 & 2 & 3',
    ])
      expect(failure(bad), bad).toBeInstanceOf(ParseError);
    expect(failure('x + {y').position).toBe(6);
    expect(() => parseLatex('xq', { variables: ['x'] })).toThrow(UnknownSymbolError);
    // The place is one in the LaTeX text, although what is parsed has signs that are not in it.
    expect(failure('\\frac{x}{y} + foo_(x)')).toMatchObject({ symbol: 'o_', position: 16 });
    expect(() => parseLatex(1 as unknown as string)).toThrow(ArgumentError);
    expect(failure('{'.repeat(90_000)).name).toMatch(/Error$/);
  });
});

describe('matrices in LaTeX', () => {
  const shapes = { A: ['n', 'n'], Z: ['n', 'n'], T: ['n', 'n'], x: ['n'], y: ['n'] } as const;

  it.each([
    ['\\mathbf{Z}^{-\\top}', "inv(Z')"],
    ['Z^{-T} x', "inv(Z')*x"],
    ['\\mathbf{x}^{\\top} A x', "x'*A*x"],
    ['x^\\top A x', "x'*A*x"],
    ['(A + Z)^T x', "(A + Z)'*x"],
    ['T^{T} A^{\\mathsf{T}} Z^{\\mathrm T}', "T'*A'*Z'"],
    ["A' Z^{-1}", "A'*inv(Z)"],
    ['A \\odot Z + A^{\\circ 2} \\oslash Z', 'A.*Z + A.^2./Z'],
    ['\\frac{1}{x} + \\frac{x}{y}', 'x.^(-1) + x./y'],
    ['\\left\\| A x - y \\right\\|_2^2', 'norm2(A*x - y)^2'],
    ['2 \\left\\|A\\right\\|_{F}^{2}', '2*normF(A)^2'],
    ['\\|x\\|^2 + \\|y\\|_1', 'norm2(x)^2 + norm1(y)'],
    ['\\log\\det A + \\ln \\det\\left(Z\\right)', 'logdet(A) + logdet(Z)'],
    ['\\operatorname{tr}(A^{\\top} Z)', "tr(A'*Z)"],
  ])('%s', (latex, text) => expect(String(parseLatex(latex, { shapes }))).toBe(String(parse(text, { shapes }))));

  it('reads back what is printed of matrices', () => {
    for (const text of [
      "x'*A*x",
      "inv(A)'*x",
      "inv(Z)'*inv(Z)'*x",
      "inv(A*Z + A)'",
      'det(Z)*inv(Z)',
      'normF(A)^2',
      "A.*Z./A'",
    ]) {
      const f = parse(text, { shapes });
      expect(equals(parseLatex(toLatex(f), { shapes }), f), toLatex(f)).toBe(true);
    }
  });

  it('keeps T an exponent where it is a number, and refuses a Kronecker sign', () => {
    expect(String(parseLatex('A + x^{\\top} x^{\\circ T}', { shapes: { ...shapes, T: [] } }))).toBe("A + x'*x.^T");
    expect(String(parseLatex('x^T'))).toBe('x^T');
    expect(() => parseLatex('A \\otimes Z', { shapes })).toThrow(ParseError);
  });
});
