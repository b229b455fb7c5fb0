import type { Expr } from '../expr/node.js';
import { asInteger } from '../expr/number.js';
import type { Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { postorder } from '../expr/walk.js';
import * as ops from '../ops/index.js';
import { type Ball, between, NoValue, type Precise } from './precise.js';

type Rule = (t: Precise, args: readonly Ball[], node: Expr) => Ball;

/**
 * A ball that holds the value of an expression of numbers, or at a point of rational coordinates; undefined where there
 * is none, or the ball would touch the end of a domain.
 */
export function preciseValue(f: Expr, at: ReadonlyMap<string, Rational>, t: Precise): Ball | undefined {
  const values = new Map<Expr, Ball>();
  try {
    for (const node of postorder([f])) {
      const args = node.args.map((arg) => values.get(arg)!);
      values.set(node, ballOf(node, args, at, t));
    }
    return values.get(f)!;
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

function ballOf(node: Expr, args: readonly Ball[], at: ReadonlyMap<string, Rational>, t: Precise): Ball {
  const given = node.name === undefined ? node.value : at.get(node.name);
  if (given instanceof Rational) return t.rational(given);
  const rule = rules.get(node.op);
  if (given !== undefined || rule === undefined || node.shape.length > 0) throw new NoValue();
  return rule(t, args, node);
}

const half = (t: Precise, a: Ball): Ball => t.divide(a, t.scale(t.one, 2n));

/** √((1 − u)(1 + u)) and √(u² + d). */
const complement = (t: Precise, u: Ball): Ball => t.root(t.multiply(t.subtract(t.one, u), t.add(t.one, u)), 2n);
const hypotenuse = (t: Precise, u: Ball, d: Ball): Ball => t.root(t.add(t.multiply(u, u), d), 2n);

const absolute = (u: Ball): Ball => {
  if (u.middle - u.radius >= 0n) return u;
  if (u.middle + u.radius <= 0n) return { middle: -u.middle, radius: u.radius };
  const far = u.middle < 0n ? u.radius - u.middle : u.radius + u.middle;
  return between(0n, far);
};

const greater = (t: Precise, a: Ball, b: Ball, sign: bigint): Ball =>
  half(t, t.add(t.add(a, b), t.scale(absolute(t.subtract(a, b)), sign)));

const asin: Rule = (t, [u]) => t.atan(t.divide(u!, complement(t, u!)));
const logOver =
  (base: bigint): Rule =>
  (t, [u]) =>
    t.divide(t.log(u!), t.log(t.scale(t.one, base)));

const rules: ReadonlyMap<Operation, Rule> = new Map<Operation, Rule>([
  [ops.add, (t, args) => args.reduce((a, b) => t.add(a, b))],
  [ops.mul, (t, args) => args.reduce((a, b) => t.multiply(a, b))],
  [ops.piOperation, (t) => t.pi],
  [
    ops.pow,
    (t, [base, exponent], node) => {
      const n = asInteger(node.args[1]!);
      if (n !== undefined) return t.power(base!, n);
      const e = node.args[1]!.value;
      if (e instanceof Rational && e.den < 100n && e.num < 1000n && e.num > -1000n) {
        if (base!.middle < base!.radius) throw new NoValue();
        return t.power(t.root(base!, e.den), Number(e.num));
      }
      return t.exp(t.multiply(exponent!, t.log(base!)));
    },
  ],
  [ops.cbrt, (t, [u]) => t.root(u!, 3n)],
  [ops.exp, (t, [u]) => t.exp(u!)],
  [ops.log, (t, [u]) => t.log(u!)],
  [ops.log1p, (t, [u]) => t.log(t.add(u!, t.one))],
  [ops.expm1, (t, [u]) => t.subtract(t.exp(u!), t.one)],
  [ops.log2, logOver(2n)],
  [ops.log10, logOver(10n)],
  [ops.sigmoid, (t, [u]) => t.divide(t.one, t.add(t.one, t.exp(t.negate(u!))))],
  [ops.softplus, (t, [u]) => t.log(t.add(t.one, t.exp(u!)))],
  [ops.sin, (t, [u]) => t.sin(u!)],
  [ops.cos, (t, [u]) => t.cos(u!)],
  [ops.tan, (t, [u]) => t.divide(t.sin(u!), t.cos(u!))],
  [ops.asin, asin],
  [ops.acos, (t, args, node) => t.subtract(half(t, t.pi), asin(t, args, node))],
  [ops.atan, (t, [u]) => t.atan(u!)],
  [
    ops.atan2,
    (t, [y, x]) => {
      if (x!.middle > x!.radius) return t.atan(t.divide(y!, x!));
      // arctan(y/x) = π/2 − arctan(x/y) for y > 0, odd in y.
      const flat = t.atan(t.divide(x!, y!));
      const quarter = half(t, t.pi);
      return t.subtract(y!.middle > 0n ? quarter : t.negate(quarter), flat);
    },
  ],
  [ops.sinh, (t, [u]) => half(t, t.subtract(t.exp(u!), t.exp(t.negate(u!))))],
  [ops.cosh, (t, [u]) => half(t, t.add(t.exp(u!), t.exp(t.negate(u!))))],
  [
    ops.tanh,
    (t, [u]) => {
      const e = t.exp(t.scale(u!, 2n));
      return t.divide(t.subtract(e, t.one), t.add(e, t.one));
    },
  ],
  [ops.asinh, (t, [u]) => t.log(t.add(u!, hypotenuse(t, u!, t.one)))],
  [ops.acosh, (t, [u]) => t.log(t.add(u!, hypotenuse(t, u!, t.negate(t.one))))],
  [ops.atanh, (t, [u]) => half(t, t.subtract(t.log(t.add(t.one, u!)), t.log(t.subtract(t.one, u!))))],
  [ops.abs, (_, [u]) => absolute(u!)],
  [ops.relu, (t, [u]) => half(t, t.add(u!, absolute(u!)))],
  [ops.max, (t, [a, b]) => greater(t, a!, b!, 1n)],
  [ops.min, (t, [a, b]) => greater(t, a!, b!, -1n)],
  [
    ops.sign,
    (t, [u]) => {
      if (u!.middle > u!.radius) return t.one;
      if (-u!.middle > u!.radius) return t.negate(t.one);
      throw new NoValue();
    },
  ],
]);
