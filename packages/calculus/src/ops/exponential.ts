import { empty, increasing, isEmpty, outward } from '../expr/interval.js';
import { type Expr, integer, keep, node } from '../expr/node.js';
import { Binding, type Operation } from '../expr/operation.js';
import {
  half,
  minusOne,
  negate,
  oneExpr,
  pow,
  power,
  product,
  quotient,
  setLogarithm,
  sum,
  zeroExpr,
} from './arithmetic.js';
import { pi } from './constants.js';
import { errorFunction } from './errorFunction.js';
import { declareFunction } from './table.js';
import { apply1, unary } from './unary.js';

/** eᵘ */
export const exp: Operation = unary('exp', {
  value: Math.exp,
  kernel: 'dExp',
  interval: ([u]) =>
    isEmpty(u!) ? empty : [Math.max(0, outward(Math.exp(u![0]), 0, 4)[0]), outward(0, Math.exp(u![1]), 4)[1]],
  rank: 30,
  derivative: (_u, self) => self,
  simplify: (u) => (u === zeroExpr ? oneExpr : expOfLog(u)),
  sign: () => 2,
  asPower: (self) => [euler, self.args[0]!],
  raise: (self, exponent) => apply1(exp, product([self.args[0]!, exponent])),
  text: (context) =>
    context.node.args[0] === oneExpr
      ? { text: 'exp(1)', binding: Binding.atom }
      : { text: `exp(${context.part(0, 0)})`, binding: Binding.atom },
  latex: (context) =>
    context.node.args[0] === oneExpr
      ? { text: 'e', binding: Binding.atom }
      : { text: `e^{${context.part(0, 0)}}`, binding: Binding.power },
  mathJson: 'Exp',
  explain: { en: 'derivative of the exponential', zh: '指数函数的导数' },
  at: [0.5, -2],
});

/** The number e = exp(1), which the parser reads as `e`. */
export const euler: Expr = keep(node(exp, [oneExpr]));

/** log u, the natural logarithm */
export const log: Operation = unary('log', {
  aliases: ['ln'],
  value: Math.log,
  kernel: 'dLog',
  interval: increasing(Math.log, 0),
  derivative: (u) => power(u, minusOne),
  simplify: (u) => (u === oneExpr ? zeroExpr : logOfPower(u)),
  domain: (x) => x > 0,
  domainText: 'u > 0',
  latex: '\\ln',
  mathJson: 'Ln',
  explain: { en: 'derivative of the logarithm', zh: '对数函数的导数' },
  at: [0.5, 3],
});
setLogarithm((u) => apply1(log, u));

/** e^(c·log u) = u^c for a product with a logarithm among its factors: real wherever the left side is. */
function expOfLog(u: Expr): Expr | undefined {
  if (u.op === log) return u.args[0]!;
  const index = u.args.findIndex((factor) => factor.op === log);
  if (index < 0 || u.op.asPower !== undefined || u.op.rank !== 60) return undefined;
  const others = u.args.filter((_, i) => i !== index);
  return others.every((factor) => factor.value !== undefined)
    ? power(u.args[index]!.args[0]!, product(others))
    : undefined;
}

/** log eᵘ = u, and log bᵘ = u·log b where b is known to be positive. */
function logOfPower(u: Expr): Expr | undefined {
  const [base, exponent] = u.op.asPower?.(u) ?? [u, oneExpr];
  if (base === euler) return exponent;
  if (exponent !== oneExpr && base.sign === 2) return product([exponent, apply1(log, base)]);
  return undefined;
}

/** eᵘ − 1, accurate near 0 */
export const expm1: Operation = unary('expm1', {
  value: Math.expm1,
  kernel: 'dExpm1',
  interval: increasing(Math.expm1),
  derivative: (u) => apply1(exp, u),
  simplify: (u) => (u === zeroExpr ? zeroExpr : undefined),
  explain: { en: 'derivative of eᵘ − 1', zh: 'eᵘ − 1 的导数' },
  at: [0.5, -1.5],
});

/** log(1 + u), accurate near 0 */
export const log1p: Operation = unary('log1p', {
  value: Math.log1p,
  kernel: 'dLog1p',
  interval: increasing(Math.log1p, -1),
  derivative: (u) => power(sum([u, oneExpr]), minusOne),
  simplify: (u) => (u === zeroExpr ? zeroExpr : undefined),
  domain: (x) => x > -1,
  domainText: 'u > −1',
  explain: { en: 'derivative of log(1 + u)', zh: 'log(1 + u) 的导数' },
  at: [0.5, -0.25],
});

/** log₂ u */
export const log2: Operation = unary('log2', {
  value: Math.log2,
  kernel: 'dLog2',
  interval: increasing(Math.log2, 0),
  derivative: (u) => quotient(oneExpr, product([u, apply1(log, integer(2))])),
  simplify: (u) => (u === oneExpr ? zeroExpr : undefined),
  domain: (x) => x > 0,
  domainText: 'u > 0',
  latex: '\\log_{2}',
  mathJson: 'Lb',
  explain: { en: 'derivative of the binary logarithm', zh: '以 2 为底的对数的导数' },
  at: [0.5, 3],
});

/** log₁₀ u */
export const log10: Operation = unary('log10', {
  value: Math.log10,
  kernel: 'dLog10',
  interval: increasing(Math.log10, 0),
  derivative: (u) => quotient(oneExpr, product([u, apply1(log, integer(10))])),
  simplify: (u) => (u === oneExpr ? zeroExpr : undefined),
  domain: (x) => x > 0,
  domainText: 'u > 0',
  latex: '\\lg',
  mathJson: 'Lg',
  explain: { en: 'derivative of the decimal logarithm', zh: '常用对数的导数' },
  at: [0.5, 3],
});

/** σ(u) = 1/(1 + e⁻ᵘ) */
export const sigmoid: Operation = unary('sigmoid', {
  value: logistic,
  kernel: 'dSigmoid',
  interval: increasing(logistic),
  derivative: (u, self) => product([self, apply1(sigmoid, negate(u))]),
  simplify: (u) => (u === zeroExpr ? half : undefined),
  sign: () => 2,
  code: {
    js: '(1 / (1 + Math.exp(-($0))))',
    c: '(1.0 / (1.0 + exp(-($0))))',
    numpy: '(1 / (1 + np.exp(-($0))))',
    torch: 'torch.sigmoid',
    jax: 'jax.nn.sigmoid',
    julia: '(1 / (1 + exp(-($0))))',
  },
  explain: { en: 'derivative of the sigmoid', zh: 'sigmoid 函数的导数' },
  at: [0.5, -2],
});

/** log(1 + eᵘ) */
export const softplus: Operation = unary('softplus', {
  value: softplusOf,
  kernel: 'dSoftplus',
  interval: increasing(softplusOf),
  derivative: (u) => apply1(sigmoid, u),
  sign: () => 2,
  code: {
    js: '(Math.max($0, 0) + Math.log1p(Math.exp(-Math.abs($0))))',
    c: '(fmax($0, 0.0) + log1p(exp(-fabs($0))))',
    numpy: 'np.logaddexp(0, $0)',
    torch: 'torch.nn.functional.softplus',
    jax: 'jax.nn.softplus',
    julia: '(max($0, 0) + log1p(exp(-abs($0))))',
  },
  explain: { en: 'derivative of the softplus', zh: 'softplus 函数的导数' },
  at: [0.5, -2],
});

/** erf u = 2/√π ∫₀ᵘ e^(−t²) dt */
export const erf: Operation = unary('erf', {
  value: errorFunction,
  kernel: 'dErf',
  interval: increasing(errorFunction, -1 / 0, 1 / 0, 64),
  parity: 'odd',
  mathJson: 'Erf',
  derivative: (u) => product([integer(2), power(pi, negate(half)), apply1(exp, negate(power(u, integer(2))))]),
  code: {
    c: 'erf',
    numpy: 'np.vectorize(math.erf)',
    torch: 'torch.erf',
    jax: 'jax.scipy.special.erf',
    julia: 'erf',
  },
  explain: { en: 'derivative of the error function', zh: '误差函数的导数' },
  at: [0.5, -1.25],
});

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function softplusOf(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

declareFunction({ name: 'sqrt', arity: [1, 1], build: ([u]) => node(pow, [u!, half]) });
