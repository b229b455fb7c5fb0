// The emitted PyTorch program, run where PyTorch is installed (Debian: python3-torch): same outputs, same loss, and it trains.
import { spawnSync } from 'node:child_process';
import { ArgumentError, random } from '@nablajs/core-wasm';
import {
  batchNorm,
  dense,
  dropout,
  gelu,
  leakyRelu,
  type Model,
  Network,
  relu,
  sigmoid,
  softmax,
  TwoLayerNet,
  tanh,
} from '@nablajs/nn';
import { describe, expect, it } from 'vitest';

const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import torch']).status === 0);

/** Outputs, loss, and the loss after some training, by the emitted program. */
function runTorch(net: Model, X: unknown, target: unknown): { output: number[][]; loss: number; trained: number } {
  const parameters = Object.fromEntries(Object.entries(net.parameters).map(([name, value]) => [name, value.toArray()]));
  const script = `${net.toCode('torch')}
import json, sys
given = json.load(sys.stdin)
kind = next(net.parameters()).dtype
set_parameters({name: torch.tensor(value, dtype=kind) for name, value in given["parameters"].items()})
net.eval()
X = torch.tensor(given["X"], dtype=kind)
target = torch.tensor(given["target"])
target = target if target.dim() == 1 else target.to(kind)
before = loss(net(X), target).item()
output = net(X).tolist()
train([(X, target)] * 20, epochs=5, lr=0.01)
print(json.dumps({"output": output, "loss": before, "trained": loss(net(X), target).item()}))
`;
  const { stdout, stderr, status } = spawnSync(python!, ['-c', script], {
    input: JSON.stringify({ parameters, X, target }),
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

describe('toCode', () => {
  const X = random(4).normal([8, 3]).toArray() as number[][];

  it.skipIf(!python)('writes the two-layer network for PyTorch', () => {
    const net = new TwoLayerNet({ inputs: 3, hidden: 6, outputs: 4, dtype: 'f64', seed: 2 });
    const labels = [0, 1, 2, 3, 0, 1, 2, 3];
    const { output, loss, trained } = runTorch(net, X, labels);
    expect(output.flat()).toEqual([...net.forward(X).O.toTypedArray()].map((o) => expect.closeTo(o, 12)));
    expect(loss).toBeCloseTo(net.loss(X, labels), 12);
    expect(trained).toBeLessThan(loss);
  });

  it.skipIf(!python)('writes every layer for PyTorch', () => {
    const layers = [
      dense(3, 5),
      batchNorm(5),
      gelu(),
      dropout(0.1),
      dense(5, 5, { bias: false }),
      tanh(),
      leakyRelu(),
      dense(5, 4),
      sigmoid(),
      relu(),
      dense(4, 2),
      softmax(),
    ];
    const net = new Network(layers, { loss: 'mse', dtype: 'f64', seed: 3 });
    const target = X.map(([a]) => [a! > 0 ? 1 : 0, a! > 0 ? 0 : 1]);
    const { output, loss, trained } = runTorch(net, X, target);
    expect(output.flat()).toEqual([...net.forward(X).output.toTypedArray()].map((o) => expect.closeTo(o, 12)));
    expect(loss).toBeCloseTo(net.loss(X, target), 12);
    expect(trained).toBeLessThan(loss);
  });

  it('writes JAX with the parameters’ names, and nothing else', () => {
    const code = new TwoLayerNet({ inputs: 3, hidden: 6, outputs: 4, dtype: 'f64' }).toCode('jax');
    for (const line of [
      "x = x @ p['W1'] + p['b1']",
      'x = jax.nn.relu(x)',
      "x = x @ p['W2'] + p['b2']",
      'jax_enable_x64',
    ])
      expect(code).toContain(line);
    expect(() => new TwoLayerNet({ inputs: 1, hidden: 1, outputs: 1 }).toCode('julia' as never)).toThrow(ArgumentError);
  });
});
