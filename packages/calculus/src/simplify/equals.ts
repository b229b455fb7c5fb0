import { random } from '@nablajs/core-wasm';
import { requireExpr } from '../derive/variables.js';
import { isEmpty } from '../expr/interval.js';
import { assumedSymbol, type Expr, enter } from '../expr/node.js';
import { asInteger, numberNode, toDouble } from '../expr/number.js';
import type { Interval, Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { freeSymbols, postorder, rebuild } from '../expr/walk.js';
import { equalMatrices } from '../matrix/equalMatrices.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import {
  acosh,
  add,
  apply,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  cos,
  exp,
  expm1,
  half,
  integerTwo,
  log,
  log1p,
  log2,
  log10,
  max,
  min,
  mul,
  negate,
  oneExpr,
  power,
  product,
  quotient,
  sigmoid,
  sign,
  sin,
  sinh,
  softplus,
  splitCoefficient,
  subtract,
  sum,
  tan,
  tanh,
} from '../ops/index.js';
import { turnsOf } from './algebraic.js';
import { canonical } from './canonical.js';
import { vanishesInAllCases } from './casework.js';
import { factorSum } from './factor.js';
import { IntervalEvaluator } from './intervals.js';
import { provedZero } from './normalForm.js';
import { Precise } from './precise.js';
import { preciseValue } from './preciseValue.js';
import { vanishesByDerivatives } from './vanishesByDerivatives.js';
import { isZeroNumber, sidesOf } from './zeroNumber.js';

/** What `equals` may take for granted. */
export interface EqualsOptions {
  /** `'real'`: symbols are any real numbers (default); `'positive'`: all are positive. */
  readonly assume?: 'real' | 'positive';
}

const POINTS = 24;
const PRECISE_POINTS = 6;
/** Functions with g(u) ≤ g(v) for u ≤ v, wherever both are defined. */
const INCREASING: ReadonlySet<Operation> = new Set<Operation>([
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  sinh,
  tanh,
  atan,
  asinh,
  acosh,
  atanh,
  sigmoid,
  softplus,
  cbrt,
]);
const third = numberNode(Rational.of(1n, 3n));

/**
 * Whether two scalar formulas are equal wherever both are defined: `true` when it is proved, `false` when a point is
 * found at which they certainly differ, `undefined` when neither is. Never a guess.
 *
 * Proofs: a normal form (see `NormalForm`) in which laws of powers, exponentials and logarithms, trigonometric and
 * hyperbolic identities are cancellations; the same for e^{f−g} − 1, for f² − g² of formulas that are not negative, and
 * for every case of the signs inside |·|, max and min; derivatives that vanish, with a zero in every part of the domain;
 * numbers by separation bounds. Disproofs: ranges at a point that do not meet, in doubles and then with 256 bits.
 *
 * @example
 * ```ts
 * import { equals, parse } from '@nablajs/calculus';
 *
 * console.log(equals(parse('sin(2x)'), parse('2*sin(x)*cos(x)')));
 * console.log(equals(parse('sqrt(x^2)'), parse('x')), equals(parse('sqrt(x^2)'), parse('x'), { assume: 'positive' }));
 * ```
 */
export function equals(f: Expr, g: Expr, opts: EqualsOptions = {}): boolean | undefined {
  const [left, right] = enter([requireExpr('equals', f), requireExpr('equals', g)]) as [Expr, Expr];
  if (isMatrixFormula(left, left) || isMatrixFormula(right, right)) return equalMatrices(left, right);
  const positive = opts.assume === 'positive';
  const [a, b] = [prepared(left, positive), prepared(right, positive)];
  if (a === b) return true;
  const difference = subtract(a, b);
  // The sign of zero is a value of its own, which identities between formulas do not see.
  if (postorder([left, right]).some((node) => node.op === sign) && differSomewhere(left, right, positive)) return false;
  if (provedZero(difference, positive)) return true;
  const [p, q] = [canonical(left), canonical(right)];
  if (differSomewhere(p, q, positive)) return false;
  if (freeSymbols(difference).length === 0) return isZeroNumber(difference);
  if (differsPrecisely(subtract(p, q), positive)) return false;
  if (isProved(a, b, difference, positive)) return true;
  return vanishesByDerivatives(subtract(p, q), false) || (positive && vanishesByDerivatives(difference, true))
    ? true
    : undefined;
}

/** Proofs by another formula that vanishes with f − g. */
function isProved(a: Expr, b: Expr, difference: Expr, positive: boolean): boolean {
  // e^{f−g} = 1, and its square where the logarithms are halved: the exponential takes no value twice.
  const exponentials = [difference, product([integerTwo, difference])].map((each) => exp.make!([each]));
  if (exponentials.some((each) => provedZero(subtract(each, oneExpr), positive))) return true;
  // f² = g² for f, g ≥ 0.
  const squares = subtract(power(a, integerTwo), power(b, integerTwo));
  if (a.sign > 0 && b.sign > 0 && provedZero(squares, positive)) return true;
  return vanishesInAllCases(difference, positive);
}

/** Canonical, with the assumption on the symbols, logarithms of positive products split, sin(arcsin u) opened. */
function prepared(f: Expr, positive: boolean): Expr {
  return rebuild(f, (original, args) => {
    if (original.name !== undefined && positive)
      return assumedSymbol(original.name, original.shape, 2, original.traits);
    if (original.args.length === 0) return original;
    return opened(apply(original.op, args));
  });
}

function opened(node: Expr): Expr {
  const u = node.args[0];
  if (node.op === log) return sum(logParts(u!.op === add ? product([oneExpr, ...factorSum(u!)]) : u!));
  const [base, exponent] = node.op.asPower?.(node) ?? [node, oneExpr];
  if (base.op === add && exponent.value !== undefined && asInteger(exponent) === undefined) {
    return power(product([oneExpr, ...factorSum(base)]), exponent);
  }
  if (node.op === acosh)
    return opened(log.make!([sum([u!, opened(power(subtract(power(u!, integerTwo), oneExpr), half))])]));
  if (node.op === atan2 && node.args[1]!.sign === 2) return atan.make!([quotient(u!, node.args[1]!)]);
  if (node.op === cbrt && u!.sign > 0) return opened(power(u!, third));
  if (node.op === max || node.op === min) return monotone(node);
  if (node.op !== sin && node.op !== cos && node.op !== tan) return node;
  const sides = sidesOfSum(u!);
  if (sides === undefined) return node;
  return node.op === cos ? sides[0] : node.op === sin ? sides[1] : quotient(sides[1], sides[0]);
}

/** Multiples of an inverse function that cos and sin are written out for. */
const MULTIPLES = 6;

/** cos and sin of a sum with parts such as 2·arcsin u and π/4, by the addition theorems; undefined for other sums. */
function sidesOfSum(angle: Expr): [cos: Expr, sin: Expr] | undefined {
  const rest: Expr[] = [];
  const known: [cos: Expr, sin: Expr][] = [];
  for (const term of angle.op === add ? angle.args : [angle]) {
    const [coefficient, inner] = term.value === undefined ? splitCoefficient(term) : [1, term];
    const n = toDouble(coefficient);
    const sides = inner.args.length > 0 ? unitSides(inner) : undefined;
    if (turnsOf(term) !== undefined) known.push([cos.make!([term]), sin.make!([term])]);
    else if (sides !== undefined && Number.isInteger(n) && Math.abs(n) <= MULTIPLES) {
      const side = n < 0 ? negate(sides[1]) : sides[1];
      for (let k = Math.abs(n); k > 0; k--) known.push([sides[0], side]);
    } else rest.push(term);
  }
  if (known.length === 0 || (known.length === 1 && turnsOf(angle) !== undefined)) return undefined;
  const others = rest.length === 0 ? [] : [sum(rest)];
  const start = others.map((u): [Expr, Expr] => [cos.make!([u]), sin.make!([u])]);
  return [...start, ...known].reduce(([x, y], [c, s]) => [
    subtract(product([x, c]), product([y, s])),
    sum([product([x, s]), product([y, c])]),
  ]);
}

/** cos and sin of an inverse function. */
function unitSides(angle: Expr): [cos: Expr, sin: Expr] | undefined {
  const sides = sidesOf(angle);
  if (sides === undefined) return undefined;
  const square = sum(sides.map((each) => power(each, integerTwo)));
  const length = angle.op === atan || angle.op === atan2 ? opened(power(square, half)) : oneExpr;
  return [quotient(opened(sides[0]), length), quotient(opened(sides[1]), length)];
}

/** max(g(u), g(v)) = g(max(u, v)) for increasing g. */
function monotone(node: Expr): Expr {
  const [a, b] = node.args as [Expr, Expr];
  if (a.op === b.op && INCREASING.has(a.op)) return a.op.make!([node.op.make!([a.args[0]!, b.args[0]!])]);
  const [base, exponent] = a.op.asPower?.(a) ?? [a, oneExpr];
  const [other, same] = b.op.asPower?.(b) ?? [b, oneExpr];
  if (exponent !== same || exponent === oneExpr || exponent.value === undefined || exponent.toNumber() < 0) return node;
  return base.sign > 0 && other.sign > 0 ? power(node.op.make!([base, other]), exponent) : node;
}

/** log(p·q) = log p + log q for p known to be positive, and log vⁿ = n·log v for odd n, wherever both are defined. */
function logParts(u: Expr): Expr[] {
  const factors = u.op === mul ? u.args : [u];
  const positive = factors.filter((factor) => factor.sign === 2);
  const others = factors.filter((factor) => factor.sign !== 2);
  const parts = positive.map((factor) => log.make!([factor]));
  if (others.length === 0) return parts;
  const rest = product([oneExpr, ...others]);
  const [base, exponent] = rest.op.asPower?.(rest) ?? [rest, oneExpr];
  const n = asInteger(exponent);
  if (n !== undefined && n % 2 !== 0) return [...parts, product([exponent, log.make!([base])])];
  return [...parts, log.make!([rest])];
}

function differSomewhere(f: Expr, g: Expr, positive: boolean): boolean {
  const names = freeSymbols(f, g);
  if (
    postorder([f, g]).some((node) => node.shape.length > 0 || (node.args.length > 0 && node.op.interval === undefined))
  )
    return false;
  const evaluator = new IntervalEvaluator([f, g]);
  const generator = random(names.length + 1);
  for (let k = 0; k < (names.length === 0 ? 1 : POINTS); k++) {
    const spread = 0.5 + 0.15 * k;
    const low = positive || k % 3 !== 0 ? 0.05 : -spread;
    const high = k % 4 === 3 ? 12 : spread + 1;
    const drawn = generator.uniform([Math.max(names.length, 1)], { low, high }).toTypedArray();
    const point = new Map<string, Interval>(names.map((name, i) => [name, [drawn[i]!, drawn[i]!]]));
    if (k === 0) for (const name of names) point.set(name, positive ? [1, 1] : [0, 0]);
    const [p, q] = evaluator.over(point) as [Interval, Interval];
    if (isEmpty(p) || isEmpty(q)) continue;
    if (p[1] < q[0] || q[1] < p[0]) return true;
  }
  return false;
}

/** Whether h is certainly not zero at one of a few rational points, to 256 bits. */
function differsPrecisely(h: Expr, positive: boolean): boolean {
  const names = freeSymbols(h);
  const t = new Precise(256);
  for (let k = 1; k <= PRECISE_POINTS; k++) {
    const numerator = (i: number): bigint => BigInt(((k * 7 + i * 5) % 23) + 1);
    const point = new Map(
      names.map((name, i) => [name, Rational.of(numerator(i) * (k === 3 && !positive ? -1n : 1n), 11n)]),
    );
    const value = preciseValue(h, point, t);
    if (value !== undefined && (value.middle > value.radius || -value.middle > value.radius)) return true;
  }
  return false;
}
