import { evaluate, parse, simplify } from '@nablajs/calculus';
import { abs, matmul, max, random, type Tensor, transpose } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';

const shapes = { X: ['m', 'n'], d: ['m'], e: ['m'], S: ['m', 'm'], A: ['m', 'm'] } as const;

describe("X'·M·X with a symmetric M", () => {
  it.each([
    [60, 50],
    [57, 56],
    [113, 120],
    [300, 33],
    [2, 300],
  ])('is symmetric to the last bit and right, %i×%i', (m, n) => {
    const draw = random(m);
    const [X, d, e, A] = [draw.normal([m, n]), draw.normal([m]), draw.normal([m]), draw.normal([m, m])];
    const S = A.toTypedArray().map((each, k) => each + A.get(k % m, Math.floor(k / m)));
    const values = { X, d, e, A, S: Array.from({ length: m }, (_, i) => [...S.slice(i * m, (i + 1) * m)]) };
    const direct: Record<string, Tensor> = {
      "X'*X": matmul(X, X, { transposeA: true }),
      "X'*diag(d)*X": evaluate(parse("X'*(diag(d)*(X + 0))", { shapes }), values) as Tensor,
      "X'*(diag(d) - 2*e*e')*X": evaluate(parse("X'*((diag(d) - 2*e*e')*(X + 0))", { shapes }), values) as Tensor,
      "X'*S*X": matmul(transpose(X), evaluate(parse('S*X', { shapes }), values) as Tensor),
      "X'*A'*A*X": matmul(transpose(matmul(A, X)), matmul(A, X)),
    };
    for (const [text, expected] of Object.entries(direct)) {
      const product = evaluate(simplify(parse(text, { shapes, symmetric: ['S'] })), values) as Tensor;
      const [got, wanted] = [product.toTypedArray(), expected.toTypedArray()];
      const scale = max(abs(expected)).item();
      let [skewed, worst] = [0, 0];
      got.forEach((each, at) => {
        if (!Object.is(each, got[(at % n) * n + Math.floor(at / n)])) skewed++;
        worst = Math.max(worst, Math.abs(each - wanted[at]!));
      });
      expect({ text, skewed }).toEqual({ text, skewed: 0 });
      expect(worst, text).toBeLessThan(1e-13 * scale);
    }
  });
});
