import { expect, it } from 'vitest';
import { typeset } from '../src/typeset.js';

it.each([
  ['2*x*sin(2*y)', '2x·sin(2y)'],
  ['x^2*y - 3*x*y^10', 'x²·y − 3x·y¹⁰'],
  ['exp(x^(-2))', 'exp(x⁻²)'],
  ['x^(1/2)', 'x^(1/2)'],
  ['(x^2 + y^2)^3', '(x² + y²)³'],
  ["(A + A')*x", '(A + Aᵀ)·x'],
  ["2*X'*X*a - 2*X'*y", '2Xᵀ·X·a − 2Xᵀ·y'],
  ["X'*((G*W').*step(X*V))", 'Xᵀ·((G·Wᵀ) ∘ step(X·V))'],
  ['x_0^2*sin(a)', 'x₀²·sin(a)'],
  ['y^3/3 + x2*y', 'y³/3 + x2·y'],
])('%s reads %s', (formula, shown) => expect(typeset(formula)).toBe(shown));
