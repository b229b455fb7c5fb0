import { diff, evaluate, parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { deviation, differences, flat, valuesOf } from './tables/differences.js';

const shapes = {
  A: ['n', 'n'],
  B: ['n', 'n'],
  P: ['n', 'n'],
  X: ['n', 'n'],
  Y: ['m', 'n'],
  C: ['m', 'n'],
  x: ['n'],
  y: ['n'],
  w: ['n'],
  s: [],
} as const;

/** Function, variable, printed gradient and Hessian. */
type Row = readonly [text: string, wrt: string, gradient?: string, hessian?: string];

const table: readonly Row[] = [
  ["x'*A*x + y'*x", 'x', "(A + A')*x + y", "A + A'"],
  ['norm2(A*x - y)^2', 'x', "2*A'*(A*x - y)", "2*A'*A"],
  ["(A*x - y)'*(A*x - y) + s*x'*x", 'x', "2*A'*(A*x - y) + 2*s*x", "2*A'*A + 2*s*eye(n)"],
  ['logsumexp(C*x)', 'x', "C'*softmax(C*x)", "C'*(diag(softmax(C*x)) - softmax(C*x)*softmax(C*x)')*C"],
  ['norm2(x)', 'x', 'x/norm2(x)', "eye(n)/norm2(x) - x*x'/norm2(x)^3"],
  ['norm2(x)^3', 'x', '3*norm2(x)*x', "3*x*x'/norm2(x) + 3*norm2(x)*eye(n)"],
  ["exp(x'*y)", 'x', "exp(x'*y)*y", "exp(x'*y)*y*y'"],
  ["(x'*A*x)^2", 'x', "2*x'*A*x*(A + A')*x", "2*(A + A')*x*x'*(A + A') + 2*x'*A*x*(A + A')"],
  ["log(x'*A'*A*x + 1)", 'x'],
  ["x'*A*x/(x'*x)", 'x'],
  ['sum(log(1 + exp(-y.*(X*w))))', 'w', "-X'*(y.*exp(-y.*(X*w))./(exp(-y.*(X*w)) + 1))"],
  ['sum(sin(x).*cos(x))', 'x', 'cos(x).^2 - sin(x).^2', '-4*diag(sin(x).*cos(x))'],
  ["x'*diag(y)*x", 'x', '2*x.*y', '2*diag(y)'],
  ['exp(-norm2(x - y)^2/2)', 'x'],
  ["x'*inv(A)*x", 'x'],
  ["tr(X'*A*X*B)", 'X', "A*X*B + A'*X*B'", 'A[k,i]*B[j,l] + A[i,k]*B[l,j]'],
  ['tr(X^3)', 'X', "3*(X^2)'", '3*X[l,i]*eye(n)[j,k] + 3*eye(n)[i,l]*X[j,k]'],
  ['det(X)', 'X', "adj(X)'", 'cof2(X)[i,j,k,l]'],
  ['logdet(X)', 'X', "inv(X)'", '-inv(X)[l,i]*inv(X)[j,k]'],
  ["det(Y'*Y)", 'Y'],
  ["x'*inv(A)*x", 'A', "-inv(A)'*x*x'*inv(A)'"],
  ['tr(inv(X))', 'X', "-(inv(X)^2)'"],
  ["normF(X - Y'*C)^2", 'Y', "2*C*(Y'*C - X)'", "2*(C*C')[i,k]*eye(n)[j,l]"],
  ['sum(tanh(X*A))', 'X', "(1 - tanh(X*A).^2)*A'"],
  ['logsumexp(X)', 'X', 'exp(X - logsumexp(X))'],
  ["sum((ones(n)*(Y*x)')')", 'x', "n*Y'*ones(m)"],
  ['max(x)', 'x', 'isMax(x)', 'zeros(n, n)'],
  ["min(A*x)*x'*x", 'x'],
  ['normF(Y)', 'Y', 'Y/normF(Y)', 'eye(m)[i,k]*eye(n)[j,l]/normF(Y) - Y[i,j]*Y[k,l]/normF(Y)^3'],
  ["x'*inv(A + s*eye(n))*x", 's'],
];

/** Functions with vector or matrix values: the first derivative only. */
const jacobians: readonly Row[] = [
  ['softmax(A*x)', 'x', "(diag(softmax(A*x)) - softmax(A*x)*softmax(A*x)')*A"],
  ['x/norm2(x)', 'x', "eye(n)/norm2(x) - x*x'/norm2(x)^3"],
  ['sin(A*x)', 'x', 'diag(cos(A*x))*A'],
  ["x*y'*x", 'x', "x*y' + x'*y*eye(n)"],
  ['inv(X)', 'X', '-inv(X)[i,k]*inv(X)[l,j]'],
  ['A*X*B', 'X', 'A[i,k]*B[l,j]'],
  ["X'*X", 'X', 'X[k,i]*eye(n)[j,l] + eye(n)[i,l]*X[k,j]'],
  ['X^3', 'X'],
  ["x*x'", 'x', 'x[i]*eye(n)[j,k] + eye(n)[i,k]*x[j]'],
  ['X*x', 'X', 'eye(n)[i,k]*x[l]'],
  ['diag(X)', 'X'],
  ['vec(Y)', 'Y'],
  ['kron(C, X)', 'X'],
  ['adj(X)', 'X'],
  ['softmax(X)', 'X'],
  ['X.^2', 'X', '2*δ[i,k]*δ[j,l]*X[k,l]'],
  ['inv(A + s*B)', 's', '-inv(s*B + A)*B*inv(s*B + A)'],
  ['kron(x, y)', 'y'],
  ['mean(Y)*Y', 'Y'],
  ["(Y + 2)*(C'.^2)*(ones(n)'*Y')'", 'Y'],
];

function named(rows: readonly Row[]): [string, Row][] {
  return rows.map((row) => [`${row[0]} by ${row[1]}`, row]);
}

describe('gradients and Hessians', () => {
  it.each(named(table))('%s', (_name, [text, wrt, gradient, hessian]) => {
    const f = parse(text, { shapes });
    const first = diff(f, wrt);
    const second = diff(f, wrt, wrt);
    if (gradient !== undefined) expect(first.toString()).toBe(gradient);
    if (hessian !== undefined) expect(second.toString()).toBe(hessian);
    const values = valuesOf({ shapes, positive: ['P'] }, 5);
    expect(deviation(flat(evaluate(first, values)), differences(f, wrt, values))).toBeLessThan(1e-8);
    expect(deviation(flat(evaluate(second, values)), differences(first, wrt, values))).toBeLessThan(1e-8);
  });

  it.each(named(jacobians))('%s', (_name, [text, wrt, printed]) => {
    const f = parse(text, { shapes });
    const derived = diff(f, wrt);
    if (printed !== undefined) expect(derived.toString()).toBe(printed);
    const values = valuesOf({ shapes }, 7);
    expect(deviation(flat(evaluate(derived, values)), differences(f, wrt, values))).toBeLessThan(1e-8);
  });

  it.each(named([...table, ...jacobians]))(
    'prints what it derives from %s so that it can be read again',
    (_name, row) => {
      const [text, wrt] = row;
      const f = parse(text, { shapes });
      const values = valuesOf({ shapes }, 9);
      for (const derived of [diff(f, wrt), ...(f.shape.length === 0 ? [diff(f, wrt, wrt)] : [])]) {
        const again = parse(derived.toString(), { shapes });
        expect(again.shape).toEqual(derived.shape);
        expect(deviation(flat(evaluate(again, values)), flat(evaluate(derived, values)))).toBeLessThan(1e-13);
      }
    },
  );
});
