/**
 * The network as a program for another engine: the same layers and loss, the trained parameters read from the file that
 * `save` wrote, a training step and a prediction. The way up when one machine is outgrown.
 */
import { ArgumentError, type DType } from '@nablajs/core-wasm';
import type { Model } from '../network/model.js';

/** Languages that {@link networkCode} writes. */
export type CodeTarget = 'torch' | 'jax';

/** @throws ArgumentError for another language. */
export function networkCode(model: Model, target: CodeTarget): string {
  if (target === 'torch') return torchCode(model);
  if (target === 'jax') return jaxCode(model);
  throw new ArgumentError({ where: 'toCode', expected: "'torch' or 'jax'", got: String(target) });
}

/** Python that reads a network's file, all of one element type, with nothing but NumPy. */
function fileReader(dtype: DType): string[] {
  return [
    'def read(path):',
    '    """Arrays by name from a file that save(), or a checkpoint of fit(), of @nablajs/nn wrote."""',
    '    with open(path, "rb") as file:',
    '        data = file.read()',
    '    start = 8 + int.from_bytes(data[:8], "little")',
    '    header = json.loads(data[8:start])',
    '    header.pop("__metadata__", None)',
    '    arrays = {}',
    '    for name, entry in header.items():',
    '        shape, begin = entry["shape"], start + entry["data_offsets"][0]',
    `        arrays[name] = np.frombuffer(data, "<f${dtype === 'f32' ? 4 : 8}", math.prod(shape), begin).reshape(shape)`,
    '    return arrays',
  ];
}

function torchCode(model: Model): string {
  const { layers, widths, parameters, dtype, loss } = model.architecture;
  const type = dtype === 'f32' ? 'torch.float32' : 'torch.float64';
  const definitions = new Set(layers.flatMap((layer) => layer.torchDefinition ?? []));
  const modules = layers.map((layer, i) => `    ${layer.torch(widths[i]!)},`);
  const entries = parameters.map(
    ({ name, layer, torch, transposed }) =>
      `        "${layer}.${torch}": torch.tensor(p["${name}"]${transposed ? '.T' : ''}),`,
  );
  return [
    'import json',
    'import math',
    '',
    'import numpy as np',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    '',
    '',
    ...[...definitions].flatMap((definition) => [definition, '', '']),
    'net = nn.Sequential(',
    ...modules,
    `).to(${type})`,
    '',
    '',
    ...fileReader(dtype),
    '',
    '',
    'def load(path):',
    '    """Parameters from a file; its matrices are in x out, those of PyTorch out x in."""',
    '    p = read(path)',
    '    net.load_state_dict({',
    ...entries,
    '    }, strict=False)',
    '',
    '',
    'def loss(output, target):',
    `    return ${loss.torch}`,
    '',
    '',
    'def train(batches, epochs=10, lr=1e-3, device="cpu"):',
    '    net.to(device).train()',
    '    optimizer = torch.optim.Adam(net.parameters(), lr=lr)',
    '    for _ in range(epochs):',
    '        for X, target in batches:',
    '            optimizer.zero_grad()',
    '            loss(net(X.to(device)), target.to(device)).backward()',
    '            optimizer.step()',
    '    net.eval()',
    '',
  ].join('\n');
}

function jaxCode(model: Model): string {
  const { layers, parameters, dtype, loss } = model.architecture;
  const inference = layers.map((layer, i) => {
    const names = parameters.filter((parameter) => parameter.layer === i).map(({ name }) => name);
    return `    x = ${layer.jax('x', names)}`;
  });
  const names = parameters.map(({ name }) => `"${name}"`).join(', ');
  return [
    'import json',
    'import math',
    '',
    'import jax',
    'import jax.numpy as jnp',
    'import numpy as np',
    ...(dtype === 'f64' ? ['', 'jax.config.update("jax_enable_x64", True)'] : []),
    '',
    '',
    ...fileReader(dtype),
    '',
    '',
    'def load(path):',
    '    """The parameters of a file."""',
    '    stored = read(path)',
    `    return {name: jnp.asarray(stored[name]) for name in [${names}]}`,
    '',
    '',
    'def forward(p, x):',
    ...inference,
    '    return x',
    '',
    '',
    'def loss(p, x, target):',
    '    """The target is one row for each row of x: one-hot, or values."""',
    '    output = forward(p, x)',
    `    return ${loss.jax}`,
    '',
    '',
    ...(layers.some((layer) => layer.jaxTraining) ? jaxStepByModes(model) : jaxStep),
  ].join('\n');
}

/** A step where training and inference are one. */
const jaxStep = [
  '@jax.jit',
  'def sgd_step(p, x, target, lr):',
  '    gradient = jax.grad(loss)(p, x, target)',
  '    return {name: p[name] - lr * gradient[name] for name in p}',
  '',
];

/** A step where they differ: with draws, or with statistics of the batch. */
function jaxStepByModes({ architecture: { layers, parameters, loss } }: Model): string[] {
  const training = layers.flatMap((layer, i) => {
    const names = parameters.filter((parameter) => parameter.layer === i).map(({ name }) => name);
    return layer.jaxTraining?.('x', names, i) ?? [`x = ${layer.jax('x', names)}`];
  });
  return [
    'def training_loss(p, x, target, key=None):',
    '    """The loss while training, with key for the draws of dropout, and the running statistics after it."""',
    '    statistics = {}',
    ...training.map((line) => `    ${line}`),
    '    output = x',
    `    return ${loss.jax}, statistics`,
    '',
    '',
    '@jax.jit',
    'def sgd_step(p, x, target, lr, key=None):',
    '    gradient, statistics = jax.grad(training_loss, has_aux=True)(p, x, target, key)',
    '    return {name: p[name] - lr * gradient[name] for name in p} | statistics',
    '',
  ];
}
