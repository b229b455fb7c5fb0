import { random } from '@nablajs/core-wasm';
import { requireExpr } from '../derive/variables.js';
import { isEmpty } from '../expr/interval.js';
import { assumedSymbol, type Expr, enter } from '../expr/node.js';
import { asInteger } from '../expr/number.js';
import type { Interval } from '../expr/operation.js';
import { freeSymbols, postorder, rebuild } from '../expr/walk.js';
import { equalMatrices } from '../matrix/equalMatrices.js';
import { isMatrixFormula } from '../matrix/isMatrixFormula.js';
import {
  acos,
  acosh,
  add,
  apply,
  asin,
  atan,
  atan2,
  cos,
  half,
  integerTwo,
  log,
  mul,
  oneExpr,
  power,
  product,
  quotient,
  sin,
  subtract,
  sum,
  tan,
} from '../ops/index.js';
import { canonical } from './canonical.js';
import { factorSum } from './factor.js';
import { IntervalEvaluator } from './intervals.js';
import { provedZero } from './normalForm.js';
import { vanishesByDerivatives } from './vanishesByDerivatives.js';

/** What `equals` may take for granted. */
export interface EqualsOptions {
  /** `'real'`: symbols are any real numbers (default); `'positive'`: all are positive. */
  readonly assume?: 'real' | 'positive';
}

const POINTS = 24;

/**
 * Whether two scalar formulas are equal wherever both are defined: `true` when it is proved, `false` when a point is
 * found at which they certainly differ, `undefined` when neither is. Never a guess.
 *
 * Proof is by a normal form (see `NormalForm`): rational arithmetic, laws of powers, exponentials and logarithms,
 * trigonometric and hyperbolic identities; or by derivatives that vanish together with one value. Disproof is by interval arithmetic: the ranges at a point do not meet.
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
  if (provedZero(subtract(a, b), positive)) return true;
  const [p, q] = [canonical(left), canonical(right)];
  if (differSomewhere(p, q, positive)) return false;
  return vanishesByDerivatives(subtract(p, q), false) || (positive && vanishesByDerivatives(subtract(a, b), true))
    ? true
    : undefined;
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
  if (node.op === tan && (u!.op === asin || u!.op === acos || u!.op === atan)) {
    return quotient(opened(sin.make!([u!])), opened(cos.make!([u!])));
  }
  if (node.op === atan2 && node.args[1]!.sign === 2) return atan.make!([quotient(u!, node.args[1]!)]);
  if (node.op === sin || node.op === cos) {
    const x = u!.args[0];
    const complement = (): Expr => opened(power(subtract(oneExpr, power(x!, integerTwo)), half));
    const hypotenuse = (): Expr => opened(power(sum([oneExpr, power(x!, integerTwo)]), half));
    const direct = node.op === sin ? asin : acos;
    if (u!.op === direct) return x!;
    if (u!.op === asin || u!.op === acos) return complement();
    if (u!.op === atan) return quotient(node.op === sin ? x! : oneExpr, hypotenuse());
  }
  return node;
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
    const drawn = generator.uniform([Math.max(names.length, 1)], { low, high: spread + 1 }).toTypedArray();
    const point = new Map<string, Interval>(names.map((name, i) => [name, [drawn[i]!, drawn[i]!]]));
    const [p, q] = evaluator.over(point) as [Interval, Interval];
    if (isEmpty(p) || isEmpty(q)) continue;
    if (p[1] < q[0] || q[1] < p[0]) return true;
  }
  return false;
}
