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
  reason: {
    en: 'With softmax in each row, `log pⱼ = oⱼ − log Σ exp oₖ`, and a row of `T` has the sum 1: the derivative of `−Σ tⱼ·log pⱼ` by `oⱼ` is `pⱼ − tⱼ`. The mean over `N` rows divides by `N`.',
    zh: 'softmax 对每行计算，`log pⱼ = oⱼ − log Σ exp oₖ`，而 `T` 的每行之和为 1，故 `−Σ tⱼ·log pⱼ` 对 `oⱼ` 的导数是 `pⱼ − tⱼ`；对 `N` 行取平均，再除以 `N`。',
  },
  formulas: (output) => [`P = softmax(${output})`, 'J = −(1/N)·Σ T ∘ log P', `d${output} = (P − T)/N`],
};
