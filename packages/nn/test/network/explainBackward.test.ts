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
import { describe, expect, it } from 'vitest';

describe('explainBackward', () => {
  const net = new TwoLayerNet({ inputs: 100, hidden: 512, outputs: 10, loss: 'mse' });

  it('gives the course’s formulas (51)–(56), in their order', () => {
    const { steps } = explainBackward(net);
    expect(steps.flatMap(({ formulas }) => formulas)).toEqual([
      'Y = X·W1 + 1·b1ᵀ',
      'Z = relu(Y)',
      'O = Z·W2 + 1·b2ᵀ',
      'J = (1/(N·width))·Σ (O − T)²',
      'dO = 2·(O − T)/(N·width)',
      'dW2 = Zᵀ·dO',
      'db2 = Σ rows dO',
      'dZ = dO·W2ᵀ',
      'dY = dZ ∘ [Y ≥ 0]',
      'dW1 = Xᵀ·dY',
      'db1 = Σ rows dY',
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

  it('has, for every layer, the way forward and the way back', () => {
    const layers = [dense(2, 3), batchNorm(3), relu(), leakyRelu(), gelu(), tanh(), sigmoid(), dropout(0.5), softmax()];
    const { steps } = explainBackward(new Network(layers, { loss: 'mse' }));
    expect(steps).toHaveLength(2 * layers.length + 1);
    for (const { formulas } of steps) expect(formulas.length).toBeGreaterThan(0);
    for (const { formulas } of steps.slice(layers.length)) expect(formulas.at(-1)).toMatch(/^d/);
  });
});
