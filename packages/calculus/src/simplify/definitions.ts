import type { Expr } from '../expr/node.js';
import type { Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import * as ops from '../ops/index.js';
import { constantLaurent, type Laurent, serialize } from './laurent.js';

const half = Rational.of(1n, 2n);

/** Arithmetic on normal forms, for the definitions of functions by exp, log and roots. */
export interface Tools {
  add(...parts: readonly Laurent[]): Laurent;
  scale(p: Laurent, factor: Rational): Laurent;
  multiply(...parts: readonly Laurent[]): Laurent;
  power(p: Laurent, exponent: Rational): Laurent;
  exp(p: Laurent): Laurent;
  log(p: Laurent): Laurent;
  imaginary(): Laurent;
  atom(key: string, positive: boolean): Laurent;
  /** Whether the polynomial is certainly positive wherever it is defined and not zero. */
  isPositive(p: Laurent): boolean;
}

export type Definition = (tools: Tools, args: readonly Laurent[], node: Expr) => Laurent;

/** A function that the form knows nothing of: an atom by its name and its arguments' forms. */
const opaque: Definition = (tools, args, node) =>
  tools.atom(`f:${node.op.name}(${args.map(serialize).join(';')})`, node.op.sign?.(node.args) === 2);

/** An odd function that the form knows nothing else of: f(−u) = −f(u). */
const odd =
  (name: string): Definition =>
  (t, [u]) => {
    const flipped = t.scale(u!, minus);
    const [here, there] = [serialize(u!), serialize(flipped)];
    return here <= there ? t.atom(`f:${name}(${here})`, false) : t.scale(t.atom(`f:${name}(${there})`, false), minus);
  };

/** arctan u = π/2 − arctan 1/u for u > 0, written with the lesser of the two texts. */
const arctangent: Definition = (t, args, node) => {
  const flipped = t.scale(args[0]!, minus);
  if (t.isPositive(flipped)) return t.scale(arctangent(t, [flipped], node), minus);
  if (!t.isPositive(args[0]!)) return odd('atan')(t, args, node);
  const other = inverse(t, args[0]!);
  if (serialize(args[0]!) <= serialize(other)) return odd('atan')(t, args, node);
  return t.add(quarterTurn(t), t.scale(odd('atan')(t, [other], node), minus));
};

/** arcsin u = arctan(u/√(1 − u²)), except at the ends ±1. */
const arcsine: Definition = (t, args, node) => {
  const u = args[0]!;
  const complement = t.add(one, t.scale(t.multiply(u, u), minus));
  if (complement.size === 0 || u.size === 0) return odd('asin')(t, args, node);
  const whole = t.power(complement, half.negated());
  // 1 − u² that is not simple is taken as (1 − u)(1 + u), the way `equals` writes roots of differences of squares.
  const simple = t.isPositive(t.power(whole, Rational.of(-2n)));
  const sides = [u, t.scale(u, minus)].map((each) => t.power(t.add(one, each), half.negated()));
  return arctangent(t, [t.multiply(u, ...(simple ? [whole] : sides))], node);
};

/** π/2. */
function quarterTurn(t: Tools): Laurent {
  return t.scale(t.atom('pi', true), half);
}

const one = constantLaurent(Rational.one);
const minus = Rational.of(-1n);

function inverse(t: Tools, p: Laurent): Laurent {
  return t.power(p, minus);
}

/** e^{su} + d·e^{−su}, the numerators of sin, cos, sinh and cosh. */
function pair(t: Tools, exponent: Laurent, d: Rational): Laurent {
  const up = t.exp(exponent);
  return t.add(up, t.scale(inverse(t, up), d));
}

function absolute(t: Tools, u: Laurent): Laurent {
  return t.power(t.multiply(u, u), half);
}

const turned = (t: Tools, u: Laurent): Laurent => t.multiply(t.imaginary(), u);

/** Functions in terms of exp, log and roots; the identities of each are then identities of polynomials. */
const definitions = new Map<Operation, Definition>([
  [ops.add, (t, args) => t.add(...args)],
  [ops.mul, (t, args) => t.multiply(...args)],
  [
    ops.pow,
    (t, [base, exponent], node) => {
      const e = node.args[1]!.value;
      return e instanceof Rational ? t.power(base!, e) : t.exp(t.multiply(exponent!, t.log(base!)));
    },
  ],
  [ops.piOperation, (t) => t.atom('pi', true)],
  [ops.exp, (t, [u]) => t.exp(u!)],
  [ops.log, (t, [u]) => t.log(u!)],
  [ops.log1p, (t, [u]) => t.log(t.add(u!, one))],
  [ops.expm1, (t, [u]) => t.add(t.exp(u!), t.scale(one, minus))],
  [ops.log2, (t, [u]) => t.multiply(t.log(u!), inverse(t, t.log(constantLaurent(Rational.of(2n)))))],
  [ops.log10, (t, [u]) => t.multiply(t.log(u!), inverse(t, t.log(constantLaurent(Rational.of(10n)))))],
  [ops.sigmoid, (t, [u]) => inverse(t, t.add(one, inverse(t, t.exp(u!))))],
  [ops.softplus, (t, [u]) => t.log(t.add(one, t.exp(u!)))],
  [ops.sin, (t, [u]) => t.scale(t.multiply(t.imaginary(), pair(t, turned(t, u!), minus)), half.negated())],
  [ops.cos, (t, [u]) => t.scale(pair(t, turned(t, u!), Rational.one), half)],
  [
    ops.tan,
    (t, [u]) => {
      const v = turned(t, u!);
      return t.scale(t.multiply(t.imaginary(), pair(t, v, minus), inverse(t, pair(t, v, Rational.one))), minus);
    },
  ],
  [ops.sinh, (t, [u]) => t.scale(pair(t, u!, minus), half)],
  [ops.cosh, (t, [u]) => t.scale(pair(t, u!, Rational.one), half)],
  [ops.tanh, (t, [u]) => t.multiply(pair(t, u!, minus), inverse(t, pair(t, u!, Rational.one)))],
  [ops.asinh, (t, [u]) => t.log(t.add(u!, t.power(t.add(t.multiply(u!, u!), one), half)))],
  [ops.acosh, (t, [u]) => t.log(t.add(u!, t.power(t.add(t.multiply(u!, u!), t.scale(one, minus)), half)))],
  [
    ops.atanh,
    (t, [u]) => t.scale(t.add(t.log(t.add(one, u!)), t.scale(t.log(t.add(one, t.scale(u!, minus))), minus)), half),
  ],
  [ops.acos, (t, args, node) => t.add(quarterTurn(t), t.scale(arcsine(t, args, node), minus))],
  [ops.asin, arcsine],
  [ops.erf, odd('erf')],
  [ops.atan, arctangent],
  [ops.abs, (t, [u]) => absolute(t, u!)],
  [ops.sign, (t, [u]) => t.multiply(absolute(t, u!), inverse(t, u!))],
  [ops.relu, (t, [u]) => t.scale(t.add(u!, absolute(t, u!)), half)],
  [ops.max, (t, [a, b]) => t.scale(t.add(a!, b!, absolute(t, t.add(a!, t.scale(b!, minus)))), half)],
  [ops.min, (t, [a, b]) => t.scale(t.add(a!, b!, t.scale(absolute(t, t.add(a!, t.scale(b!, minus))), minus)), half)],
]);

/** How an operation is written in the normal form. */
export function definitionOf(operation: Operation): Definition {
  return definitions.get(operation) ?? opaque;
}
