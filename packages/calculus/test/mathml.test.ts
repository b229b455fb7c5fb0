import { describe, expect, it } from 'vitest';
import { explain, parse } from '../src/index.js';
import { latexToMathML } from '../src/mathml.js';

describe('latexToMathML', () => {
  it.each([
    ['x\\,y', '<mrow><mi>x</mi><mspace width="0.167em"></mspace><mo>\u2062</mo><mi>y</mi></mrow>'],
    ['a \\quad b', '<mrow><mi>a</mi><mspace width="1em"></mspace><mo>\u2062</mo><mi>b</mi></mrow>'],
    ['\\tfrac{1}{2}', '<mfrac displaystyle="false"><mn>1</mn><mn>2</mn></mfrac>'],
    ['\\hat{x}', '<mover accent="true"><mi>x</mi><mo stretchy="false">^</mo></mover>'],
    [
      '2\\sin x',
      '<mrow><mn>2</mn><mo rspace="0.167em">\u2062</mo><mi>sin</mi><mo rspace="0.167em">\u2061</mo><mi>x</mi></mrow>',
    ],
    ['(x)-y', '<mrow><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo><mo>\u2212</mo><mi>y</mi></mrow>'],
    ['\\sum_{i} x', '<mrow><munder><mo>\u2211</mo><mi>i</mi></munder><mi>x</mi></mrow>'],
    [
      '\\begin{pmatrix} x \\\\[0.3em] y \\end{pmatrix}',
      '<mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr></mtable>',
    ],
    ['\\{x\\}', '<mrow><mo>{</mo><mi>x</mi><mo>}</mo></mrow>'],
    ['\\text{<b>}', '<mtext>&#60;b&#62;</mtext>'],
  ])('%s', (latex, expected) => expect(latexToMathML(latex)).toContain(expected));

  it('knows every command in the steps of every kind of explanation', () => {
    const shapes = { A: ['n', 'n'], X: ['m', 'n'], x: ['n'], y: ['m'], a: ['n'] };
    const told = [
      explain({ kind: 'derivative', f: parse('x^2*sin(2y)/sqrt(x) + abs(x)^(1/3) + log2(x)'), wrt: ['x', 'y'] }),
      explain({ kind: 'derivative', f: parse('atan(x)*tanh(y) + max(x, y)*where(x, x, y)'), wrt: 'x' }),
      explain({ kind: 'derivative', f: parse("x'*A*x + logdet(A) + tr(A*A') + norm2(x)", { shapes }), wrt: 'A' }),
      explain({ kind: 'derivative', f: parse('norm2(X*a - y)^2 + sum(softmax(a) ./ exp(a))', { shapes }), wrt: 'a' }),
      explain({
        kind: 'chain',
        f: parse('exp(u)*sin(v)'),
        variable: 'x',
        inner: { u: parse('x*y'), v: parse('x + y') },
      }),
      explain({
        kind: 'directional',
        f: parse('x^3 - x*y^2 - z'),
        vars: ['x', 'y', 'z'],
        direction: [2, -2, -1],
        at: { x: 1, y: 1, z: 0 },
      }),
      explain({ kind: 'taylor', f: parse('exp(x)*cos(y)'), at: { x: 0, y: 0 }, order: 3 }),
      explain({ kind: 'hessian-test', f: parse('x^2 + 3x*y + y^2'), vars: ['x', 'y'], at: { x: 0, y: 0 } }),
    ];
    const functions =
      /^(?:sin|cos|tan|arctan|sinh|cosh|tanh|ln|log|lg|exp|max|min|det|tr|sign|sgn|diag|vec|softmax|logsumexp|sum|adj|d|f|else|if)$/;
    const words = told
      .flatMap(({ steps }) => steps.map((step) => latexToMathML(step.formula)))
      .flatMap((markup) => [...markup.matchAll(/<mi[^>]*>([^<]{2,})<\/mi>/gu)].map((found) => found[1]!))
      .filter((word) => /^[a-z]+$/i.test(word));
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((word) => !functions.test(word))).toEqual([]);
  });
});
