import { type Expr, explain, parse, symbol } from '@nablajs/calculus';
import type { Tensor } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { explainMatrix } from '../../src/matrix/explainMatrix.js';
import type { MatrixDerivativeOptions } from '../../src/matrix/matrixDerivative.js';
import { course } from './tables/course.js';

type Shapes = Record<string, (string | number)[]>;

function stepsOf(text: string, wrt: string, shapes: Shapes, language: 'en' | 'zh' = 'en'): [string, string][] {
  const { steps } = explainMatrix(parse(text, { shapes }), symbol(wrt, shapes[wrt]), language);
  return steps.map((step) => [step.title, step.text]);
}

describe('steps of a matrix derivative', () => {
  it('writes the quadratic form (38) as on a blackboard', () => {
    expect(stepsOf("x'*A*x", 'x', { A: ['n', 'n'], x: ['n'] })).toEqual([
      ['Take the differential', "df = d(x'*A*x)"],
      ['product rule: d(A·B) = dA·B + A·dB', "df = x'*A'*dx + x'*A*dx"],
      ["transpose: d(A') = (dA)', for x'", "df = x'*(A + A')*dx"],
      ['Only dx is left: read off the gradient, which has the shape of x, n', "∂f/∂x = (A + A')*x"],
    ]);
  });

  it('carries least squares (43) through to the normal equations', () => {
    const texts = stepsOf('norm2(X*a - y)^2', 'a', { X: ['m', 'n'], a: ['n'], y: ['m'] }).map(([, text]) => text);
    expect(texts).toEqual([
      'df = d(norm2(X*a - y)^2)',
      'df = 2*norm2(X*a - y)*d(norm2(X*a - y))',
      "df = 2*(X*a - y)'*d(X*a - y)",
      "df = 2*(X*a - y)'*d(X*a)",
      "df = 2*(X*a - y)'*X*da",
      "∂f/∂a = 2*X'*(X*a - y)",
      "2*X'*X*a - 2*X'*y = 0",
      "X'*X*a = X'*y",
      "∂²f/∂a² = 2*X'*X",
      "a = inv(X'*X)*X'*y",
    ]);
  });

  it('finds the same normal equations for the mean square, and none where the point is a maximum or the sign unknown', () => {
    const shapes = { X: ['m', 'n'], a: ['n'], y: ['m'] };
    const last = (text: string): string[] =>
      stepsOf(text, 'a', shapes)
        .slice(-4)
        .map(([, step]) => step);
    expect(last('norm2(X*a - y)^2/m')).toEqual([
      "2*X'*X*a/m - 2*X'*y/m = 0",
      "X'*X*a = X'*y",
      "∂²f/∂a² = 2*X'*X/m",
      "a = inv(X'*X)*X'*y",
    ]);
    expect(last('-norm2(X*a - y)^2').at(-1)).toBe("∂f/∂a = -2*X'*(X*a - y)");
    expect(last('c*norm2(X*a - y)^2').at(-1)).toMatch(/^∂f/);
  });

  it('carries ridge regression to its normal equations, with the condition and a way to compute it', () => {
    const shapes = { X: ['m', 'n'], a: ['n'], y: ['m'], B: ['n', 'k'], Y: ['m', 'k'], A: ['n', 'n'], b: ['n'] };
    const last = (text: string, wrt: string, language: 'en' | 'zh' = 'en') =>
      stepsOf(text, wrt, shapes, language).slice(-4);
    const ridge = last('norm2(X*a - y)^2 + lambda*norm2(a)^2', 'a');
    expect(ridge.map(([, text]) => text)).toEqual([
      "2*X'*X*a + 2*lambda*a - 2*X'*y = 0",
      "(X'*X + lambda*eye(n))*a = X'*y",
      "∂²f/∂a² = 2*X'*X + 2*lambda*eye(n)",
      "a = inv(X'*X + lambda*eye(n))*X'*y",
    ]);
    expect(ridge.map(([title]) => title).slice(2)).toEqual([
      'For lambda > 0 the Hessian is positive definite, whatever the ranks, so the solution is the only minimum',
      'Compute it by QR of the stacked rows of X, sqrt(lambda)*I: the matrix of the system has the square of the condition number',
    ]);
    expect(last("norm2(X*a - y)^2 + a'*a", 'a')[2]![0]).toMatch(/^The Hessian is positive definite/);
    expect(last("norm2(X*a - y)^2 - a'*a", 'a')[2]![0]).toMatch(/^If the Hessian is positive definite/);
    expect(last('norm2(X*a - y)^2 + lambda*norm2(a)^2', 'a', 'zh')[2]![0]).toMatch(/^当 lambda > 0 时/);
    const several = last('normF(X*B - Y)^2', 'B');
    expect(several[1]![1]).toBe("X'*X*B = X'*Y");
    expect(several[2]![0]).toMatch(/^Every column of B has the Hessian H\. .*full column rank$/);
    expect(last("a'*A*a/2 - b'*a", 'a').map(([, text]) => text)[1]).toBe("(A + A')*a = 2*b");
    expect(stepsOf('norm2(a - b)^2', 'a', shapes).at(-1)![1]).toBe('a = b');
    expect(stepsOf("tr(B*Y'*X)", 'B', shapes).at(-1)![1]).toBe("∂f/∂B = X'*Y");
  });

  it('turns factors under a trace, sums whole matrices, and says so', () => {
    const shapes = { A: ['m', 'n'], B: ['n', 'm'], T: ['m', 'm'] };
    expect(stepsOf('tr(A*B)', 'A', shapes)[2]).toEqual([
      'product rule: d(A·B) = dA·B + A·dB, for A*B; under the trace the factors turn cyclically',
      'df = tr(B*dA)',
    ]);
    expect(stepsOf('tr(A*B)', 'B', shapes)[2]![0]).toBe('product rule: d(A·B) = dA·B + A·dB, for A*B');
    expect(stepsOf('sum((A*B - T).^2)/2', 'A', shapes)[2]![1]).toBe('df = sum(d((A*B - T).^2))/2');
  });

  it('names both conventions for a symmetric variable', () => {
    const S = symbol('S', ['n', 'n'], ['symmetric']);
    const f = parse('logdet(S)', { shapes: { S: ['n', 'n'] }, symmetric: ['S'] });
    const texts = (options: MatrixDerivativeOptions) =>
      explainMatrix(f, S, 'en', options).steps.map(({ rule, text }) => [rule, text]);
    const free = '∂f/∂S = 2*inv(S) - diag(diag(inv(S)))';
    expect(texts({}).slice(-2)).toEqual([
      ['identify', '∂f/∂S = inv(S)'],
      ['free-entries', free],
    ]);
    expect(texts({ entries: 'free' }).at(-1)).toEqual(['layout', free]);
  });

  it('says the rank condition and the advice to use QR in Chinese too', () => {
    const titles = stepsOf('norm2(X*a - y)^2', 'a', { X: ['m', 'n'], a: ['n'], y: ['m'] }, 'zh').map(
      ([title]) => title,
    );
    expect(titles.slice(-4)).toEqual([
      '令梯度为零，并展开',
      '即正规方程',
      '黑塞矩阵半正定，所以每个解都是最小值点；当且仅当 X 列满秩时解唯一',
      "用 X 的 QR 分解求解：X'*X 的条件数是 X 的平方",
    ]);
  });

  it('falls back to index form where there is no matrix notation', () => {
    const steps = stepsOf('inv(X)', 'X', { X: ['n', 'n'] });
    expect(steps.at(-1)).toEqual([
      'No matrix notation holds so many indices: the result in index form',
      '∂f/∂X = -inv(X)[i,k]*inv(X)[l,j]',
    ]);
  });

  it.each(course.map((row) => [row.number, row.text, row] as const))(
    'ends (%s) %s in the derivative',
    (_n, text, row) => {
      const f: Expr = parse(text, { shapes: row.shapes, symmetric: row.symmetric });
      for (const language of ['en', 'zh'] as const) {
        const options = { assume: row.assume };
        const { steps, result } = explainMatrix(f, symbol(row.wrt, row.shapes[row.wrt]), language, options);
        expect(result.toString()).toBe(row.printed);
        const turned = f.shape.length === 1 ? "'" : '';
        expect(steps.some((step) => step.text === `∂f/∂${row.wrt}${turned} = ${row.printed}`)).toBe(true);
        for (const step of steps) expect(step.text + step.latex).not.toMatch(/QdQ|undefined/);
      }
    },
  );
});

describe('options of explain', () => {
  const shapes = { x: ['n'], A: ['m', 'n'], X: ['n', 'n'] } as const;
  const f = (text: string) => parse(text, { shapes });

  it("writes a Jacobian as the course does, ∂f/∂x' = A, and its transpose ∂f/∂x = A'", () => {
    const told = explain({ kind: 'derivative', f: f('A*x'), wrt: 'x' });
    expect(told.steps.at(-1)?.plain).toBe("∂f/∂x' = A");
    expect(told.steps.at(-1)?.formula).toContain('\\partial \\mathbf{x}^{\\top}}');
    const turned = explain({ kind: 'derivative', f: f('A*x'), wrt: 'x', layout: 'denominator' });
    expect(turned.steps.at(-1)?.plain).toBe("∂f/∂x = A'");
  });

  it('takes the determinant as that of an invertible matrix', () => {
    const told = explain({ kind: 'derivative', f: f('det(X)'), wrt: 'X', assume: 'invertible' });
    expect(String(told.result)).toBe("det(X)*inv(X)'");
  });

  it('evaluates at matrices', () => {
    const at = {
      x: [1, 2],
      X: [
        [1, 2],
        [3, 4],
      ],
    };
    const told = explain({ kind: 'derivative', f: f("x'*X*x"), wrt: 'x', at }, { language: 'zh' });
    expect((told.result as Tensor).toArray()).toEqual([12, 21]);
    expect(told.steps.at(-1)?.formula).toBe('\\begin{pmatrix} 12 \\\\ 21 \\end{pmatrix}');
  });
});
