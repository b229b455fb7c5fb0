/** J = Σ T ∘ O, dO = T: whatever is upstream of the network, carried in as T, so that `backward` is the vector-Jacobian product. */
import type { Loss } from './loss.js';

export const linear: Loss = {
  name: 'linear',
  reduction: 'sum',
  takesClasses: false,
  evaluate: (core, { rows, width, output, gradient, target }) =>
    core.linearLoss(rows * width, output, target, gradient),
  torch: '(target * output).sum()',
  jax: 'jnp.sum(target * output)',
  reason: {
    en: '`J` is linear in the output, and `T` are its coefficients.',
    zh: '`J` 是输出的线性函数，`T` 就是它的系数。',
  },
  formulas: (output) => [`J = Σ T ∘ ${output}`, `d${output} = T`],
};
