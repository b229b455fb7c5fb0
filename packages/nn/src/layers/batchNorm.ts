/**
 * Each column made of mean 0 and deviation 1, then scaled and shifted: y = γ·(x − μ)/√(σ² + ε) + β.
 *
 * While training μ and σ² are the batch's (and the derivative goes through them), and running means of them are kept; otherwise
 * the running ones are used. Formulas of the derivative: assembly/nn/batchNorm.ts.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import type { Layer } from './layer.js';

/** Options of {@link batchNorm}; the defaults are PyTorch's. */
export interface BatchNormOptions {
  /** ε, 1e-5 by default. */
  epsilon?: number;
  /** Share of the new batch in the running statistics, 0.1 by default. */
  momentum?: number;
}

/**
 * Batch normalisation of `width` columns, with the parameters `gamma` (1 at the start) and `beta` (0), and the running
 * statistics `mean` (0) and `variance` (1), which are saved but not trained.
 *
 * @throws ArgumentError when the width is no positive integer, ε is not positive or the momentum not in [0, 1], or an option is unknown.
 * @see Ioffe, Szegedy, "Batch normalization", ICML 2015
 *
 * @example
 * ```ts
 * import { batchNorm, dense, Network, relu } from '@nablajs/nn';
 *
 * const net = new Network([dense(4, 8, { bias: false }), batchNorm(8), relu(), dense(8, 2)]);
 * console.log(Object.keys(net.parameters)); // ['W1', 'gamma2', 'beta2', 'mean2', 'variance2', 'W3', 'b3']
 * ```
 */
export function batchNorm(width: number, options: BatchNormOptions = {}): Layer {
  checkOptions('batchNorm', options, ['epsilon', 'momentum']);
  const { epsilon = 1e-5, momentum = 0.1 } = options;
  if (!Number.isInteger(width) || width < 1)
    throw new ArgumentError({ where: 'batchNorm: width', expected: 'a positive integer', got: String(width) });
  if (!(epsilon > 0 && epsilon < Number.POSITIVE_INFINITY))
    throw new ArgumentError({ where: 'batchNorm: epsilon', expected: 'a positive number', got: String(epsilon) });
  if (!(momentum >= 0 && momentum <= 1))
    throw new ArgumentError({ where: 'batchNorm: momentum', expected: 'a share from 0 to 1', got: String(momentum) });
  const vector = { shape: [width] };
  return {
    kind: 'batchNorm',
    options: { width, epsilon, momentum },
    inputs: width,
    outputs(inputs) {
      if (inputs !== width)
        throw new ArgumentError({ where: 'batchNorm', expected: `rows of width ${width}`, got: `${inputs}` });
      return width;
    },
    parameters: () => [
      { ...vector, base: 'gamma', start: 1, trained: true, torch: 'weight' },
      { ...vector, base: 'beta', start: 0, trained: true, torch: 'bias' },
      { ...vector, base: 'mean', start: 0, trained: false, torch: 'running_mean' },
      { ...vector, base: 'variance', start: 1, trained: false, torch: 'running_var' },
    ],
    workspace: (rows) => (rows + 1) * width,
    forward(core, { rows, x, y, parameters, workspace, training }) {
      const [gamma, beta, mean, variance] = parameters as [number, number, number, number];
      const hats = workspace + width * core.bytes;
      const mode = Number(training);
      core.batchNorm(rows, width, mode, epsilon, momentum, x, gamma, beta, mean, variance, hats, workspace, y);
    },
    backward(core, { rows, dx, dy, parameters, gradients, workspace, training, wantDx }) {
      const hats = workspace + width * core.bytes;
      const [dgamma, dbeta] = gradients as [number, number];
      const mode = Number(training);
      core.batchNormBackward(rows, width, mode, parameters[0]!, hats, workspace, dy, dgamma, dbeta, wantDx ? dx : 0);
    },
    onnx: (graph, x, parameters) =>
      graph.node('BatchNormalization', [x, ...parameters], { epsilon: { float: epsilon } }),
    torch: () => `nn.BatchNorm1d(${width}, eps=${epsilon}, momentum=${momentum})`,
    jax: (x, [gamma, beta, mean, variance]) =>
      `p['${gamma}'] * (${x} - p['${mean}']) / jnp.sqrt(p['${variance}'] + ${epsilon}) + p['${beta}']`,
    jaxTraining: (x, [gamma, beta, mean, variance]) => [
      `mean, variance = jnp.mean(${x}, axis=0), jnp.var(${x}, axis=0)`,
      `statistics['${mean}'] = p['${mean}'] + ${momentum} * (mean - p['${mean}'])`,
      `unbiased = variance * ${x}.shape[0] / max(${x}.shape[0] - 1, 1)`,
      `statistics['${variance}'] = p['${variance}'] + ${momentum} * (unbiased - p['${variance}'])`,
      `${x} = p['${gamma}'] * (${x} - mean) / jnp.sqrt(variance + ${epsilon}) + p['${beta}']`,
    ],
    reason: {
      en: 'While training, the mean `μ` and the variance `σ²` of each column depend on all of its rows, which takes two more terms off the gradient: its mean and its share along `X̂`.',
      zh: '训练时每列的均值 `μ` 与方差 `σ²` 依赖该列的所有行，因此梯度还要减去两项：它自身的均值，以及沿 `X̂` 方向的分量。',
    },
    formulas: ({ x, y, parameters: [gamma, beta] }) => [
      `X̂ = (${x} − μ)/√(σ² + ${epsilon})`,
      `${y} = X̂·diag(${gamma}) + 𝟏·${beta}ᵀ`,
      `d${gamma} = (d${y} ∘ X̂)ᵀ·𝟏`,
      `d${beta} = d${y}ᵀ·𝟏`,
      `d${x} = (d${y} − (𝟏·d${beta}ᵀ + X̂·diag(d${gamma}))/N)·diag(${gamma}/√(σ² + ${epsilon}))`,
    ],
  };
}
