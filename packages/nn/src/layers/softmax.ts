/** p = exp(x − max x) / Σ exp(x − max x) in each row; dx = p ∘ (dp − ⟨p, dp⟩). */
import type { Layer } from './layer.js';

/**
 * Probabilities from each row, positive and with sum 1.
 *
 * The loss `'softmax-cross-entropy'` contains it: a network trained with that loss ends with its last dense layer.
 *
 * @example
 * ```ts
 * import { dense, Network, softmax } from '@nablajs/nn';
 *
 * const net = new Network([dense(2, 3), softmax()], { loss: 'mse' });
 * const [p] = net.forward([[1, -1]]).output.toArray() as number[][];
 * console.log(Math.abs(p![0]! + p![1]! + p![2]! - 1) < 1e-6); // true
 * ```
 */
export function softmax(): Layer {
  return {
    kind: 'softmax',
    options: {},
    outputs: (width) => width,
    workspace: (rows) => rows,
    forward(core, { rows, outputs, x, y, workspace }) {
      core.shiftRows(rows, outputs, x, y, workspace);
      core.Exp(rows * outputs, y, y);
      core.rowSums(rows, outputs, y, workspace);
      core.divideRows(rows, outputs, workspace, y);
    },
    backward(core, { rows, outputs, y, dy, dx, wantDx }) {
      if (wantDx) core.softmaxBackward(rows, outputs, y, dy, dx);
    },
    onnx: (graph, x) => graph.node('Softmax', [x], { axis: { integer: 1 } }),
    torch: () => 'nn.Softmax(dim=1)',
    jax: (x) => `jax.nn.softmax(${x}, axis=1)`,
    reason: {
      en: 'Every output of a row depends on all inputs of that row: `∂pⱼ/∂xₖ = pⱼ·([j = k] − pₖ)`. So what goes back is the gradient less its mean in the row weighted by `p`, times `p`.',
      zh: '一行中的每个输出依赖该行的所有输入：`∂pⱼ/∂xₖ = pⱼ·([j = k] − pₖ)`；因此传回的是梯度减去它在本行以 `p` 为权的平均，再乘以 `p`。',
    },
    formulas: ({ x, y }) => [`${y} = softmax(${x})`, `d${x} = ${y} ∘ (d${y} − (${y} ∘ d${y})·𝟏·𝟏ᵀ)`],
  };
}
