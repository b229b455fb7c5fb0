// All four packages together in a real browser: derive, descend, train.
import { diff, evaluate, parse } from '@nablajs/calculus';
import { tensor } from '@nablajs/core-wasm';
import { minimize } from '@nablajs/optim';
import { describe, expect, it } from 'vitest';
import { TwoLayerNet } from '../src/index.js';

describe('the packages in a browser', () => {
  it('derive a formula', () => {
    expect(evaluate(diff(parse('x^2*sin(2y)'), 'x', 'y'), { x: 3, y: 0 })).toBe(12);
  });

  it('descend a formula to its minimum', () => {
    const { x, status } = minimize(parse('(1 - x)^2 + 100*(y - x^2)^2'), [-1.2, 1], { method: 'bfgs' });
    expect(status).toBe('converged');
    for (const coordinate of x) expect(coordinate).toBeCloseTo(1, 5);
  });

  it('train a network on exclusive or', async () => {
    const net = new TwoLayerNet({ inputs: 2, hidden: 16, outputs: 2, seed: 1 });
    const X = tensor(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      { dtype: 'f32' },
    );
    const labels = [0, 1, 1, 0];
    await net.fit(X, labels, { epochs: 300, batchSize: 4, optimizer: 'adam', learningRate: 0.05 });
    expect(net.evaluate(X, labels).accuracy).toBe(1);
  });
});
