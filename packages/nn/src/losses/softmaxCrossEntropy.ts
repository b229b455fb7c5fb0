/**
 * J = −(1/N)·Σᵢ Σⱼ tᵢⱼ·log pᵢⱼ with p = softmax of each row of O, the mean over the N rows; dO = (P − T)/N for rows of T with sum 1.
 * Stable: log p = (o − max o) − log Σ exp(o − max o), and neither p nor its logarithm is formed on the way to J.
 */
import type { Loss } from './loss.js';

export const softmaxCrossEntropy: Loss = {
  name: 'softmax-cross-entropy',
  reduction: 'mean',
  takesClasses: true,
  evaluate(core, { rows, width, output, gradient, target, classes, workspace }) {
    const column = rows * core.bytes;
    const [tops, sums, logs] = [workspace, workspace + column, workspace + 2 * column];
    core.shiftRows(rows, width, output, gradient, tops);
    core.Exp(rows * width, gradient, gradient);
    core.rowSums(rows, width, gradient, sums);
    core.Log(rows, sums, logs);
    const kernel = classes ? core.crossEntropyLabels : core.crossEntropy;
    return kernel(rows, width, output, tops, sums, logs, target, gradient);
  },
  torch: 'F.cross_entropy(output, target)',
  jax: '-jnp.mean(jnp.sum(target * jax.nn.log_softmax(output), axis=1))',
  formulas: (output) => [`P = softmax of each row of ${output}`, 'J = −(1/N)·Σ T ∘ log P', `d${output} = (P − T)/N`],
};
