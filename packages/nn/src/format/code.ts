/**
 * The network as a program for another engine: the same layers and loss, the trained parameters read from the file that
 * `save` wrote, a training loop and a prediction. The way up when one machine is outgrown.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import type { Model } from '../network/model.js';

/** Languages that {@link networkCode} writes. */
export type CodeTarget = 'torch' | 'jax';

/** @throws ArgumentError for another language. */
export function networkCode(model: Model, target: CodeTarget): string {
  if (target === 'torch') return torchCode(model);
  if (target === 'jax') return jaxCode(model);
  throw new ArgumentError({ where: 'toCode', expected: "'torch' or 'jax'", got: String(target) });
}

function torchCode(model: Model): string {
  const { layers, widths, parameters, dtype, loss } = model.architecture;
  const type = dtype === 'f32' ? 'torch.float32' : 'torch.float64';
  const modules = layers.map((layer, i) => `    ${layer.torch(widths[i]!)},`);
  const entries = parameters.map(
    ({ name, layer, torch, transposed }) => `        "${layer}.${torch}": p["${name}"]${transposed ? '.T' : ''},`,
  );
  return [
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    '',
    'net = nn.Sequential(',
    ...modules,
    `).to(${type})`,
    '',
    '',
    'def load(path):',
    '    """Parameters from the file that save() of @nablajs/nn wrote; its matrices are in x out."""',
    '    from safetensors.torch import load_file',
    '',
    '    set_parameters(load_file(path))',
    '',
    '',
    'def set_parameters(p):',
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
  const steps = layers.map((layer, i) => {
    const names = parameters.filter((parameter) => parameter.layer === i).map(({ name }) => name);
    return `    x = ${layer.jax('x', names)}`;
  });
  return [
    'import jax',
    'import jax.numpy as jnp',
    ...(dtype === 'f64' ? ['', 'jax.config.update("jax_enable_x64", True)'] : []),
    '',
    '',
    'def load(path):',
    '    """Parameters from the file that save() of @nablajs/nn wrote."""',
    '    from safetensors.flax import load_file',
    '',
    '    return load_file(path)',
    '',
    '',
    'def forward(p, x):',
    ...steps,
    '    return x',
    '',
    '',
    'def loss(p, x, target):',
    '    output = forward(p, x)',
    `    return ${loss.jax}`,
    '',
    '',
    '@jax.jit',
    'def sgd_step(p, x, target, lr):',
    '    gradient = jax.grad(loss)(p, x, target)',
    '    return {name: p[name] - lr * gradient[name] for name in p}',
    '',
  ].join('\n');
}
