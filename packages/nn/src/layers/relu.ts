/**
 * y = max(x, 0), element by element, with dx = dy where x > 0 and 0 where x < 0.
 *
 * At x = 0 every value from 0 to 1 is a subgradient. The course's rule (56) takes dy there (y ≥ 0 → 1), PyTorch and
 * TensorFlow take 0; the choice is part of the layer and is saved with it.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { entrywise, type Layer } from './layer.js';

/** Options of {@link relu}. */
export interface ReluOptions {
  /** relu'(0): 1 as in the course, by default, or 0 as in PyTorch. */
  gradientAtZero?: 0 | 1;
}

/**
 * The rectifier max(x, 0). NaN stays NaN.
 *
 * @throws ArgumentError when `gradientAtZero` is neither 0 nor 1, or an option is unknown.
 *
 * @example
 * ```ts
 * import { dense, Network, relu } from '@nablajs/nn';
 *
 * const net = new Network([dense(2, 2), relu({ gradientAtZero: 0 })], { loss: 'mse' });
 * console.log(net.layers.map((layer) => layer.kind)); // ['dense', 'relu']
 * ```
 */
export function relu(options: ReluOptions = {}): Layer {
  checkOptions('relu', options, ['gradientAtZero']);
  const gradientAtZero = options.gradientAtZero ?? 1;
  if (gradientAtZero !== 0 && gradientAtZero !== 1)
    throw new ArgumentError({ where: 'relu: gradientAtZero', expected: '0 or 1', got: String(gradientAtZero) });
  return {
    kind: 'relu',
    options: { gradientAtZero },
    outputs: (width) => width,
    kinkAtZero: true,
    forward: (core, { rows, outputs, x, y }) => core.Relu(rows * outputs, x, y),
    backward(core, { rows, outputs, x, dy, dx, wantDx }) {
      if (wantDx) core.reluBackward(rows * outputs, gradientAtZero, x, dy, dx);
    },
    onnx: (graph, x) => graph.node('Relu', [x]),
    ...(gradientAtZero && { torchDefinition: reluOneAtZero }),
    torch: () => (gradientAtZero ? 'ReluOneAtZero()' : 'nn.ReLU()'),
    jax: (x) => (gradientAtZero ? `jnp.where(${x} < 0, 0, ${x})` : `jax.nn.relu(${x})`),
    reason: {
      en: `${entrywise.en} At 0, where relu has none, ${gradientAtZero} is taken.`,
      zh: `${entrywise.zh}relu 在 0 处不可导，此处约定导数取 ${gradientAtZero}。`,
    },
    formulas: ({ x, y }) => [`${y} = relu(${x})`, `d${x} = d${y} ∘ [${x} ${gradientAtZero ? '≥' : '>'} 0]`],
  };
}

/** PyTorch's own rectifier takes 0. */
const reluOneAtZero = `class ReluOneAtZero(nn.Module):
    """max(x, 0), with the derivative 1 at 0."""

    def forward(self, x):
        return torch.where(x < 0, torch.zeros_like(x), x)`;
