import {
  ArgumentError,
  matmul,
  NablaError,
  OutOfMemoryError,
  random,
  ShapeError,
  type Tensor,
  tensor,
} from '@nablajs/core-wasm';
import { oneHot, TwoLayerNet } from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const flat = (t: Tensor): number[] => Array.from(t.toTypedArray());
const course = { inputs: 100, hidden: 512, outputs: 10 } as const;

function close(ours: Tensor, right: Tensor, tolerance: number): void {
  expect(ours.shape).toEqual(right.shape);
  const scale = Math.max(...flat(right).map(Math.abs));
  const expected = flat(right);
  expect(Math.max(...flat(ours).map((x, i) => Math.abs(x - expected[i]!)))).toBeLessThanOrEqual(tolerance * scale);
}

describe('TwoLayerNet is the course’s network', () => {
  const net = new TwoLayerNet({ ...course, loss: 'mse', dtype: 'f64', seed: 5 });
  const generator = random(5);
  const X = generator.normal([7, 100]);
  const T = generator.normal([7, 10]);
  net.setParameters({ b1: generator.normal([512]), b2: generator.normal([10]) });
  const { W1, W2 } = net.parameters;
  const forward = net.forward(X);
  const backward = net.backward(X, T);

  it('(51) Z = relu(Y), O = ZW₂ + b₂', () => {
    expect(flat(forward.Z)).toEqual(flat(forward.Y).map((y) => Math.max(y, 0)));
    const bias = flat(net.parameters.b2);
    const O = flat(matmul(forward.Z, W2)).map((o, i) => o + bias[i % 10]!);
    close(forward.O, tensor(O, { shape: [7, 10] }), 1e-14);
  });

  it('(54), (55) dW₂ = Zᵀ·dO, dZ = dO·W₂ᵀ, dW₁ = Xᵀ·dY, dX = dY·W₁ᵀ', () => {
    close(backward.dW2, matmul(forward.Z, backward.dO, { transposeA: true }), 1e-14);
    close(backward.dZ, matmul(backward.dO, W2, { transposeB: true }), 1e-14);
    close(backward.dW1, matmul(X, backward.dY, { transposeA: true }), 1e-14);
    close(backward.dX, matmul(backward.dY, W1, { transposeB: true }), 1e-14);
  });

  it('(56) dY is dZ where y ≥ 0 and 0 where y < 0', () => {
    const y = flat(forward.Y);
    expect(flat(backward.dY)).toEqual(flat(backward.dZ).map((dz, i) => (y[i]! >= 0 ? dz : 0)));
  });

  it('the biases’ gradients are column sums, and the loss is the mean over all entries', () => {
    close(backward.db1, matmul(tensor(new Array(7).fill(1)), backward.dY), 1e-14);
    close(backward.db2, matmul(tensor(new Array(7).fill(1)), backward.dO), 1e-14);
    const target = flat(T);
    const squares = flat(forward.O).reduce((sum, o, i) => sum + (o - target[i]!) ** 2, 0);
    expect(backward.loss).toBeCloseTo(squares / 70, 13);
  });
});

describe('the start', () => {
  it('is drawn from the seed: normal with deviation √(2/inputs), biases 0', () => {
    const a = new TwoLayerNet({ ...course, seed: 9 });
    expect(flat(a.parameters.W1)).toEqual(flat(new TwoLayerNet({ ...course, seed: 9 }).parameters.W1));
    expect(flat(a.parameters.W1)).not.toEqual(flat(new TwoLayerNet({ ...course, seed: 10 }).parameters.W1));
    const weights = flat(a.parameters.W1);
    const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    expect(variance).toBeCloseTo(2 / 100, 3);
    expect(new Set([...flat(a.parameters.b1), ...flat(a.parameters.b2)])).toEqual(new Set([0]));
  });

  it('is f32 with biases, unless told otherwise', () => {
    expect(new TwoLayerNet(course).parameters.W1.dtype).toBe('f32');
    const plain = new TwoLayerNet({ ...course, bias: false, dtype: 'f64' });
    expect(Object.keys(plain.parameters)).toEqual(['W1', 'W2']);
    expect(plain.parameters.W2.dtype).toBe('f64');
    expect(plain.backward([new Array(100).fill(1)], [3]).db1).toBeUndefined();
  });
});

describe('softmax cross-entropy', () => {
  const net = new TwoLayerNet({ inputs: 4, hidden: 6, outputs: 3, dtype: 'f64', seed: 2 });
  const X = random(3).normal([5, 4]);
  const labels = [0, 2, 1, 2, 0];

  it('takes labels, typed labels, a Tensor of labels and one-hot rows alike', () => {
    const loss = net.loss(X, labels);
    for (const target of [Uint8Array.from(labels), tensor(labels), oneHot(labels, 3)])
      expect(net.loss(X, target)).toBeCloseTo(loss, 14);
    expect(flat(net.backward(X, oneHot(labels, 3)).dW1)).toEqual(
      flat(net.backward(X, labels).dW1).map((d) => expect.closeTo(d, 14)),
    );
  });

  it('is log 10 for equal outputs, and stable for huge ones', () => {
    const ten = new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 10, dtype: 'f32' });
    ten.setParameters({ W1: [[0]], W2: [new Array(10).fill(0)], b2: new Array(10).fill(1000) });
    expect(ten.loss([[1]], [4])).toBeCloseTo(Math.log(10), 6);
    const b2 = [3e38, ...new Array(9).fill(-3e38)];
    ten.setParameters({ b2 });
    expect(ten.loss([[1]], [0])).toBe(0);
    expect(ten.loss([[1]], [1])).toBeGreaterThan(5e38);
    expect(flat(ten.backward([[1]], [0]).dO)).toEqual(new Array(10).fill(0));
  });

  it('dO = (P − T)/N has rows of sum 0', () => {
    const rows = net.backward(X, labels).dO.toArray() as number[][];
    for (const row of rows) expect(row.reduce((a, b) => a + b)).toBeCloseTo(0, 15);
    expect(rows[1]![2]).toBeLessThan(0);
  });
});

describe('many rows', () => {
  const net = new TwoLayerNet({ inputs: 3, hidden: 8, outputs: 4, seed: 1, dtype: 'f64' });
  const X = random(1).normal([1300, 3]);
  const labels = Array.from({ length: 1300 }, (_, i) => i % 4);
  const O = net.forward(X).O.toArray() as number[][];

  it('are predicted and judged in parts as in one', () => {
    const winners = O.map((row) => row.indexOf(Math.max(...row)));
    expect(Array.from(net.predict(X))).toEqual(winners);
    const { loss, accuracy } = net.evaluate(X, labels);
    expect(accuracy).toBe(winners.filter((winner, i) => winner === labels[i]).length / 1300);
    expect(loss).toBeCloseTo(net.backward(X, labels).loss, 13);
    expect(net.loss(X, oneHot(labels, 4))).toBeCloseTo(loss, 13);
  });

  it('may come as nested arrays or a typed array, targets too', () => {
    expect(net.loss(X, oneHot(labels, 4).toTypedArray())).toBe(net.loss(X, oneHot(labels, 4)));
    expect(net.loss(X.toArray() as number[][], labels)).toBe(net.loss(X, labels));
    expect(net.loss(X.toTypedArray(), labels)).toBe(net.loss(X, labels));
  });

  it('give their outputs under a loss of values', () => {
    const regressor = new TwoLayerNet({ inputs: 3, hidden: 8, outputs: 4, seed: 1, dtype: 'f64', loss: 'mse' });
    expect(regressor.predict(X).toArray()).toEqual(O.map((row) => row.map((o) => expect.closeTo(o, 14))));
  });

  it('may be none, for predict only', () => {
    expect(net.predict(tensor([], { shape: [0, 3] })).length).toBe(0);
    expect(() => net.evaluate(tensor([], { shape: [0, 3] }), [])).toThrow(/at least one row/);
  });
});

describe('NaN', () => {
  it('in a sample reaches the outputs of its row and no other', () => {
    const net = new TwoLayerNet({ inputs: 2, hidden: 5, outputs: 3, seed: 4 });
    const rows = net.forward([[1, 2], [Number.NaN, 1], [3, 4]]).O.toArray() as number[][]; // biome-ignore format: one line
    expect(rows.map((row) => row.map(Number.isNaN))).toEqual([false, true, false].map((is) => [is, is, is]));
    expect(net.loss([[1, Number.NaN]], [0])).toBeNaN();
    expect(flat(net.backward([[1, Number.NaN]], [0]).dW1).some(Number.isNaN)).toBe(true);
  });
});

describe('a wrong call', () => {
  const net = new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 3 });
  const X = [[1, 2], [3, 4], [5, 6]]; // biome-ignore format: one line

  it.each([
    ['samples of another width', ShapeError, /forward: X.*width 2.*3×3/, () => net.forward(tensor([[1, 2, 3], [1, 2, 3], [1, 2, 3]]))], // biome-ignore format: a table
    ['a vector', ShapeError, /forward: X/, () => net.forward(tensor([1, 2]))],
    ['a ragged row', NablaError, /\[1\]/, () => net.forward([[1, 2], [3]])],
    ['a string', ArgumentError, /string/, () => net.forward('x' as never)],
    ['too few labels', ShapeError, /3 class numbers/, () => net.loss(X, [0, 1])],
    ['a label out of range', ArgumentError, /row 1: expected an integer from 0 to 2, got 3/, () => net.loss(X, [0, 3, 1])], // biome-ignore format: a table
    ['a negative label', ArgumentError, /row 2/, () => net.evaluate(X, Int8Array.of(0, 1, -1))],
    ['a label that is no integer', ArgumentError, /row 0.*0\.5/, () => net.backward(X, [0.5, 1, 1])],
    ['a target of another width', ShapeError, /rows of width 3/, () => net.loss(X, [[1, 0], [0, 1], [1, 0]])], // biome-ignore format: a table
    ['an unknown parameter', ArgumentError, /W1, b1, W2, b2.*got W3/, () => net.setParameters({ W3: [[1]] })],
    ['a parameter of another shape', ShapeError, /W1.*2×3.*3×2/, () => net.setParameters({ W1: [[1, 2], [1, 2], [1, 2]] })], // biome-ignore format: a table
    ['no width', ArgumentError, /hidden/, () => new TwoLayerNet({ inputs: 2, outputs: 2 } as never)],
    ['weights that no memory holds', OutOfMemoryError, /24000000008 bytes/, () => new TwoLayerNet({ inputs: 3, hidden: 1e9, outputs: 2 })], // biome-ignore format: a table
    ['no largest output', ArgumentError, /predict: row 1: .*got NaN/, () => net.predict([[1, 2], [Number.NaN, 2]])], // biome-ignore format: a table
    ['an unknown loss', ArgumentError, /toString/, () => new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1, loss: 'toString' as never })], // biome-ignore format: a table
    ['an unknown type', ArgumentError, /f16/, () => new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1, dtype: 'f16' as never })], // biome-ignore format: a table
    ['another relu′(0)', ArgumentError, /0 or 1/, () => new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1, reluGradientAtZero: 0.5 as never })], // biome-ignore format: a table
  ])('with %s is a typed error', (_, kind, message, call) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it('changes nothing', () => {
    const before = flat(net.parameters.b1);
    expect(() => net.setParameters({ b1: [9, 9, 9], W2: [[1]] })).toThrow(ShapeError);
    expect(flat(net.parameters.b1)).toEqual(before);
  });
});

describe('rows with NaN', () => {
  it('are no hits, and make the loss NaN', () => {
    const net = new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 2 });
    const { loss, accuracy } = net.evaluate([[Number.NaN], [1], [1], [1]], [0, ...net.predict([[1], [1], [1]])]);
    expect(loss).toBeNaN();
    expect(accuracy).toBe(0.75);
  });
});

describe('parameters', () => {
  it('that were taken before a change stay as they were', () => {
    const net = new TwoLayerNet({ inputs: 2, hidden: 3, outputs: 2 });
    const { b1 } = net.parameters;
    net.setParameters({ b1: [1, 2, 3] });
    expect(flat(b1)).toEqual([0, 0, 0]);
    expect(flat(net.parameters.b1)).toEqual([1, 2, 3]);
    expect(net.parameters).toBe(net.parameters);
  });
});
