/** J = s·Σ (O − T)², dO = 2s·(O − T): the mean over all entries (s = 1/(N·width)), or the sum (s = 1). */
import type { Loss } from './loss.js';

export const meanSquaredError: Loss = {
  name: 'mse',
  reduction: 'mean',
  takesClasses: false,
  evaluate: (core, { rows, width, output, gradient, target }) =>
    core.squares(rows * width, 1 / (rows * width), output, target, gradient),
  torch: 'F.mse_loss(output, target)',
  jax: 'jnp.mean((output - target) ** 2)',
  reason: {
    en: 'The square has the derivative `2·(o − t)`; the mean over all entries divides by their number, `N` rows times `K` outputs.',
    zh: '平方的导数是 `2·(o − t)`；对所有元素取平均，故除以元素个数：`N` 行乘 `K` 个输出。',
  },
  formulas: (output) => [`J = (1/(N·K))·Σ (${output} − T)²`, `d${output} = 2·(${output} − T)/(N·K)`],
};

export const sumOfSquares: Loss = {
  name: 'sse',
  reduction: 'sum',
  takesClasses: false,
  evaluate: (core, { rows, width, output, gradient, target }) =>
    core.squares(rows * width, 1, output, target, gradient),
  torch: 'F.mse_loss(output, target, reduction="sum")',
  jax: 'jnp.sum((output - target) ** 2)',
  reason: {
    en: 'The square has the derivative `2·(o − t)`, and the sum leaves it as it is.',
    zh: '平方的导数是 `2·(o − t)`，求和不再改变它。',
  },
  formulas: (output) => [`J = Σ (${output} − T)²`, `d${output} = 2·(${output} − T)`],
};
