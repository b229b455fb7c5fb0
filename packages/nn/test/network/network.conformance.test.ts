// The layers' derivatives against those that @nablajs/calculus derives from the same formulas.
import { diff, evaluate, parse } from '@nablajs/calculus';
import { random, type Tensor, tensor } from '@nablajs/core-wasm';
import { gelu, type Layer, leakyRelu, Network, relu, sigmoid, TwoLayerNet, tanh } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

function agree(ours: Tensor, right: Tensor): void {
  expect(ours.shape).toEqual(right.shape);
  const expected = right.toTypedArray();
  ours.toTypedArray().forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(expected[i]!)));
  });
}

describe('the course’s backpropagation (53)–(56) is the derivative of its formula', () => {
  const shapes = { X: ['N', 'p'], V: ['p', 'm'], W: ['m', 'n'], G: ['N', 'n'] };
  const J = parse("tr(G'*(relu(X*V)*W))", { shapes });
  const generator = random(56);
  const [X, G, V, W] = [[4, 6], [4, 3], [6, 5], [5, 3]].map((shape) => generator.normal(shape)) as [Tensor, Tensor, Tensor, Tensor]; // biome-ignore format: one line
  const net = new TwoLayerNet({ inputs: 6, hidden: 5, outputs: 3, bias: false, loss: 'linear', dtype: 'f64' });
  net.setParameters({ W1: V, W2: W });
  const { dW1, dW2, dX, dO } = net.backward(X, G);

  it.each([
    ['V', dW1],
    ['W', dW2],
    ['X', dX],
    ['G', net.forward(X).O],
  ] as const)('with respect to %s', (name, ours) => {
    // biome-ignore format: a table
    agree(ours, evaluate(diff(J, name), { X, V, W, G }) as Tensor);
  });

  it('and dO is the upstream gradient itself', () => agree(dO, G));
});

describe('an activation’s derivative is that of its formula', () => {
  const points = [-3.7, -1, -0.25, 0.125, 0.5, 2, 4.5];
  it.each<[string, Layer]>([
    ['max(x, 0)', relu()],
    ['max(x, 0) + 0.1*min(x, 0)', leakyRelu({ slope: 0.1 })],
    ['tanh(x)', tanh()],
    ['1/(1 + exp(-x))', sigmoid()],
    ['x*(1 + erf(x/sqrt(2)))/2', gelu()],
  ])('%s', (formula, layer) => {
    const net = new Network([layer], { inputs: points.length, loss: 'linear', dtype: 'f64' });
    const f = parse(formula);
    const slope = diff(f, 'x');
    const at = (expr: typeof f): Tensor => tensor([points.map((x) => evaluate(expr, { x }) as number)]);
    agree(net.forward([points]).output, at(f));
    agree(net.backward([points], [points.map(() => 1)]).dX, at(slope));
  });
});
