import { decreasing, empty, everything, increasing, isEmpty, outward, sineInterval } from '../expr/interval.js';
import { type Expr, integer, node } from '../expr/node.js';
import { asRational, numberNode } from '../expr/number.js';
import type { Interval, Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import {
  half,
  minusOne,
  negate,
  oneExpr,
  pow,
  power,
  product,
  quotient,
  splitCoefficient,
  subtract,
  sum,
  zeroExpr,
} from './arithmetic.js';
import { pi } from './constants.js';
import { declare, declareFunction } from './table.js';
import { apply1, unary } from './unary.js';

const two = integer(2);

/** sin u, u in radians */
export const sin: Operation = unary('sin', {
  value: Math.sin,
  kernel: 'dSin',
  interval: ([u]) => sineInterval(u!, Math.sin, 0),
  rank: 41,
  parity: 'odd',
  derivative: (u) => apply1(cos, u),
  simplify: (u) => sineAt(turns(u)),
  latex: '\\sin',
  mathJson: 'Sin',
  explain: { en: 'derivative of sine', zh: '正弦函数的导数' },
  at: [0.5, -2],
});

/** cos u, u in radians */
export const cos: Operation = unary('cos', {
  value: Math.cos,
  kernel: 'dCos',
  interval: ([u]) => sineInterval(u!, Math.cos, 1),
  rank: 42,
  parity: 'even',
  derivative: (u) => negate(apply1(sin, u)),
  simplify: (u) => sineAt(turns(u)?.plus(Rational.of(1n, 2n))),
  latex: '\\cos',
  mathJson: 'Cos',
  explain: { en: 'derivative of cosine', zh: '余弦函数的导数' },
  at: [0.5, -2],
});

/** tan u, u in radians */
export const tan: Operation = unary('tan', {
  value: Math.tan,
  kernel: 'dTan',
  interval: ([u]) => tangentInterval(u!),
  rank: 43,
  parity: 'odd',
  derivative: (u) => power(apply1(cos, u), integer(-2)),
  simplify: (u) => tangentAt(turns(u)),
  domain: (x) => Math.cos(x) !== 0,
  domainText: 'u ≠ π/2 + kπ',
  latex: '\\tan',
  mathJson: 'Tan',
  explain: { en: 'derivative of tangent', zh: '正切函数的导数' },
  at: [0.5, -1.25],
});

/** arcsin u in [−π/2, π/2] */
export const asin: Operation = unary('asin', {
  aliases: ['arcsin'],
  value: Math.asin,
  kernel: 'dAsin',
  interval: increasing(Math.asin, -1, 1),
  parity: 'odd',
  derivative: (u) => power(subtract(oneExpr, power(u, two)), negate(half)),
  simplify: (u) => (u === oneExpr ? product([half, pi]) : undefined),
  domain: (x) => Math.abs(x) <= 1,
  domainText: '−1 ≤ u ≤ 1',
  latex: '\\arcsin',
  code: { js: 'Math.asin', c: 'asin', numpy: 'np.arcsin', torch: 'torch.asin', jax: 'jnp.arcsin', julia: 'asin' },
  mathJson: 'Arcsin',
  explain: { en: 'derivative of arcsine', zh: '反正弦函数的导数' },
  at: [0.5, -0.25],
});

/** arccos u in [0, π] */
export const acos: Operation = unary('acos', {
  aliases: ['arccos'],
  value: Math.acos,
  kernel: 'dAcos',
  interval: decreasing(Math.acos, -1, 1),
  derivative: (u) => negate(power(subtract(oneExpr, power(u, two)), negate(half))),
  simplify: (u) => (u === oneExpr ? zeroExpr : u === zeroExpr ? product([half, pi]) : u === minusOne ? pi : undefined),
  domain: (x) => Math.abs(x) <= 1,
  domainText: '−1 ≤ u ≤ 1',
  sign: () => 1,
  latex: '\\arccos',
  code: { js: 'Math.acos', c: 'acos', numpy: 'np.arccos', torch: 'torch.acos', jax: 'jnp.arccos', julia: 'acos' },
  mathJson: 'Arccos',
  explain: { en: 'derivative of arccosine', zh: '反余弦函数的导数' },
  at: [0.5, -0.25],
});

/** arctan u in (−π/2, π/2) */
export const atan: Operation = unary('atan', {
  aliases: ['arctan'],
  value: Math.atan,
  kernel: 'dAtan',
  interval: increasing(Math.atan),
  parity: 'odd',
  derivative: (u) => power(sum([power(u, two), oneExpr]), minusOne),
  simplify: (u) => (u === oneExpr ? product([half, half, pi]) : undefined),
  latex: '\\arctan',
  code: { js: 'Math.atan', c: 'atan', numpy: 'np.arctan', torch: 'torch.atan', jax: 'jnp.arctan', julia: 'atan' },
  mathJson: 'Arctan',
  explain: { en: 'derivative of arctangent', zh: '反正切函数的导数' },
  at: [0.5, -2],
});

/** The angle of the point (x, y), in (−π, π] */
export const atan2: Operation = declare({
  name: 'atan2',
  arity: [2, 2],
  aliases: ['arctan2'],
  rank: 44,
  value: (y, x) => Math.atan2(y!, x!),
  kernel: 'dAtan2',
  interval: ([y, x]) => angleInterval(y!, x!),
  domain: (y, x) => x !== 0 || y !== 0,
  domainText: '(x, y) ≠ (0, 0)',
  partial: ([y, x], index) => {
    const squared = sum([power(x!, two), power(y!, two)]);
    return index === 0 ? quotient(x!, squared) : negate(quotient(y!, squared));
  },
  latex: '\\operatorname{atan2}',
  code: { js: 'Math.atan2', c: 'atan2', numpy: 'np.arctan2', torch: 'torch.atan2', jax: 'jnp.arctan2', julia: 'atan' },
  mathJson: 'Arctan2',
  explain: { en: 'derivative of the angle', zh: '辐角的导数' },
  samples: [
    [0.5, 1.25],
    [-2, 0.75],
    [1, -1.5],
  ],
});

declareFunction({
  name: 'cot',
  arity: [1, 1],
  build: ([u]) => node(pow, [node(tan, [u!]), minusOne]),
});
declareFunction({ name: 'sec', arity: [1, 1], build: ([u]) => node(pow, [node(cos, [u!]), minusOne]) });
declareFunction({ name: 'csc', arity: [1, 1], build: ([u]) => node(pow, [node(sin, [u!]), minusOne]) });

/** u/π where u is a rational multiple of π. */
function turns(u: Expr): Rational | undefined {
  if (u === zeroExpr) return Rational.zero;
  const [coefficient, rest] = splitCoefficient(u);
  return rest === pi && coefficient instanceof Rational ? coefficient : undefined;
}

/** sin(πt) for t a multiple of 1/2, 1/3, 1/4 or 1/6. */
function sineAt(t: Rational | undefined): Expr | undefined {
  if (t === undefined || !(12n % t.den === 0n) || t.den === 12n) return undefined;
  const twelfths = (((t.num * (12n / t.den)) % 24n) + 24n) % 24n;
  const sign = twelfths > 12n ? -1n : 1n;
  const upper = twelfths % 12n;
  const folded = upper > 6n ? 12n - upper : upper;
  const squared: Record<string, Rational> = {
    '0': Rational.zero,
    '2': Rational.of(1n, 4n),
    '3': Rational.of(1n, 2n),
    '4': Rational.of(3n, 4n),
    '6': Rational.one,
  };
  const square = squared[String(folded)];
  if (square === undefined) return undefined;
  return product([numberNode(Rational.of(sign)), power(numberNode(square), half)]);
}

function tangentAt(t: Rational | undefined): Expr | undefined {
  const sine = sineAt(t);
  const cosine = sineAt(t?.plus(Rational.of(1n, 2n)));
  if (sine === undefined || cosine === undefined || cosine === zeroExpr) return undefined;
  const ratio = quotient(sine, cosine);
  return asRational(ratio) === undefined && ratio.depth > 2 ? undefined : ratio;
}

/** Between two poles the tangent increases. */
function tangentInterval(u: Interval): Interval {
  if (isEmpty(u)) return empty;
  const branch = Math.floor(u[0] / Math.PI + 0.5);
  const inside =
    Math.abs(u[0]) < 1e8 && u[1] < (branch + 0.5) * Math.PI - 1e-8 && u[0] > (branch - 0.5) * Math.PI + 1e-8;
  return inside ? outward(Math.tan(u[0]), Math.tan(u[1]), 2) : everything;
}

/** Off the cut (x ≤ 0, y = 0) the angle takes its extremes at corners of the box. */
function angleInterval(y: Interval, x: Interval): Interval {
  if (isEmpty(y) || isEmpty(x)) return empty;
  if (x[0] <= 0 && y[0] <= 0 && y[1] >= 0) return outward(-Math.PI, Math.PI);
  const corners = [Math.atan2(y[0], x[0]), Math.atan2(y[0], x[1]), Math.atan2(y[1], x[0]), Math.atan2(y[1], x[1])];
  return outward(Math.min(...corners), Math.max(...corners), 2);
}
