import type { Expr } from '../expr/node.js';
import { asRational, numberNode } from '../expr/number.js';
import { Rational } from '../expr/rational.js';
import * as ops from '../ops/index.js';
import { isAlgebraicZero, turnsOf } from './algebraic.js';
import { Precise } from './precise.js';
import { preciseValue } from './preciseValue.js';

const BITS = 256;
/** Multiples of an angle that are written out as powers of cos + i·sin. */
const MOST_TURNS = 64;

/** Whether an expression of numbers is zero: decided by its value to 256 bits, as an algebraic number or a sum of angles. */
export function isZeroNumber(f: Expr): boolean | undefined {
  const t = new Precise(BITS);
  const value = preciseValue(f, new Map(), t);
  if (value === undefined) return undefined;
  if (value.middle > value.radius || -value.middle > value.radius) return false;
  return isAlgebraicZero(f) ?? (isZeroAngle(f, t) ? true : undefined);
}

/**
 * Whether Σ cₖ·θₖ + r·π = 0 for rational cₖ and θ = arctan, arcsin or arccos of algebraic numbers: with N the common
 * denominator, the product of (cos θₖ + i·sin θₖ)^{N·cₖ} is then real, and |N·sum| < π leaves only 0. Machin's formula.
 */
function isZeroAngle(f: Expr, t: Precise): boolean {
  const angles: [number: Rational, cos: Expr, sin: Expr][] = [];
  for (const term of f.op === ops.add ? f.args : [f]) {
    const turns = turnsOf(term);
    const [coefficient, angle] = ops.splitCoefficient(term);
    const sides = angle.args.length > 0 ? sidesOf(angle) : undefined;
    if (turns !== undefined) angles.push([turns, ops.minusOne, ops.zeroExpr]);
    else if (sides === undefined || !(coefficient instanceof Rational)) return false;
    else angles.push([coefficient, ...sides]);
  }
  const common = angles.reduce((lcm, [c]) => (lcm * c.den) / gcd(lcm, c.den), 1n);
  let [real, imaginary] = [ops.oneExpr, ops.zeroExpr];
  let powers = 0;
  for (const [c, x, y] of angles) {
    const n = Number((c.num * common) / c.den);
    powers += Math.abs(n);
    if (powers > MOST_TURNS) return false;
    const side = n < 0 ? ops.negate(y) : y;
    for (let k = Math.abs(n); k > 0; k--) {
      [real, imaginary] = [
        ops.subtract(ops.product([real, x]), ops.product([imaginary, side])),
        ops.sum([ops.product([real, side]), ops.product([imaginary, x])]),
      ];
    }
  }
  const whole = preciseValue(ops.product([numberNode(Rational.of(common)), f]), new Map(), t);
  if (whole === undefined || Math.abs(t.toNumber(whole)) > 3) return false;
  return (imaginary.value === undefined ? isAlgebraicZero(imaginary) : asRational(imaginary)?.isZero) === true;
}

/** Numbers proportional to the cosine and the sine of an inverse trigonometric function, the factor being positive. */
export function sidesOf(angle: Expr): [cos: Expr, sin: Expr] | undefined {
  const u = angle.args[0]!;
  const complement = (): Expr => ops.power(ops.subtract(ops.oneExpr, ops.power(u, ops.integerTwo)), ops.half);
  if (angle.op === ops.atan) return [ops.oneExpr, u];
  if (angle.op === ops.asin) return [complement(), u];
  if (angle.op === ops.acos) return [u, complement()];
  if (angle.op === ops.atan2) return [angle.args[1]!, u];
  return undefined;
}

function gcd(a: bigint, b: bigint): bigint {
  let [u, v] = [a, b];
  while (v > 0n) [u, v] = [v, u % v];
  return u;
}
