/** y = tanh x, element by element; dx = dy ∘ (1 − y²). */
import { entrywise, type Layer } from './layer.js';

/**
 * The hyperbolic tangent.
 *
 * @example
 * ```ts
 * import { dense, Network, tanh } from '@nablajs/nn';
 *
 * const net = new Network([dense(1, 16), tanh(), dense(16, 1)], { loss: 'mse' });
 * console.log(net.loss([[0.5]], [[0]]) >= 0); // true
 * ```
 */
export function tanh(): Layer {
  return {
    kind: 'tanh',
    options: {},
    outputs: (width) => width,
    forward: (core, { rows, outputs, x, y }) => core.Tanh(rows * outputs, x, y),
    backward(core, { rows, outputs, y, dy, dx, wantDx }) {
      if (wantDx) core.tanhBackward(rows * outputs, y, dy, dx);
    },
    onnx: (graph, x) => graph.node('Tanh', [x]),
    torch: () => 'nn.Tanh()',
    jax: (x) => `jnp.tanh(${x})`,
    reason: entrywise,
    formulas: ({ x, y }) => [`${y} = tanh(${x})`, `d${x} = d${y} ∘ (1 − ${y}²)`],
  };
}
