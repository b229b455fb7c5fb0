/** y = 1/(1 + e^(−x)), element by element; dx = dy ∘ y ∘ (1 − y). */
import { entrywise, type Layer } from './layer.js';

/**
 * The logistic function.
 *
 * @example
 * ```ts
 * import { dense, Network, sigmoid } from '@nablajs/nn';
 *
 * const net = new Network([dense(2, 4), sigmoid(), dense(4, 1), sigmoid()], { loss: 'mse' });
 * console.log(net.layers.length); // 4
 * ```
 */
export function sigmoid(): Layer {
  return {
    kind: 'sigmoid',
    options: {},
    outputs: (width) => width,
    forward: (core, { rows, outputs, x, y }) => core.Sigmoid(rows * outputs, x, y),
    backward(core, { rows, outputs, y, dy, dx, wantDx }) {
      if (wantDx) core.sigmoidBackward(rows * outputs, y, dy, dx);
    },
    onnx: (graph, x) => graph.node('Sigmoid', [x]),
    torch: () => 'nn.Sigmoid()',
    jax: (x) => `jax.nn.sigmoid(${x})`,
    reason: entrywise,
    formulas: ({ x, y }) => [`${y} = σ(${x})`, `d${x} = d${y} ∘ ${y} ∘ (1 − ${y})`],
  };
}
