// The layers' derivatives against those that @nablajs/calculus derives from the same formulas.
import { diff, evaluate, parse } from '@nablajs/calculus';
import { eye, random, type Tensor, tensor } from '@nablajs/core-wasm';
import {
  batchNorm,
  dense,
  dropout,
  gelu,
  type Layer,
  type LossName,
  leakyRelu,
  Network,
  relu,
  sigmoid,
  softmax,
  TwoLayerNet,
  tanh,
} from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

/** Vectors of calculus are columns; of a network, rows. */
function agree(ours: Tensor, right: Tensor): void {
  expect(ours.size).toBe(right.size);
  if (right.shape.length === 2) expect(ours.shape).toEqual(right.shape);
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

/** Derivatives of a formula at the values, by name. */
function derivatives(formula: string, shapes: Record<string, number[]>, values: Record<string, Tensor>) {
  const J = parse(formula, { shapes });
  return {
    value: evaluate(J, values) as number,
    of: (name: string): Tensor => evaluate(diff(J, name), values) as Tensor,
  };
}

describe('a layer’s derivative is that of its formula', () => {
  const generator = random(57);
  const network = (layer: Layer, inputs: number): Network<'linear'> =>
    new Network([layer], { inputs, loss: 'linear', dtype: 'f64' });

  it('dense, with a bias', () => {
    const [X, G, W, b] = [[4, 3], [4, 2], [3, 2], [2]].map((shape) => generator.normal(shape)) as [Tensor, Tensor, Tensor, Tensor]; // biome-ignore format: one line
    const net = network(dense(3, 2), 3);
    net.setParameters({ W1: W, b1: b });
    const { loss, dX, gradients } = net.backward(X, G);
    const shapes = { X: [4, 3], W: [3, 2], b: [2], G: [4, 2] };
    const right = derivatives("tr(G'*(X*W + ones(4,1)*b'))", shapes, { X, G, W, b });
    expect(loss).toBeCloseTo(right.value, 13);
    for (const [name, ours] of [['X', dX], ['W', gradients.W1!], ['b', gradients.b1!]] as const) agree(ours, right.of(name)); // biome-ignore format: one line
  });

  it('softmax, of a row', () => {
    const [x, g] = [generator.normal([5]), generator.normal([5])];
    const { dX } = network(softmax(), 5).backward(x.reshape([1, 5]), g.reshape([1, 5]));
    agree(dX, derivatives("g'*softmax(x)", { x: [5], g: [5] }, { x, g }).of('x'));
  });

  it.each([true, false])('batchNorm, of a column; training: %s', (training) => {
    const [x, g] = [generator.normal([6]), generator.normal([6])];
    const net = network(batchNorm(1, { epsilon: 0.01 }), 1);
    net.setParameters({ gamma1: [1.5], beta1: [-0.5], mean1: [0.3], variance1: [0.8] });
    const { dX, gradients } = net.backward(x.reshape([6, 1]), g.reshape([6, 1]), { training });
    const [mean, variance] = training ? ['mean(x)', 'mean((x - mean(x)).^2)'] : ['0.3', '0.8'];
    const shapes = { x: [6], g: [6], gamma: [], beta: [] };
    const values = { x, g, gamma: tensor(1.5), beta: tensor(-0.5) };
    const right = derivatives(`sum(g .* (gamma*(x - ${mean})/sqrt(${variance} + 0.01) + beta))`, shapes, values);
    agree(dX, right.of('x'));
    for (const [name, ours] of [['gamma', gradients.gamma1!], ['beta', gradients.beta1!]] as const) expect(ours.item()).toBeCloseTo(Number(right.of(name)), 12); // biome-ignore format: one line
  });

  it('dropout is linear with the mask that was drawn: J = Σ X ∘ dX, and dX is G times 0 or 1/(1 − p)', () => {
    const [X, G] = [generator.normal([20, 10]), generator.normal([20, 10])];
    const { loss, dX } = network(dropout(0.25), 10).backward(X, G, { training: true });
    const [x, g, dx] = [X, G, dX].map((t) => t.toTypedArray()) as [Float64Array, Float64Array, Float64Array];
    expect(dx.reduce((sum, d, i) => sum + d * x[i]!, 0)).toBeCloseTo(loss, 11);
    const factors = new Set(dx.map((d, i) => Number((d / g[i]!).toFixed(12))));
    expect([...factors].sort()).toEqual([0, Number((4 / 3).toFixed(12))]);
  });
});

describe('a loss’s derivative is that of its formula', () => {
  const [O, T] = [random(58).normal([4, 3]), random(59).uniform([4, 3], { low: 0, high: 1 })];
  const network = (loss: LossName): Network<LossName> => {
    const net = new Network([dense(3, 3, { bias: false })], { loss, dtype: 'f64' });
    net.setParameters({ W1: eye(3) });
    return net;
  };

  it.each<[LossName, string]>([
    ['mse', 'sum((O - T).^2)/12'],
    ['sse', 'sum((O - T).^2)'],
    ['linear', "tr(T'*O)"],
  ])('%s', (loss, formula) => {
    const { loss: J, dX } = network(loss).backward(O, T);
    const right = derivatives(formula, { O: [4, 3], T: [4, 3] }, { O, T });
    expect(J).toBeCloseTo(right.value, 13);
    agree(dX, right.of('O'));
  });

  it('softmax-cross-entropy, row by row, for weights of any sum', () => {
    const { loss, dX } = network('softmax-cross-entropy').backward(O, T);
    const [dO, o, t] = [dX, O, T].map((matrix) => matrix.toArray() as number[][]) as [
      number[][],
      number[][],
      number[][],
    ];
    const total = o.reduce((sum, row, i) => {
      const values = { o: tensor(row), t: tensor(t[i]!) };
      const right = derivatives("(sum(t)*logsumexp(o) - t'*o)/4", { o: [3], t: [3] }, values);
      agree(tensor(dO[i]!), right.of('o'));
      return sum + right.value;
    }, 0);
    expect(loss).toBeCloseTo(total, 13);
  });
});
