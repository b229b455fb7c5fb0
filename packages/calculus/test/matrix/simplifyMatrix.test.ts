import { diff, equals, expand, parse, simplify, toLatex } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';

const shapes = {
  A: ['n', 'n'],
  B: ['n', 'n'],
  D: ['n', 'n'],
  Q: ['n', 'n'],
  S: ['n', 'n'],
  X: ['m', 'n'],
  a: ['n'],
  x: ['n'],
  y: ['m'],
} as const;
const read = (text: string) => parse(text, { shapes, symmetric: ['S'], diagonal: ['D'], orthogonal: ['Q'] });

describe('the matrix simplifier', () => {
  it.each([
    ["A*x + A'*x", "(A + A')*x"],
    ["x'*A*a + x'*B*a", "x'*A*a + x'*B*a"],
    ['A*B*x + A*D*x', 'A*(B + D)*x'],
    ["(A*B)'", "B'*A'"],
    ["((A*x)')'", 'A*x'],
    ["(A + A')'", "A + A'"],
    ["(x - a)'", "(x - a)'"],
    ["S' - S", 'zeros(n, n)'],
    ["(S*A*S)'", "S*A'*S"],
    ["D'", 'D'],
    ['inv(Q)', "Q'"],
    ['inv(A)*A*x', 'x'],
    ["inv(A)'*A'*x", 'x'],
    ['inv(A*B)', 'inv(B)*inv(A)'],
    ['inv(inv(A))', 'A'],
    ["inv(X'*X)'", "inv(X'*X)"],
    ['inv(2*A)', 'inv(A)/2'],
    ['eye(n)*A*eye(n)', 'A'],
    ['A^0*x', 'x'],
    ['A^-2', 'inv(A)^2'],
    ['tr(B*A) - tr(A*B)', '0'],
    ["tr(A') - tr(A)", '0'],
    ["tr(a*x')", "a'*x"],
    ['tr(kron(A, B))', 'tr(A)*tr(B)'],
    ['tr(eye(n))', 'n'],
    ["det(A')", 'det(A)'],
    ['det(A*B)', 'det(A)*det(B)'],
    ['det(inv(A))', '1/det(A)'],
    ["a'*A'*x - x'*A*a", '0'],
    ["x*x'*a", "a'*x*x"],
    ['diag(x)*a', 'a.*x'],
    ['diag(x)*diag(a)', 'diag(a.*x)'],
    ['diag(diag(x))', 'x'],
    ['A.*A', 'A.^2'],
    ['A - A', 'zeros(n, n)'],
    ["sum(X') - sum(X)", '0'],
    ['2*sum(3*x)', '6*sum(x)'],
  ])('%s → %s', (text, expected) => {
    expect(simplify(read(text)).toString()).toBe(expected);
    expect(equals(read(text), read(expected))).toBe(true);
  });

  it.each([
    ["2*X'*(X*a - y)", "2*X'*X*a - 2*X'*y"],
    ["(X*a - y)'*(X*a - y)", "a'*X'*X*a - 2*y'*X*a + y'*y"],
    ['(A + B)*(A - B)', 'A^2 - A*B + B*A - B^2'],
    ['(x + a).*x', 'x.^2 + a.*x'],
  ])('expands %s to %s', (text, expected) => {
    const expanded = expand(read(text));
    expect(equals(expanded, read(expected))).toBe(true);
    expect(expanded.toString()).toHaveLength(expected.length);
  });

  it('gives the normal equations of the course when the gradient (43) is multiplied out', () => {
    expect(expand(diff(read('norm2(X*a - y)^2'), 'a')).toString()).toBe("2*X'*X*a - 2*X'*y");
  });

  it('decides false equalities', () => {
    expect(equals(read('A*B'), read('B*A'))).toBe(false);
    expect(equals(read("A'"), read('A'))).toBe(false);
    expect(equals(read("S'"), read('S'))).toBe(true);
    expect(equals(read('A*x'), read("(x'*A)'"))).toBe(false);
    expect(equals(read('x'), read("x'"))).toBe(false);
  });

  it.each([
    ["(A + A')*x", '\\left(\\mathbf{A} + \\mathbf{A}^{\\top}\\right) \\mathbf{x}'],
    ["det(A)*inv(A)'", '\\det\\left(\\mathbf{A}\\right) \\mathbf{A}^{-\\top}'],
    ["ones(n)*x'", '\\mathbf{1} \\mathbf{x}^{\\top}'],
    ['(A*B).*B', '\\mathbf{B} \\odot \\left(\\mathbf{A} \\mathbf{B}\\right)'],
    ['x/norm2(x)', '\\frac{\\mathbf{x}}{\\left\\|\\mathbf{x}\\right\\|_2}'],
    ['A^3*x', '\\mathbf{A}^{3} \\mathbf{x}'],
  ])('sets %s as %s', (text, latex) => {
    expect(toLatex(simplify(read(text)))).toBe(latex);
  });
});
