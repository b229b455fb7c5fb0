import { where as chosen, equal, greaterEqual, relu as rectified } from '@nablajs/core-wasm';
import { empty, evenIncreasing, increasing, isEmpty } from '../expr/interval.js';
import { type Expr, integer, node } from '../expr/node.js';
import { asInteger, isNegative, isZero, numberNode, toDouble } from '../expr/number.js';
import { Binding, type Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { isScalar } from '../expr/shape.js';
import { negate, oneExpr, power, product, setAbsolute, subtract, zeroExpr } from './arithmetic.js';
import { declare, declareFunction } from './table.js';
import { apply1, unary } from './unary.js';

/**
 * Functions with kinks. At a kink the derivative is one of its one-sided values or the value between them:
 *
 *   abs′(0) = 0 · sign′ = step′ = 0 · relu′(0) = 1 (the course's rule) · max(a, a): the first argument's
 *
 * Branches are chosen by `where`, never multiplied by 0, so the derivative of a branch that is not taken can be
 * infinite or undefined without leaking.
 */

/** |u| */
export const abs: Operation = unary('abs', {
  value: Math.abs,
  lower: (lines, [u]) => lines.abs(u!),
  interval: evenIncreasing(Math.abs),
  parity: 'even',
  derivative: (u) => apply1(sign, u),
  simplify: (u) => (u.sign > 0 ? u : absOfKnown(u)),
  sign: () => 1,
  raise: (self, exponent) => {
    const n = asInteger(exponent);
    return n !== undefined && n % 2 === 0 ? power(self.args[0]!, exponent) : undefined;
  },
  latex: (context) => ({ text: `\\left|${context.part(0, 0)}\\right|`, binding: Binding.atom }),
  code: { js: 'Math.abs', c: 'fabs', numpy: 'np.abs', torch: 'torch.abs', jax: 'jnp.abs', julia: 'abs' },
  mathJson: 'Abs',
  explain: { en: 'derivative of the absolute value', zh: '绝对值的导数' },
  at: [0.5, -2],
});
setAbsolute((u) => apply1(abs, u));

function absOfKnown(u: Expr): Expr | undefined {
  if (u.value !== undefined) return isNegative(u.value) ? negate(u) : u;
  const known = u.args.filter((factor) => factor.sign > 0);
  if (u.op.rank !== 60 || known.length === 0) return undefined;
  const unknown = u.args.filter((factor) => factor.sign === 0);
  return product([...known, apply1(abs, product([oneExpr, ...unknown]))]);
}

/** −1, 0 or 1 as u is negative, zero or positive */
export const sign: Operation = unary('sign', {
  aliases: ['sgn'],
  value: Math.sign,
  interval: ([u]) => (isEmpty(u!) ? empty : [Math.sign(u![0]), Math.sign(u![1])]),
  lower: (lines, [u]) => {
    const nothing = lines.constant(0);
    const notPositive = lines.select(nothing, u!, lines.select(u!, nothing, u!, lines.constant(-1)), lines.constant(1));
    return lines.select(u!, u!, notPositive, u!);
  },
  parity: 'odd',
  derivative: (u) => (isScalar(u.shape) ? zeroExpr : numberNode(Rational.zero, u.shape)),
  simplify: (u) => (u.sign === 2 ? oneExpr : u.value !== undefined && isNegative(u.value) ? integer(-1) : undefined),
  latex: '\\operatorname{sgn}',
  code: {
    js: 'Math.sign',
    c: '((double)(($0) > 0) - (double)(($0) < 0))',
    numpy: 'np.sign',
    torch: 'torch.sign',
    jax: 'jnp.sign',
    julia: 'sign',
  },
  mathJson: 'Sign',
  explain: { en: 'the sign is constant on both sides of 0', zh: '符号函数在 0 的两侧为常数' },
  at: [0.5, -2],
});

/** 1 where u ≥ 0, else 0 */
export const step: Operation = unary('step', {
  value: (x) => (x >= 0 ? 1 : Number.isNaN(x) ? x : 0),
  whole: ([u]) => chosen(equal(u!, u!), greaterEqual(u!, 0), u!),
  interval: ([u]) => (isEmpty(u!) ? empty : [u![0] >= 0 ? 1 : 0, u![1] >= 0 ? 1 : 0]),
  lower: (lines, [u]) => {
    const nothing = lines.constant(0);
    return lines.select(u!, u!, lines.select(u!, nothing, lines.constant(1), nothing), u!);
  },
  derivative: (u) => (isScalar(u.shape) ? zeroExpr : numberNode(Rational.zero, u.shape)),
  simplify: (u) => (u.sign > 0 ? oneExpr : u.value !== undefined && isNegative(u.value) ? zeroExpr : undefined),
  sign: () => 1,
  gate: (self, factor) => branch(self.args[0]!, factor, zeroExpr),
  latex: (context) => ({ text: `\\mathbf{1}_{${context.part(0, 0)} \\ge 0}`, binding: Binding.atom }),
  code: {
    js: '($0 >= 0 ? 1 : 0)',
    c: '(($0) >= 0 ? 1.0 : 0.0)',
    numpy: 'np.where($0 >= 0, 1.0, 0.0)',
    torch: '($0 >= 0).to(torch.float64)',
    jax: 'jnp.where($0 >= 0, 1.0, 0.0)',
    julia: 'ifelse($0 >= 0, 1.0, 0.0)',
  },
  explain: { en: 'the step is constant on both sides of 0', zh: '阶跃函数在 0 的两侧为常数' },
  at: [0.5, -2],
});

/** max(u, 0) */
export const relu: Operation = unary('relu', {
  value: (x) => (x > 0 ? x : Number.isNaN(x) ? x : 0),
  whole: ([u]) => rectified(u!),
  interval: ([u]) => (isEmpty(u!) ? empty : [Math.max(0, u![0]), Math.max(0, u![1])]),
  lower: (lines, [u]) => {
    const nothing = lines.constant(0);
    return lines.select(u!, u!, lines.select(u!, nothing, u!, nothing), u!);
  },
  derivative: (u) => apply1(step, u),
  differential: ([u], [d]) => (d!.value !== undefined ? product([apply1(step, u!), d!]) : branch(u!, d!, zeroExpr)),
  adjoint: ([u], _index, adjoint) => branch(u!, adjoint, zeroExpr),
  simplify: (u) => (u.sign > 0 ? u : u.value !== undefined ? zeroExpr : undefined),
  sign: () => 1,
  code: {
    js: 'Math.max($0, 0)',
    c: 'fmax($0, 0.0)',
    numpy: 'np.maximum($0, 0)',
    torch: 'torch.relu',
    jax: 'jax.nn.relu',
    julia: 'max($0, 0)',
  },
  explain: { en: 'derivative of relu, 1 at 0', zh: 'ReLU 的导数（在 0 处取 1）' },
  at: [0.5, -2],
});

/** a where c ≥ 0, else b; the branch not taken has no influence, not even as NaN */
export const where: Operation = declare({
  name: 'where',
  arity: [3, 3],
  rank: 50,
  value: (c, a, b) => (c! >= 0 ? a! : b!),
  interval: ([c, a, b]) => {
    if (isEmpty(c!)) return empty;
    if (c![0] >= 0) return a!;
    if (c![1] < 0) return b!;
    return [Math.min(a![0], b![0]), Math.max(a![1], b![1])];
  },
  lower: (lines, [c, a, b]) => lines.select(c!, lines.constant(0), a!, b!),
  make: ([c, first, second]) => {
    const a = first!.op === where && first!.args[0] === c ? first!.args[1]! : first!;
    const b = second!.op === where && second!.args[0] === c ? second!.args[2]! : second!;
    if (a === b) return a;
    if (c!.value !== undefined && isScalar(c!.shape)) return isNegative(c!.value) ? b : a;
    return node(where, [c!, a, b]);
  },
  sign: ([, a, b]) => Math.min(a!.sign, b!.sign) as 0 | 1 | 2,
  gate: (self, factor) => {
    const [c, a, b] = self.args as [Expr, Expr, Expr];
    if (b === zeroExpr) return branch(c, product([factor, a]), zeroExpr);
    return a === zeroExpr ? branch(c, zeroExpr, product([factor, b])) : undefined;
  },
  partial: ([c], index) =>
    index === 0 ? zeroExpr : index === 1 ? apply1(step, c!) : subtract(oneExpr, apply1(step, c!)),
  differential: ([c], [, a, b]) => branch(c!, a ?? zeroExpr, b ?? zeroExpr),
  adjoint: ([c], index, adjoint) =>
    index === 0 ? zeroExpr : index === 1 ? branch(c!, adjoint, zeroExpr) : branch(c!, zeroExpr, adjoint),
  latex: (context) => ({
    text: `\\begin{cases}${context.part(1, 0)} & ${context.part(0, 0)} \\ge 0 \\\\ ${context.part(2, 0)} & \\text{else}\\end{cases}`,
    binding: Binding.atom,
  }),
  code: {
    js: '($0 >= 0 ? $1 : $2)',
    c: '(($0) >= 0 ? ($1) : ($2))',
    numpy: 'np.where($0 >= 0, $1, $2)',
    torch: 'torch.where($0 >= 0, $1, $2)',
    jax: 'jnp.where($0 >= 0, $1, $2)',
    julia: 'ifelse($0 >= 0, $1, $2)',
  },
  explain: { en: 'derivative of each branch', zh: '分段求导' },
  samples: [
    [0.5, 1.25, -2],
    [-1, 1.25, -2],
  ],
});

function branch(condition: Expr, positive: Expr, negative: Expr): Expr {
  return where.make!([condition, positive, negative]);
}

let greatestEntry: (u: Expr, direction: 1 | -1) => Expr = (u) => u;

/** Lets the matrix operations give the greatest and the least entry to max and min of one vector or matrix. */
export function setGreatestEntry(build: (u: Expr, direction: 1 | -1) => Expr): void {
  greatestEntry = build;
}

/** The greater of two */
export const max: Operation = extremum('max', 1);
/** The smaller of two */
export const min: Operation = extremum('min', -1);

function extremum(name: 'max' | 'min', direction: 1 | -1): Operation {
  const chooser = ([a, b]: readonly Expr[]): Expr => (direction === 1 ? subtract(a!, b!) : subtract(b!, a!));
  const choose = name === 'max' ? Math.max : Math.min;
  const operation: Operation = declare({
    name,
    arity: [2, 2],
    aliases: null,
    rank: 49,
    value: (a, b) => choose(a!, b!),
    interval: ([a, b]) => [choose(a![0], b![0]), choose(a![1], b![1])],
    lower: (lines, [a, b]) => {
      const chosen = direction === 1 ? lines.select(a!, b!, a!, b!) : lines.select(b!, a!, a!, b!);
      return lines.select(a!, a!, chosen, a!);
    },
    make: ([a, b]) => {
      if (a === b) return a!;
      if (a!.value !== undefined && b!.value !== undefined && isScalar(a!.shape) && isScalar(b!.shape)) {
        return toDouble(a!.value) >= toDouble(b!.value) === (direction === 1) ? a! : b!;
      }
      return node(operation, [a!, b!]);
    },
    sign: ([a, b]) => (direction === 1 ? Math.max(a!.sign, b!.sign) : Math.min(a!.sign, b!.sign)) as 0 | 1 | 2,
    partial: (args, index) => {
      const taken = apply1(step, chooser(args));
      return index === 0 ? taken : subtract(oneExpr, taken);
    },
    differential: (args, [a, b]) => branch(chooser(args), a ?? zeroExpr, b ?? zeroExpr),
    adjoint: (args, index, adjoint) =>
      index === 0 ? branch(chooser(args), adjoint, zeroExpr) : branch(chooser(args), zeroExpr, adjoint),
    latex: `\\${name}`,
    code: {
      js: `Math.${name}`,
      c: `f${name}`,
      numpy: `np.${name}imum`,
      torch: `torch.${name}imum`,
      jax: `jnp.${name}imum`,
      julia: name,
    },
    mathJson: name === 'max' ? 'Max' : 'Min',
    explain: { en: 'derivative of the branch taken', zh: '取所选分支的导数' },
    samples: [
      [0.5, 1.25],
      [3, -2],
    ],
  });
  declareFunction({
    name,
    arity: [1, 64],
    build: (args) => {
      if (args.length === 1 && !isScalar(args[0]!.shape)) return greatestEntry(args[0]!, direction);
      return args.slice(1).reduce((left, right) => node(operation, [left, right]), args[0]!);
    },
  });
  return operation;
}

/** The real cube root, defined for negative u as well */
export const cbrt: Operation = unary('cbrt', {
  value: Math.cbrt,
  kernel: 'dCbrt',
  interval: increasing(Math.cbrt),
  parity: 'odd',
  derivative: (_u, self) => product([numberNode(Rational.of(1n, 3n)), power(self, integer(-2))]),
  simplify: (u) => (u.value !== undefined && (isZero(u.value) || u === oneExpr) ? u : undefined),
  raise: (self, exponent) => {
    const n = asInteger(exponent);
    return n !== undefined && n % 3 === 0 ? power(self.args[0]!, integer(n / 3)) : undefined;
  },
  sign: ([u]) => u!.sign,
  latex: (context) => ({ text: `\\sqrt[3]{${context.part(0, 0)}}`, binding: Binding.atom }),
  code: {
    js: 'Math.cbrt',
    c: 'cbrt',
    numpy: 'np.cbrt',
    torch: '(torch.sign($0) * torch.abs($0) ** (1 / 3))',
    jax: 'jnp.cbrt',
    julia: 'cbrt',
  },
  explain: { en: 'derivative of the cube root', zh: '立方根的导数' },
  at: [0.5, -2],
});
