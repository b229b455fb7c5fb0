import { requireExpr } from '../derive/variables.js';
import { type Expr, enter } from '../expr/node.js';
import { asInteger, asRational, integerRoot, numberNode } from '../expr/number.js';
import { Rational } from '../expr/rational.js';
import { isScalar } from '../expr/shape.js';
import { rebuild } from '../expr/walk.js';
import {
  add,
  apply,
  integerTwo,
  minusOne,
  mul,
  oneExpr,
  power,
  product,
  quotient,
  splitCoefficient,
  subtract,
  sum,
  zeroExpr,
} from '../ops/index.js';
import { canonical } from './canonical.js';
import { commonFactors, takeOut } from './commonFactors.js';
import { expandOnce } from './expand.js';

const TERMS = 200;

/**
 * Writes sums as products where it finds how: common factors of any kind, perfect powers, differences of squares, sums
 * and differences of cubes, quadratics in any variable whose discriminant is a square, and rational roots of
 * polynomials in one variable.
 *
 * @example
 * ```ts
 * import { factor, parse } from '@nablajs/calculus';
 *
 * console.log(factor(parse('x^3 - x*y^2')).toString(), factor(parse('x^2 + 2x + 1')).toString());
 * ```
 */
export function factor(f: Expr): Expr {
  const [entered] = enter([requireExpr('factor', f)]) as [Expr];
  return rebuild(canonical(entered), (original, args) => {
    const made = args === original.args ? original : apply(original.op, args);
    return made.op === add && isScalar(made.shape) ? product([oneExpr, ...factorSum(made)]) : made;
  });
}

/** The factors of a sum; the sum itself when none are found. */
export function factorSum(node: Expr): Expr[] {
  const found: Expr[] = [];
  const waiting: Expr[] = [expandOnce(node, TERMS) ?? node];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (next.op !== add || next.args.length > TERMS) {
      found.push(next);
      continue;
    }
    const common = commonFactors(next.args, () => true);
    if (common.exponents.size > 0 || !common.content.isOne) {
      const { outside, inside } = takeOut(next.args, common);
      found.push(outside);
      waiting.push(inside);
      continue;
    }
    const split = splitPolynomial(next);
    if (split === undefined) found.push(next);
    else waiting.push(...split);
  }
  return found;
}

/** Bases that occur in a sum with positive integer exponents only, with their degree. */
function generators(node: Expr): Map<Expr, number> {
  const degrees = new Map<Expr, number>();
  for (const term of node.args) {
    for (const each of term.op === mul ? term.args : [term]) {
      if (each.value !== undefined) continue;
      const [base, exponent] = each.op.asPower?.(each) ?? [each, oneExpr];
      const n = asInteger(exponent);
      if (n === undefined || n < 1) degrees.set(each, Math.max(1, degrees.get(each) ?? 0));
      else degrees.set(base, Math.max(n, degrees.get(base) ?? 0));
    }
  }
  return degrees;
}

function splitPolynomial(node: Expr): Expr[] | undefined {
  const degrees = generators(node);
  for (const [x, degree] of degrees) {
    const coefficients = coefficientsIn(node, x, degree);
    if (coefficients === undefined || degree < 2) continue;
    const split =
      degree === 2
        ? splitQuadratic(coefficients, x)
        : degree === 3 && coefficients[1] === zeroExpr && coefficients[2] === zeroExpr
          ? splitCubes(coefficients, x)
          : undefined;
    if (split !== undefined) return split;
    if (degrees.size === 1) return splitByRoot(coefficients, x) ?? splitSquare(coefficients, x);
  }
  return undefined;
}

/** c₀, …, cₙ with node = Σ cₖ·xᵏ, none of them depending on x. */
function coefficientsIn(node: Expr, x: Expr, degree: number): Expr[] | undefined {
  const groups: Expr[][] = Array.from({ length: degree + 1 }, () => []);
  for (const term of node.args) {
    const factors = term.op === mul ? term.args : [term];
    const own = factors.find((each) => (each.op.asPower?.(each) ?? [each])[0] === x || each === x);
    const k = own === undefined ? 0 : own === x ? 1 : asInteger(own.op.asPower!(own)[1]);
    if (k === undefined || k < 0) return undefined;
    groups[k]!.push(own === undefined ? term : product([oneExpr, ...factors.filter((each) => each !== own)]));
  }
  const coefficients = groups.map((group) => (group.length === 0 ? zeroExpr : sum(group)));
  return coefficients.some((each) => contains(each, x)) ? undefined : coefficients;
}

function contains(node: Expr, x: Expr): boolean {
  let found = false;
  rebuild(node, (each) => {
    if (each === x) found = true;
    return each;
  });
  return found;
}

/** a·x² + b·x + c = a·(x + (b − r)/2a)·(x + (b + r)/2a) with r² = b² − 4ac, for a number a. */
function splitQuadratic([c, b, a]: readonly Expr[], x: Expr): Expr[] | undefined {
  if (asRational(a!) === undefined) return undefined;
  const discriminant = expandOnce(
    subtract(power(b!, integerTwo), product([numberNode(Rational.of(4n)), a!, c!])),
    TERMS,
  );
  const root = discriminant === undefined ? undefined : squareRoot(discriminant);
  if (root === undefined) return undefined;
  const half = quotient(oneExpr, product([integerTwo, a!]));
  const linear = (r: Expr): Expr => expandOnce(sum([x, product([half, sum([b!, r])])]), TERMS) ?? x;
  return [a!, linear(product([minusOne, root])), linear(root)];
}

/** a·x³ + c = a·(x + d)(x² − d·x + d²) with d³ = c/a. */
function splitCubes(coefficients: readonly Expr[], x: Expr): Expr[] | undefined {
  const [c, , , a] = coefficients as [Expr, Expr, Expr, Expr];
  if (asRational(a) === undefined) return undefined;
  const d = cubeRoot(quotient(c, a));
  if (d === undefined) return undefined;
  return [a, sum([x, d]), sum([power(x, integerTwo), product([minusOne, d, x]), power(d, integerTwo)])];
}

/** The polynomial whose square a polynomial is, found term by term from the highest. */
function squareRoot(p: Expr): Expr | undefined {
  if (p === zeroExpr) return zeroExpr;
  const lead = monomialRoot(p.op === add ? p.args[0]! : p, 2n);
  if (lead === undefined) return undefined;
  let root = lead;
  for (let step = 0; step < 20; step++) {
    const rest = expandOnce(subtract(p, power(root, integerTwo)), TERMS);
    if (rest === undefined) return undefined;
    if (rest === zeroExpr) return root;
    const next = quotient(rest.op === add ? rest.args[0]! : rest, product([integerTwo, lead]));
    if (next.op === add || hasNegativePower(next)) return undefined;
    root = sum([root, next]);
  }
  return undefined;
}

function cubeRoot(p: Expr): Expr | undefined {
  return p.op === add ? undefined : monomialRoot(p, 3n);
}

/** c·Π bᵉ with every exponent divided by n, when that leaves integers and a rational number. */
function monomialRoot(term: Expr, n: bigint): Expr | undefined {
  const [coefficient, rest] = term.value === undefined ? splitCoefficient(term) : [term.value, oneExpr];
  if (!(coefficient instanceof Rational)) return undefined;
  const number = rationalRoot(coefficient, n);
  if (number === undefined) return undefined;
  const factors: Expr[] = [numberNode(number)];
  for (const each of rest === oneExpr ? [] : rest.op === mul ? rest.args : [rest]) {
    const [base, exponent] = each.op.asPower?.(each) ?? [each, oneExpr];
    const e = asInteger(exponent);
    if (e === undefined || e < 0 || e % Number(n) !== 0) return undefined;
    factors.push(power(base, numberNode(Rational.of(BigInt(e) / n))));
  }
  return product(factors);
}

function rationalRoot(value: Rational, n: bigint): Rational | undefined {
  if (value.isNegative) return n % 2n === 0n ? undefined : rationalRoot(value.negated(), n)?.negated();
  const [num, den] = [integerRoot(value.num, n), integerRoot(value.den, n)];
  return num ** n === value.num && den ** n === value.den ? Rational.of(num, den) : undefined;
}

function hasNegativePower(term: Expr): boolean {
  return (term.op === mul ? term.args : [term]).some((each) => {
    const e = each.op.asPower?.(each)[1];
    return e !== undefined && (asInteger(e) ?? -1) < 0;
  });
}

/** A rational root r of Σ cₖxᵏ, taken out as (x − r) by Horner's scheme. */
function splitByRoot(coefficients: readonly Expr[], x: Expr): Expr[] | undefined {
  const numbers = coefficients.map(asRational);
  if (numbers.some((each) => each === undefined)) return undefined;
  const exact = numbers as Rational[];
  const scale = exact.reduce((lcm, each) => (lcm * each.den) / gcd(lcm, each.den), 1n);
  const integers = exact.map((each) => each.num * (scale / each.den));
  const [last, lead] = [integers[0]!, integers[integers.length - 1]!];
  for (const p of divisors(last)) {
    for (const q of divisors(lead)) {
      for (const root of [Rational.of(p, q), Rational.of(-p, q)]) {
        const quotients = deflate(exact, root);
        if (quotients === undefined) continue;
        const terms = quotients.map((each, k) =>
          product([numberNode(each), power(x, numberNode(Rational.of(BigInt(k))))]),
        );
        return [subtract(x, numberNode(root)), sum([zeroExpr, ...terms])];
      }
    }
  }
  return undefined;
}

/** Coefficients of p/(x − r), or undefined when r is no root. */
function deflate(coefficients: readonly Rational[], root: Rational): Rational[] | undefined {
  const quotients: Rational[] = [];
  let value = Rational.zero;
  for (let k = coefficients.length - 1; k >= 0; k--) {
    value = value.times(root).plus(coefficients[k]!);
    if (k > 0) quotients.unshift(value);
  }
  return value.isZero ? quotients : undefined;
}

/** p = q² for a polynomial in one variable. */
function splitSquare(coefficients: readonly Expr[], x: Expr): Expr[] | undefined {
  const terms = coefficients.map((each, k) => product([each, power(x, numberNode(Rational.of(BigInt(k))))]));
  const root = squareRoot(sum([zeroExpr, ...terms]));
  return root === undefined ? undefined : [root, root];
}

function divisors(n: bigint): bigint[] {
  const magnitude = n < 0n ? -n : n;
  const found: bigint[] = [];
  for (let d = 1n; d * d <= magnitude && d < 1000n; d++) {
    if (magnitude % d === 0n) found.push(d, magnitude / d);
  }
  return found;
}

function gcd(a: bigint, b: bigint): bigint {
  let [u, v] = [a, b];
  while (v > 0n) [u, v] = [v, u % v];
  return u;
}
