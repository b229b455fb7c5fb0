import { ArgumentError } from '@nablajs/core-wasm';
import {
  batchNorm,
  dense,
  dropout,
  explainBackward,
  gelu,
  leakyRelu,
  Network,
  relu,
  sigmoid,
  softmax,
  TwoLayerNet,
  tanh,
} from '@nablajs/nn';
import katex from 'katex';
import { describe, expect, it } from 'vitest';

describe('explainBackward', () => {
  const net = new TwoLayerNet({ inputs: 100, hidden: 512, outputs: 10, loss: 'mse' });

  it('gives the course’s formulas (51)–(56), in their order', () => {
    const { steps } = explainBackward(net);
    expect(steps.flatMap(({ formulas }) => formulas)).toEqual([
      'Y = X·W1 + 𝟏·b1ᵀ',
      'Z = relu(Y)',
      'O = Z·W2 + 𝟏·b2ᵀ',
      'J = (1/(N·K))·Σ (O − T)²',
      'dO = 2·(O − T)/(N·K)',
      'dW2 = Zᵀ·dO',
      'db2 = dOᵀ·𝟏',
      'dZ = dO·W2ᵀ',
      'dY = dZ ∘ [Y ≥ 0]',
      'dW1 = Xᵀ·dY',
      'db1 = dYᵀ·𝟏',
      'dX = dY·W1ᵀ',
    ]);
  });

  it('names the shape of every derivative: that of the quantity itself', () => {
    const shapes = Object.assign({}, ...explainBackward(net).steps.map((step) => step.shapes));
    expect(shapes).toMatchObject({
      W1: '100×512',
      dW1: '100×512',
      b2: '10',
      db2: '10',
      dY: 'N×512',
      dX: 'N×100',
      dO: 'N×10',
    });
  });

  it('says the rule of relu′(0), and speaks Chinese', () => {
    const torch = new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1, reluGradientAtZero: 0 });
    expect(explainBackward(torch, { language: 'zh' }).toMarkdown()).toContain('dY = dZ ∘ [Y > 0]');
    expect(explainBackward(torch, { language: 'zh' }).steps[0]!.title).toBe('前向通过第 1 层（dense）');
    expect(() => explainBackward(torch, { language: 'fr' as never })).toThrow(ArgumentError);
  });

  it('gives a reason for every step back, in the language asked for', () => {
    for (const [language, letters] of [
      ['en', /[a-z] [a-z]/],
      ['zh', /[\u4e00-\u9fff]/],
    ] as const) {
      const { steps, notation, toMarkdown } = explainBackward(net, { language }); // biome-ignore format: one line
      const reasons = steps.slice(3).map(({ reason }) => reason!);
      for (const text of [notation, ...reasons]) {
        expect(text).toMatch(letters);
        expect(toMarkdown()).toContain(text);
      }
      expect(/[\u4e00-\u9fff]/.test(toMarkdown())).toBe(language === 'zh');
    }
  });

  it('is a LaTeX document’s part, with derivatives as fractions', () => {
    const { steps, toLatex } = explainBackward(net);
    expect(steps.flatMap(({ latex }) => latex)).toEqual([
      'Y = X\\,W_{1} + \\mathbf{1}\\,b_{1}^{\\top}',
      'Z = \\operatorname{relu}(Y)',
      'O = Z\\,W_{2} + \\mathbf{1}\\,b_{2}^{\\top}',
      'J = (1/(N\\,K))\\,\\sum (O - T)^{2}',
      '\\frac{\\partial J}{\\partial O} = 2\\,(O - T)/(N\\,K)',
      '\\frac{\\partial J}{\\partial W_{2}} = Z^{\\top}\\,\\frac{\\partial J}{\\partial O}',
      '\\frac{\\partial J}{\\partial b_{2}} = \\left(\\frac{\\partial J}{\\partial O}\\right)^{\\top}\\,\\mathbf{1}',
      '\\frac{\\partial J}{\\partial Z} = \\frac{\\partial J}{\\partial O}\\,W_{2}^{\\top}',
      '\\frac{\\partial J}{\\partial Y} = \\frac{\\partial J}{\\partial Z} \\odot [Y \\ge 0]',
      '\\frac{\\partial J}{\\partial W_{1}} = X^{\\top}\\,\\frac{\\partial J}{\\partial Y}',
      '\\frac{\\partial J}{\\partial b_{1}} = \\left(\\frac{\\partial J}{\\partial Y}\\right)^{\\top}\\,\\mathbf{1}',
      '\\frac{\\partial J}{\\partial X} = \\frac{\\partial J}{\\partial Y}\\,W_{1}^{\\top}',
    ]);
    const text = toLatex();
    expect(text.match(/begin\{align\*\}/g)).toHaveLength(steps.length);
  });

  it('leaves no sign in LaTeX that is none of it, and closes its braces, for every layer and loss', () => {
    const layers = [dense(2, 3), batchNorm(3), relu(), leakyRelu(), gelu(), tanh(), sigmoid(), dropout(0.5), softmax()];
    for (const loss of ['mse', 'sse', 'linear', 'softmax-cross-entropy'] as const) {
      const text = explainBackward(new Network(layers, { loss })).toLatex();
      expect(text.match(/[^\x20-\x7e\nε]/gu) ?? []).toEqual([]);
      expect(text.match(/\{/g)!.length).toBe(text.match(/\}/g)!.length);
      expect(text.match(/\$/g)!.length % 2).toBe(0);
    }
  });

  it('is mathematics that KaTeX sets, in both languages, for every layer and loss', () => {
    const layers = [dense(2, 3), batchNorm(3), relu(), leakyRelu(), gelu(), tanh(), sigmoid(), dropout(0.5), softmax()];
    const render = (text: string): string => katex.renderToString(text, { displayMode: true, throwOnError: true, strict: 'error' }); // biome-ignore format: one line
    for (const loss of ['mse', 'sse', 'linear', 'softmax-cross-entropy'] as const) {
      for (const language of ['en', 'zh'] as const) {
        const explanation = explainBackward(new Network(layers, { loss }), { language });
        for (const { latex } of explanation.steps) for (const formula of latex) render(formula);
        const text = explanation.toLatex();
        const displays = text.match(/\\begin\{align\*\}[\s\S]*?\\end\{align\*\}/g)!;
        const inline = text.match(/\$[^$]+\$/g)!.map((formula) => formula.slice(1, -1));
        expect(displays.length + inline.length).toBeGreaterThan(4 * layers.length);
        for (const formula of [...displays, ...inline]) render(formula);
      }
    }
  });

  it('has, for every layer, the way forward and the way back', () => {
    const layers = [dense(2, 3), batchNorm(3), relu(), leakyRelu(), gelu(), tanh(), sigmoid(), dropout(0.5), softmax()];
    const { steps } = explainBackward(new Network(layers, { loss: 'mse' }));
    expect(steps).toHaveLength(2 * layers.length + 1);
    for (const { formulas } of steps) expect(formulas.length).toBeGreaterThan(0);
    for (const { formulas } of steps.slice(layers.length)) expect(formulas.at(-1)).toMatch(/^d/);
  });
});
