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
  formulas: (output) => [`J = (1/(N·width))·Σ (${output} − T)²`, `d${output} = 2·(${output} − T)/(N·width)`],
};

export const sumOfSquares: Loss = {
  name: 'sse',
  reduction: 'sum',
  takesClasses: false,
  evaluate: (core, { rows, width, output, gradient, target }) =>
    core.squares(rows * width, 1, output, target, gradient),
  torch: 'F.mse_loss(output, target, reduction="sum")',
  jax: 'jnp.sum((output - target) ** 2)',
  formulas: (output) => [`J = Σ (${output} − T)²`, `d${output} = 2·(${output} − T)`],
};
