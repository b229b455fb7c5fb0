import { mul as multiplyTensors } from '@nablajs/core-wasm';
import { EXACT_BITS } from '../expr/budget.js';
import { addInterval, mulInterval, realPowerInterval } from '../expr/interval.js';
import { type Expr, node, rational } from '../expr/node.js';
import { NodeMap } from '../expr/nodeMap.js';
import {
  asInteger,
  isNegative,
  isOne,
  isZero,
  type Num,
  numberNode,
  one,
  plus,
  rootParts,
  times,
  toDouble,
  zero,
} from '../expr/number.js';
import type { Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { isScalar, sameShape } from '../expr/shape.js';
import { addForm, mulForm, powForm } from './arithmeticForms.js';
import { minusOne, oneExpr, zeroExpr } from './numbers.js';
import { degreeOfProduct, degreeOfSum, signOfPower, signOfProduct, signOfSum } from './signAndDegree.js';
import { coefficientOf, compareFactors, compareTerms, productRank, restOf } from './termOrder.js';
import { withShape } from './withShape.js';

export * from './numbers.js';
export { coefficientOf, compareFactors, compareTerms, restOf, splitCoefficient } from './termOrder.js';

/**
 * The canonical sums, products and powers that every derivative is made of:
 *
 *   Σ cᵢ·tᵢ      like terms collected, in textbook order (degree, then alphabet)
 *   c·Π bᵢ^eᵢ    one rational coefficient, equal bases merged
 *   b^e          powers of powers and of products only where no real value is lost or changed
 *
 * Nothing is expanded but a number times a short sum inside another sum. Sums and products longer than the limits are not
 * merged into their surroundings: construction stays linear, and so do the derivatives of long chains.
 */
const [FLAT_SUM, FLAT_PRODUCT, DISTRIBUTE_LIMIT] = [256, 16, 32];

/** Element-wise sum of two or more; scalars broadcast. */
export const add: Operation = {
  name: 'add',
  arity: [1, Number.POSITIVE_INFINITY],
  aliases: null,
  rank: 90,
  make: sum,
  value: (...args) => args.reduce((total, each) => total + each, 0),
  interval: (args) => args.reduce(addInterval),
  degree: degreeOfSum,
  sign: signOfSum,
  partial: () => oneExpr,
  differential: (_args, differentials) => sum(differentials.filter((each) => each !== undefined)),
  adjoint: (_args, _index, adjoint) => adjoint,
  mathJson: 'Add',
  explain: { en: 'sum rule', zh: '和的求导法则' },
  samples: [
    [0.5, 1.25, -2],
    [3, -1],
  ],
  ...addForm,
};

/** Element-wise product of two or more; scalars broadcast. */
export const mul: Operation = {
  name: 'mul',
  arity: [1, Number.POSITIVE_INFINITY],
  aliases: null,
  rank: productRank,
  make: product,
  value: (...args) => args.reduce((total, each) => total * each, 1),
  whole: (args) => args.reduce((total, each) => multiplyTensors(total, each)),
  interval: (args) => args.reduce(mulInterval),
  degree: degreeOfProduct,
  sign: signOfProduct,
  partial: (args, index) => product(args.filter((_, i) => i !== index)),
  differential: productDifferential,
  adjoint: (args, index, adjoint) => product([...args.filter((_, i) => i !== index), adjoint]),
  raise: raiseProduct,
  mathJson: 'Multiply',
  explain: { en: 'product rule', zh: '乘积的求导法则' },
  explainSingle: { en: 'rule for constant factors', zh: '常数因子可以提出的法则' },
  samples: [
    [0.5, 1.25, -2],
    [3, -1],
  ],
  ...mulForm,
};

/** Element-wise power; real-valued, so a negative base needs an integer exponent. */
export const pow: Operation = {
  name: 'pow',
  arity: [2, 2],
  rank: 55,
  make: ([base, exponent]) => power(base!, exponent!),
  value: (base, exponent) => base! ** exponent!,
  interval: ([base, exponent], self) => realPowerInterval(base!, exponent!, asInteger(self.args[1]!)),
  kernel: 'dPow',
  domain: (base, exponent) => base! > 0 || Number.isInteger(exponent!),
  domainText: 'u > 0 or an integer exponent',
  degree: ([base, exponent]) => (exponent!.value === undefined ? 0 : base!.degree * exponent!.toNumber()),
  sign: ([base, exponent]) => signOfPower(base!, exponent!),
  partial: ([base, exponent], index, self) =>
    index === 0 ? product([exponent!, power(base!, sum([exponent!, minusOne]))]) : product([self, logarithm(base!)]),
  asPower: (self) => self.args as readonly [Expr, Expr],
  raise: raisePower,
  mathJson: 'Power',
  explain: { en: 'power rule', zh: '幂函数求导法则' },
  samples: [
    [1.5, 2.5],
    [0.75, -3],
    [2, 0.5],
    [3.25, 1.2],
  ],
  ...powForm,
};

let logarithm: (u: Expr) => Expr = () => {
  throw new Error('the logarithm has not been declared');
};

/** Lets the file that declares log give it to the power rule, ∂(b^e)/∂e = b^e·log b, without importing it here. */
export function setLogarithm(log: (u: Expr) => Expr): void {
  logarithm = log;
}

/** Canonical Σ terms. */
export function sum(terms: readonly Expr[]): Expr {
  if (terms.length === 1) return terms[0]!;
  const collected = new NodeMap<Num>();
  const whole: (Expr | undefined)[] = [];
  let total: Num = zero;
  const stack: Expr[] = [];
  const scales: Num[] = [];
  const open = (inside: readonly Expr[], scale: Num): void => {
    for (let i = inside.length - 1; i >= 0; i--) {
      stack.push(inside[i]!);
      scales.push(scale);
    }
  };
  open(terms, one);
  while (stack.length > 0) {
    const term = stack.pop()!;
    const scale = scales.pop()!;
    if (
      term.value !== undefined &&
      (term.shape.length === 0 || terms.every((each) => sameShape(each.shape, term.shape)))
    ) {
      total = plus(total, times(scale, term.value));
    } else if (term.op === add && term.args.length <= (scale === one ? FLAT_SUM : DISTRIBUTE_LIMIT))
      open(term.args, scale);
    else {
      const coefficient = coefficientOf(term);
      const rest = coefficient === one ? term : restOf(term);
      const scaled = coefficient === one ? scale : times(scale, coefficient);
      const known = collected.indexOf(rest);
      if (rest !== term && rest.op === add && rest.args.length <= DISTRIBUTE_LIMIT) open(rest.args, scaled);
      else if (known < 0) {
        collected.append(rest, scaled);
        whole.push(scale === one ? term : undefined);
      } else {
        collected.values[known] = plus(collected.values[known]!, scaled);
        whole[known] = undefined;
      }
    }
  }
  const result: Expr[] = [];
  for (let i = 0; i < whole.length; i++) {
    const coefficient = collected.values[i]!;
    if (!isZero(coefficient)) result.push(whole[i] ?? scaleTerm(coefficient, collected.keys[i]!));
  }
  if (result.length > 1) result.sort(compareTerms);
  if (!isZero(total)) result.push(numberNode(total));
  return withShape(add, terms, result.length === 1 ? result[0]! : result.length === 0 ? zeroExpr : node(add, result));
}

/** Canonical Π factors. */
export function product(factors: readonly Expr[]): Expr {
  if (factors.length === 1) return factors[0]!;
  let coefficient: Num = one;
  const collected = new NodeMap<Expr | Expr[]>();
  const originals: Expr[] = [];
  const stack: Expr[] = [];
  for (let i = factors.length - 1; i >= 0; i--) stack.push(factors[i]!);
  let merged = false;
  while (stack.length > 0) {
    const factor = stack.pop()!;
    if (factor.value !== undefined) coefficient = times(coefficient, factor.value);
    else if (factor.op === mul && factor.args.length <= FLAT_PRODUCT) {
      for (let i = factor.args.length - 1; i >= 0; i--) stack.push(factor.args[i]!);
    } else {
      const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, oneExpr];
      const known = collected.indexOf(base);
      if (known < 0) {
        collected.append(base, exponent);
        originals.push(factor);
      } else {
        merged = true;
        const before = collected.values[known]!;
        collected.values[known] = Array.isArray(before) ? [...before, exponent] : [before, exponent];
      }
    }
  }
  if (isZero(coefficient)) return withShape(mul, factors, zeroExpr);
  let result = originals;
  if (merged) {
    result = [];
    let again = false;
    for (let i = 0; i < originals.length; i++) {
      const exponent = collected.values[i]!;
      const factor = Array.isArray(exponent) ? power(collected.keys[i]!, sum(exponent)) : originals[i]!;
      if (factor.value !== undefined) coefficient = times(coefficient, factor.value);
      else {
        if (Array.isArray(exponent) && (factor.op === mul || collected.indexOf(factor) >= 0)) again = true;
        result.push(factor);
      }
    }
    if (again) return product([numberNode(coefficient), ...result]);
  }
  if (result.length > 1) result.sort(compareFactors);
  return withShape(mul, factors, scaleFactors(coefficient, result));
}

function scaleFactors(coefficient: Num, factors: readonly Expr[]): Expr {
  if (factors.length === 0) return numberNode(coefficient);
  if (isOne(coefficient)) return factors.length === 1 ? factors[0]! : node(mul, factors);
  const only = factors[0]!;
  if (factors.length === 1 && only.op === add && only.args.length <= DISTRIBUTE_LIMIT && toDouble(coefficient) === -1) {
    return sum(only.args.map((term) => product([minusOne, term])));
  }
  return node(mul, [numberNode(coefficient), ...factors]);
}

/** Canonical base^exponent. */
export function power(base: Expr, exponent: Expr): Expr {
  const { value } = exponent;
  if (value !== undefined && isScalar(exponent.shape)) {
    if (isZero(value)) return isScalar(base.shape) ? oneExpr : numberNode(one, base.shape);
    if (isOne(value)) return base;
    if (base.value !== undefined) return numericPower(base, exponent);
  } else if (base.value !== undefined && isOne(base.value) && isScalar(exponent.shape)) return base;
  return base.op.raise?.(base, exponent) ?? node(pow, [base, exponent]);
}

function numericPower(base: Expr, exponent: Expr): Expr {
  const [b, e] = [base.value!, exponent.value!];
  const plain = (): Expr => node(pow, [base, exponent]);
  if (isOne(b)) return base;
  if (isZero(b)) return isNegative(e) ? plain() : base;
  if (typeof b === 'number' || typeof e === 'number') {
    const double = toDouble(b) ** toDouble(e);
    return Number.isFinite(double) && double !== 0 ? numberNode(double, base.shape) : plain();
  }
  const n = asInteger(exponent);
  if (n !== undefined) {
    return Math.abs(n) * b.bits <= EXACT_BITS || (b.bits <= 8 && Math.abs(n) <= EXACT_BITS)
      ? rational(b.power(n), base.shape)
      : plain();
  }
  if (b.isNegative || !isScalar(base.shape)) return plain();
  const parts = rootParts(b, e);
  if (parts === undefined) return plain();
  const { factor, radicand, root } = parts;
  if (radicand === 1n) return rational(factor);
  return scaleTerm(factor, node(pow, [rational(Rational.of(radicand)), rational(root)]));
}

/** (Π f)^n = Π f^n for an integer n; for other exponents only factors known to be positive come out. */
function raiseProduct(self: Expr, exponent: Expr): Expr | undefined {
  if (asInteger(exponent) !== undefined) return product(self.args.map((factor) => power(factor, exponent)));
  const outside = self.args.filter((factor) => factor.sign === 2);
  if (outside.length === 0) return undefined;
  const inside = self.args.filter((factor) => factor.sign !== 2);
  if (inside.length === 0) return product(outside.map((factor) => power(factor, exponent)));
  return product([
    ...outside.map((factor) => power(factor, exponent)),
    node(pow, [scaleFactors(one, inside), exponent]),
  ]);
}

let absolute: (u: Expr) => Expr = (u) => u;

/** Lets the file that declares abs give it to the rule (b²)^½ = |b|. */
export function setAbsolute(abs: (u: Expr) => Expr): void {
  absolute = abs;
}

/** (b^f)^e = b^(fe) when e is an integer or b ≥ 0; (b^f)^e = |b|^(fe) when f is an even integer. */
function raisePower(self: Expr, exponent: Expr): Expr | undefined {
  const [base, inner] = self.args as [Expr, Expr];
  const combined = (): Expr => product([inner, exponent]);
  if (asInteger(exponent) !== undefined || base.sign === 2) return power(base, combined());
  const f = asInteger(inner);
  if (base.sign === 1 && (f === undefined || f > 0)) return power(base, combined());
  if (f !== undefined && f % 2 === 0) return power(absolute(base), combined());
  return undefined;
}

/** d(Π f) = Σ dfᵢ·Π_{j≠i} fⱼ; long products share their partial products from both ends, so the result stays linear. */
function productDifferential(args: readonly Expr[], differentials: readonly (Expr | undefined)[]): Expr {
  const terms: Expr[] = [];
  if (args.length <= 8) {
    for (let i = 0; i < args.length; i++) {
      const d = differentials[i];
      if (d !== undefined) terms.push(product(args.map((factor, j) => (j === i ? d : factor))));
    }
    return sum(terms);
  }
  const before: Expr[] = [oneExpr];
  for (let i = 0; i < args.length - 1; i++) before.push(node(mul, [before[i]!, args[i]!]));
  let after = oneExpr;
  for (let i = args.length - 1; i >= 0; i--) {
    const d = differentials[i];
    if (d !== undefined) terms.push(scaleShared(d, before[i]!, after));
    after = node(mul, [args[i]!, after]);
  }
  return terms.length <= DISTRIBUTE_LIMIT ? sum(terms) : node(add, terms.reverse());
}

function scaleShared(d: Expr, before: Expr, after: Expr): Expr {
  const factors = [d, before, after].filter((factor) => factor !== oneExpr);
  return factors.length === 0 ? oneExpr : factors.length === 1 ? factors[0]! : node(mul, factors);
}

/** coefficient · rest for a rest free of numbers. */
export function scaleTerm(coefficient: Num, rest: Expr): Expr {
  if (isOne(coefficient)) return rest;
  if (rest.value !== undefined) return numberNode(times(coefficient, rest.value), rest.shape);
  return scaleFactors(coefficient, rest.op === mul ? rest.args : [rest]);
}

/** −a */
export function negate(a: Expr): Expr {
  return product([minusOne, a]);
}

/** a − b */
export function subtract(a: Expr, b: Expr): Expr {
  return sum([a, negate(b)]);
}

/** a/b, element-wise */
export function quotient(a: Expr, b: Expr): Expr {
  return product([a, power(b, minusOne)]);
}
