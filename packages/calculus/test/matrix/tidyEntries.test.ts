import { checkDerivative, diff, parse } from '@nablajs/calculus';
import { expect, it } from 'vitest';

const shapes = { X: ['m', 'n'], w: ['n'], y: ['m'], x: ['n'], A: ['m', 'n'], a: ['n'] } as const;
const f = (text: string) => parse(text, { shapes });

it.each([
  ['sum(log(1 + exp(-y.*(X*w))))', 'w', "X'*diag(y.^2.*exp(-y.*(X*w))./(exp(-y.*(X*w)) + 1).^2)*X"],
  ['sum(x./(1 + x.^2))', 'x', '2*diag(x.*(x.^2 - 3)./(x.^2 + 1).^3)'],
  ['sum(sqrt(x.^2 + 1))', 'x', 'diag(1./(x.^2 + 1).^(3/2))'],
  ['norm2(X - A)', 'X', '(A - X)[i,j]*(X - A)[k,l]/norm2(X - A)^3 + eye(m)[i,k]*eye(n)[j,l]/norm2(X - A)'],
  ['sum(log(1 + exp(X)))', 'X', 'δ[i,k]*δ[j,l]*(exp(X)./(exp(X) + 1).^2)[k,l]'],
])('the Hessian of %s is short', (text, wrt, printed) => {
  const slope = diff(f(text), wrt);
  expect(diff(slope, wrt).toString()).toBe(printed);
  expect(checkDerivative(slope, wrt).maxRelError).toBeLessThan(1e-9);
});

it('tidies the scalar factors of a gradient', () => {
  const slope = diff(f("exp(a'*x)/(1 + exp(a'*x))"), 'x');
  expect(slope.toString()).toBe("exp(a'*x)*a/(exp(a'*x) + 1)^2");
});
