import { evenIncreasing, increasing } from '../expr/interval.js';
import { integer } from '../expr/node.js';
import type { Operation } from '../expr/operation.js';
import { half, minusOne, negate, oneExpr, power, subtract, sum, zeroExpr } from './arithmetic.js';
import { apply1, unary } from './unary.js';

const two = integer(2);

/** sinh u = (eᵘ − e⁻ᵘ)/2 */
export const sinh: Operation = unary('sinh', {
  value: Math.sinh,
  kernel: 'dSinh',
  interval: increasing(Math.sinh),
  rank: 45,
  parity: 'odd',
  derivative: (u) => apply1(cosh, u),
  latex: '\\sinh',
  mathJson: 'Sinh',
  explain: { en: 'derivative of the hyperbolic sine', zh: '双曲正弦的导数' },
  at: [0.5, -2],
});

/** cosh u = (eᵘ + e⁻ᵘ)/2 */
export const cosh: Operation = unary('cosh', {
  value: Math.cosh,
  kernel: 'dCosh',
  interval: evenIncreasing(Math.cosh),
  rank: 46,
  parity: 'even',
  derivative: (u) => apply1(sinh, u),
  simplify: (u) => (u === zeroExpr ? oneExpr : undefined),
  sign: () => 2,
  latex: '\\cosh',
  mathJson: 'Cosh',
  explain: { en: 'derivative of the hyperbolic cosine', zh: '双曲余弦的导数' },
  at: [0.5, -2],
});

/** tanh u = sinh u / cosh u */
export const tanh: Operation = unary('tanh', {
  value: Math.tanh,
  kernel: 'dTanh',
  interval: increasing(Math.tanh),
  rank: 47,
  parity: 'odd',
  derivative: (_u, self) => subtract(oneExpr, power(self, two)),
  latex: '\\tanh',
  mathJson: 'Tanh',
  explain: { en: 'derivative of the hyperbolic tangent', zh: '双曲正切的导数' },
  at: [0.5, -1.25],
});

/** arsinh u = log(u + √(u² + 1)) */
export const asinh: Operation = unary('asinh', {
  aliases: ['arcsinh', 'arsinh'],
  value: Math.asinh,
  kernel: 'dAsinh',
  interval: increasing(Math.asinh),
  parity: 'odd',
  derivative: (u) => power(sum([power(u, two), oneExpr]), negate(half)),
  latex: '\\operatorname{arsinh}',
  code: { js: 'Math.asinh', c: 'asinh', numpy: 'np.arcsinh', torch: 'torch.asinh', jax: 'jnp.arcsinh', julia: 'asinh' },
  mathJson: 'Arsinh',
  explain: { en: 'derivative of the inverse hyperbolic sine', zh: '反双曲正弦的导数' },
  at: [0.5, -2],
});

/** arcosh u = log(u + √(u² − 1)) ≥ 0 */
export const acosh: Operation = unary('acosh', {
  aliases: ['arccosh', 'arcosh'],
  value: Math.acosh,
  kernel: 'dAcosh',
  interval: increasing(Math.acosh, 1),
  derivative: (u) => power(subtract(power(u, two), oneExpr), negate(half)),
  simplify: (u) => (u === oneExpr ? zeroExpr : undefined),
  domain: (x) => x >= 1,
  domainText: 'u ≥ 1',
  sign: () => 1,
  latex: '\\operatorname{arcosh}',
  code: { js: 'Math.acosh', c: 'acosh', numpy: 'np.arccosh', torch: 'torch.acosh', jax: 'jnp.arccosh', julia: 'acosh' },
  mathJson: 'Arcosh',
  explain: { en: 'derivative of the inverse hyperbolic cosine', zh: '反双曲余弦的导数' },
  at: [1.5, 3],
});

/** artanh u = ½ log((1 + u)/(1 − u)) */
export const atanh: Operation = unary('atanh', {
  aliases: ['arctanh', 'artanh'],
  value: Math.atanh,
  kernel: 'dAtanh',
  interval: increasing(Math.atanh, -1, 1),
  parity: 'odd',
  derivative: (u) => power(subtract(oneExpr, power(u, two)), minusOne),
  domain: (x) => Math.abs(x) < 1,
  domainText: '−1 < u < 1',
  latex: '\\operatorname{artanh}',
  code: { js: 'Math.atanh', c: 'atanh', numpy: 'np.arctanh', torch: 'torch.atanh', jax: 'jnp.arctanh', julia: 'atanh' },
  mathJson: 'Artanh',
  explain: { en: 'derivative of the inverse hyperbolic tangent', zh: '反双曲正切的导数' },
  at: [0.5, -0.25],
});
