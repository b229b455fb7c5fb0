/** y = x where x ≥ 0 and slope·x below, element by element; dx = dy or slope·dy, with dy at 0. */
import { ArgumentError } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';
import { entrywise, type Layer } from './layer.js';

/** Options of {@link leakyRelu}. */
export interface LeakyReluOptions {
  /** The slope for x < 0; 0.01 by default. */
  slope?: number;
}

/**
 * The leaky rectifier, whose gradient does not vanish for x < 0.
 *
 * @throws ArgumentError when the slope is not finite, or an option is unknown.
 *
 * @example
 * ```ts
 * import { dense, leakyRelu, Network } from '@nablajs/nn';
 *
 * const net = new Network([dense(3, 5), leakyRelu({ slope: 0.1 }), dense(5, 2)]);
 * console.log(net.predict([[1, 2, 3]]).length); // 1
 * ```
 */
export function leakyRelu(options: LeakyReluOptions = {}): Layer {
  checkOptions('leakyRelu', options, ['slope']);
  const slope = options.slope ?? 0.01;
  if (!Number.isFinite(slope))
    throw new ArgumentError({ where: 'leakyRelu: slope', expected: 'a finite number', got: String(slope) });
  return {
    kind: 'leakyRelu',
    options: { slope },
    outputs: (width) => width,
    kinkAtZero: slope !== 1,
    forward: (core, { rows, outputs, x, y }) => core.leakyReluForward(rows * outputs, slope, x, y),
    backward(core, { rows, outputs, x, dy, dx, wantDx }) {
      if (wantDx) core.leakyReluBackward(rows * outputs, slope, x, dy, dx);
    },
    onnx: (graph, x) => graph.node('LeakyRelu', [x], { alpha: { float: slope } }),
    torchDefinition,
    torch: () => `LeakyRelu(${slope})`,
    jax: (x) => `jax.nn.leaky_relu(${x}, ${slope})`,
    reason: entrywise,
    formulas: ({ x, y }) => [
      `${y} = max(${x}, 0) + ${slope}·min(${x}, 0)`,
      `d${x} = d${y} ∘ ([${x} ≥ 0] + ${slope}·[${x} < 0])`,
    ],
  };
}

/** PyTorch's own takes the slope at 0. */
const torchDefinition = `class LeakyRelu(nn.Module):
    """x where x >= 0, slope * x below, with the derivative 1 at 0."""

    def __init__(self, slope):
        super().__init__()
        self.slope = slope

    def forward(self, x):
        return torch.where(x < 0, self.slope * x, x)`;
