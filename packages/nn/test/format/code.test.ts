// The emitted programs, run where their engine is installed: they read the file that save() wrote, and give the same outputs, loss and
// gradients, also exactly where relu has no derivative; and their training goes on from there as ours does.
//
// NABLA_PYTHON names a Python to be tried before the usual ones.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, random, type Tensor } from '@nablajs/core-wasm';
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
import { afterAll, describe, expect, it } from 'vitest';

type Numbers = number | Numbers[];

/** What a program says of a network at the parameters it read: by inference, and after steps of training. */
interface Report {
  readonly output: Numbers;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, Numbers>>;
  readonly dX: Numbers;
  readonly trained: Readonly<Record<string, Numbers>>;
}

const folder = mkdtempSync(join(tmpdir(), 'nabla-code-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pythonWith(module: string): string | undefined {
  const names = [process.env.NABLA_PYTHON, '/usr/bin/python3', 'python3', 'python'];
  return names.find((name) => name && spawnSync(name, ['-c', `import ${module}`]).status === 0);
}

const learningRate = 0.1;
const steps = 3;
const beginning = `
import sys
path, X, target, target_width, names = json.load(sys.stdin)
load_result = load(path)
`;

/** By layer and name: our name of a parameter from PyTorch's, and whether it is the transpose. */
const probes = {
  torch: `${beginning}
kind = next(net.parameters()).dtype
X = torch.tensor(X, dtype=kind, requires_grad=True)
target = torch.tensor(target) if isinstance(target[0], int) else torch.tensor(target, dtype=kind)
ours = lambda values: {n: (values[t].T if transposed else values[t]).tolist() for n, t, transposed in names if t in values}
net.eval()
output = net(X)
J = loss(output, target)
J.backward()
gradients = ours({n: p.grad for n, p in net.named_parameters()})
net.train()
for _ in range(${steps}):
    net.zero_grad()
    loss(net(X.detach()), target).backward()
    with torch.no_grad():
        for p in net.parameters():
            p -= ${learningRate} * p.grad
print(json.dumps({"output": output.tolist(), "loss": J.item(), "gradients": gradients, "dX": X.grad.tolist(), "trained": ours(net.state_dict())}))
`,
  jax: `${beginning}
p = load_result
X = jnp.asarray(X, dtype=next(iter(p.values())).dtype)
target = jax.nn.one_hot(jnp.asarray(target), target_width, dtype=X.dtype) if isinstance(target[0], int) else jnp.asarray(target)
J, (gradients, dX) = jax.jit(jax.value_and_grad(loss, argnums=(0, 1)))(p, X, target)
output = jax.jit(forward)(p, X)
for _ in range(${steps}):
    p = sgd_step(p, X, target, ${learningRate})
numbers = lambda arrays: {n: a.tolist() for n, a in arrays.items()}
print(json.dumps({"output": output.tolist(), "loss": J.item(), "gradients": numbers(gradients), "dX": dX.tolist(), "trained": numbers(p)}))
`,
};

function run(engine: keyof typeof probes, net: Network<LossName>, X: number[][], target: Numbers): Report {
  const path = join(folder, 'net.safetensors');
  writeFileSync(path, net.save());
  const names = net.architecture.parameters.map((p) => [p.name, `${p.layer}.${p.torch}`, p.transposed ?? false]);
  const { stdout, stderr, status } = spawnSync(pythons[engine]!, ['-c', net.toCode(engine) + probes[engine]], {
    input: JSON.stringify([path, X, target, net.architecture.outputs, names]),
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Report;
}

const pythons = { torch: pythonWith('torch'), jax: pythonWith('jax') };
const flat = (values: Numbers): number[] => [values].flat(4) as number[];

function close(ours: Tensor, theirs: Numbers, where: string, tolerance: number): void {
  const expected = flat(theirs);
  const got = ours.toTypedArray();
  expect(got.length, where).toBe(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  got.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!) / scale, `${where}[${i}]`).toBeLessThan(tolerance);
  });
}

/** Runs the program and compares everything with ours. */
async function compare(
  engine: keyof typeof probes,
  net: Network<LossName>,
  target: Numbers,
  tolerance = 1e-12,
): Promise<void> {
  const report = run(engine, net, X, target);
  const { loss, gradients, dX } = net.backward(X, target as number[]);
  close(net.forward(X).output, report.output, 'output', tolerance);
  expect(Math.abs(report.loss - loss)).toBeLessThan(tolerance * Math.max(1, loss));
  close(dX, report.dX, 'dX', tolerance);
  for (const [name, gradient] of Object.entries(gradients)) close(gradient, report.gradients[name]!, name, tolerance);
  await net.fit(X, target as number[], { epochs: steps, learningRate, optimizer: 'sgd', shuffle: false });
  for (const [name, value] of Object.entries(net.parameters))
    close(value, report.trained[name]!, `trained ${name}`, 10 * tolerance);
}

/** Small integers, so that the sums before a ReLU are exact and often 0; and a row of zeros. */
const X = [...random(4).integers([7, 3], { low: -2, high: 3 }).toArray() as number[][], [0, 0, 0]]; // biome-ignore format: one line
const labels = [0, 1, 2, 3, 0, 1, 2, 3];

describe.each(['torch', 'jax'] as const)('toCode for %s', (engine) => {
  const missing = !pythons[engine];

  it.skipIf(missing).each([0, 1] as const)('agrees where relu has no derivative, with relu′(0) = %i', async (rule) => {
    const net = new Network([dense(3, 6), relu({ gradientAtZero: rule }), dense(6, 4)], { dtype: 'f64', seed: 2 });
    net.setParameters({ W1: random(3).integers([3, 6], { low: -1, high: 2 }) });
    const zeros = net.forward(X).activations[0]!.toTypedArray().filter((y) => y === 0).length; // biome-ignore format: one line
    expect(zeros).toBeGreaterThan(6);
    await compare(engine, net, labels);
  });

  const every: Layer[] = [
    dense(3, 5),
    batchNorm(5, { momentum: 0.2 }),
    gelu(),
    dense(5, 5, { bias: false }),
    tanh(),
    leakyRelu({ slope: 0.2 }),
    dense(5, 4),
    sigmoid(),
    relu(),
    dense(4, 2),
    softmax(),
  ];
  const values = X.map(([a, b]) => [Math.sin(a!), a! * b! - 0.5]);

  it.skipIf(missing)('agrees for every layer', () =>
    compare(engine, new Network(every, { loss: 'mse', dtype: 'f64', seed: 3 }), values),
  );

  it.skipIf(missing).each(['sse', 'linear'] as const)('agrees with the loss %s', (loss) =>
    compare(engine, new Network([dense(3, 2)], { loss, dtype: 'f64', seed: 3 }), values),
  );

  it.skipIf(missing)('agrees in float32, without biases', () => {
    const layers = [dense(3, 6, { bias: false }), tanh(), dense(6, 4, { bias: false })];
    return compare(engine, new Network(layers, { seed: 5 }), labels, 1e-6);
  });

  it.skipIf(missing)('drops at inference nothing', () => {
    const net = new Network([dense(3, 6), dropout(0.5), dense(6, 4)], { dtype: 'f64' });
    if (engine === 'torch') close(net.forward(X).output, run(engine, net, X, labels).output, 'output', 1e-12);
    else expect(net.toCode('jax')).toContain('jax.random.bernoulli(jax.random.fold_in(key, 1), 0.5, x.shape) / 0.5');
  });
});

describe('toCode', () => {
  it('is written for PyTorch and JAX, and for nothing else', () => {
    const net = new TwoLayerNet({ inputs: 3, hidden: 6, outputs: 4, reluGradientAtZero: 0 });
    expect(net.toCode('torch')).toContain('    nn.Linear(3, 6),\n    nn.ReLU(),\n    nn.Linear(6, 4),\n');
    expect(net.toCode('jax')).toContain("    x = x @ p['W1'] + p['b1']\n    x = jax.nn.relu(x)\n");
    expect(() => net.toCode('julia' as never)).toThrow(ArgumentError);
  });
});
