import { partialDerivative } from '../derive/diff.js';
import { replaceSymbols } from '../derive/substitute.js';
import { type Expr, rational } from '../expr/node.js';
import { asInteger, asRational } from '../expr/number.js';
import type { Operation } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { postorder } from '../expr/walk.js';
import * as ops from '../ops/index.js';
import { canonical } from './canonical.js';
import { collect } from './expand.js';
import { provedZero } from './normalForm.js';
import { Precise } from './precise.js';
import { preciseValue } from './preciseValue.js';
import { tidy } from './tidy.js';
import { isZeroNumber } from './zeroNumber.js';

/** Functions that are smooth wherever their arguments are. */
const SMOOTH: ReadonlySet<Operation> = new Set<Operation>([
  ops.add,
  ops.mul,
  ops.piOperation,
  ops.exp,
  ops.expm1,
  ops.sin,
  ops.cos,
  ops.sinh,
  ops.cosh,
  ops.tanh,
  ops.atan,
  ops.asinh,
  ops.erf,
  ops.sigmoid,
  ops.softplus,
]);

const SIZE_LIMIT = 200;

/**
 * Whether h is proved to be zero by its derivatives: every ∂h/∂x is identically zero, and h is zero at one point of every
 * part that its domain falls into. The domain is cut by the conditions of logarithms, roots and inverse functions: for
 * one variable where these are polynomials of degree 1 or 2, and otherwise only where they are certain to hold.
 */
export function vanishesByDerivatives(h: Expr, positive: boolean): boolean {
  const nodes = postorder([h]);
  if (nodes.length > SIZE_LIMIT) return false;
  const symbols = nodes.filter((node) => node.name !== undefined);
  const conditions: Condition[] = [];
  for (const node of nodes) {
    const own = conditionsOf(node);
    if (own === undefined) return false;
    const open = own.map(({ u, either }) => ({ u: tidy(canonical(u)), either })).filter(({ u }) => u.sign !== 2);
    conditions.push(...open);
  }
  const parts = conditions.length === 0 ? [positive ? [half] : [zero, one]] : partsOf(conditions, symbols, positive);
  if (parts === undefined) return false;
  if (!symbols.every((each) => provedZero(canonical(partialDerivative(h, each)), positive))) return false;
  const isZeroAt = (x: Rational): boolean => {
    const there = new Map(symbols.map((each) => [each.name!, rational(x)]));
    const value = canonical(replaceSymbols(h, there));
    return provedZero(value, positive) || isZeroNumber(value) === true;
  };
  const inside = parts.map((part) => (conditions.length === 0 ? true : holds(conditions, symbols[0]!, part[0]!)));
  if (inside.includes(undefined) || !inside.includes(true)) return false;
  return parts.every((part, i) => inside[i] === false || part.some(isZeroAt));
}

/** What must be positive, or with `either` only not zero, for an operation to be smooth. */
interface Condition {
  readonly u: Expr;
  readonly either: boolean;
}

const zero = Rational.zero;
const one = Rational.one;
const half = Rational.of(1n, 2n);

/** The conditions of one operation; undefined for operations that have corners. */
function conditionsOf(node: Expr): Condition[] | undefined {
  if (node.shape.length > 0) return undefined;
  if (node.value !== undefined || node.name !== undefined || SMOOTH.has(node.op)) return [];
  const [u, exponent] = node.args as [Expr, Expr];
  const positive = (...all: readonly Expr[]): Condition[] => all.map((each) => ({ u: each, either: false }));
  switch (node.op) {
    case ops.log:
    case ops.log2:
    case ops.log10:
      return positive(u);
    case ops.log1p:
      return positive(ops.sum([ops.oneExpr, u]));
    case ops.asin:
    case ops.acos:
    case ops.atanh:
      return positive(ops.sum([ops.oneExpr, u]), ops.subtract(ops.oneExpr, u));
    case ops.acosh:
      return positive(ops.subtract(u, ops.oneExpr));
    case ops.atan2:
      return u.sign === 2 ? [] : undefined;
    case ops.cbrt:
      return [{ u, either: true }];
    case ops.pow: {
      const n = asInteger(exponent);
      return n === undefined ? positive(u) : n >= 0 ? [] : [{ u, either: true }];
    }
    default:
      return undefined;
  }
}

/** Two points in every part of the line, or half-line, that the zeros of the conditions cut it into. */
function partsOf(
  conditions: readonly Condition[],
  symbols: readonly Expr[],
  positive: boolean,
): Rational[][] | undefined {
  if (symbols.length !== 1) return undefined;
  const cuts = positive ? [0] : [];
  for (const condition of conditions) {
    const roots = rootsOf(condition, symbols[0]!);
    if (roots === undefined) return undefined;
    for (const root of roots) {
      // A root met twice; one that is only close to another would leave a part too small to be looked into.
      if (cuts.some((each) => Math.abs(each - root) <= 1e-12 * Math.max(1, Math.abs(root)))) continue;
      if (cuts.some((each) => Math.abs(each - root) <= 1e-6 * Math.max(1, Math.abs(root)))) return undefined;
      if (!positive || root > 0) cuts.push(root);
    }
  }
  const sorted = cuts.sort((a, b) => a - b);
  const ends = [...(positive ? [] : [(sorted[0] ?? 0) - 2]), ...sorted, (sorted[sorted.length - 1] ?? 0) + 2];
  return ends.slice(1).map((high, i) => [0.5, 0.25].map((part) => near(ends[i]!, high, part)));
}

/** A simple fraction between two numbers. */
function near(low: number, high: number, part: number): Rational {
  const x = low + part * (high - low);
  for (let den = 1; den <= 1024; den *= 2) {
    const num = Math.round(x * den);
    if (num / den > low && num / den < high) return Rational.of(BigInt(num), BigInt(den));
  }
  return Rational.of(BigInt(Math.round(x * 2 ** 40)), 1n << 40n);
}

/**
 * The real zeros of a product of polynomials of degree 1 or 2; undefined for anything else, and where a condition touches
 * zero without changing sign, since the function may then have a value there alone.
 */
function rootsOf({ u, either }: Condition, x: Expr): number[] | undefined {
  const roots: number[] = [];
  for (const factor of u.op === ops.mul ? u.args : [u]) {
    const [base, exponent] = factor.op.asPower?.(factor) ?? [factor, ops.oneExpr];
    if (base.sign === 2 || base.value !== undefined) continue;
    const e = asRational(exponent);
    if (e === undefined || (!either && e.isInteger && e.num % 2n === 0n)) return undefined;
    const own = quadraticRoots(base, x);
    if (own === undefined || (!either && own.length === 2 && own[0] === own[1])) return undefined;
    roots.push(...own);
  }
  return roots;
}

function quadraticRoots(p: Expr, x: Expr): number[] | undefined {
  const at = (value: bigint): Rational | undefined =>
    asRational(canonical(replaceSymbols(p, new Map([[x.name!, rational(Rational.of(value))]]))));
  const collected = collect(p, x.name!);
  const terms = collected.op === ops.add ? collected.args : [collected];
  const polynomial = terms.every((term) =>
    (term.op === ops.mul ? term.args : [term]).every((each) => {
      const [base, exponent] = each.op.asPower?.(each) ?? [each, ops.oneExpr];
      const n = asInteger(exponent);
      return each.value !== undefined || (base === x && n !== undefined && n > 0 && n <= 2);
    }),
  );
  const values = [0n, 1n, -1n].map(at);
  if (!polynomial || values.some((each) => each === undefined)) return undefined;
  const [c, up, down] = values.map((each) => each!.toNumber()) as [number, number, number];
  const [a, b] = [(up + down) / 2 - c, (up - down) / 2];
  if (a === 0) return b === 0 ? [] : [-c / b];
  const square = b * b - 4 * a * c;
  return square < 0 ? [] : [-1, 1].map((s) => (-b + s * Math.sqrt(square)) / (2 * a));
}

/** Whether all conditions hold at a point: false when one certainly does not, undefined when that cannot be told. */
function holds(conditions: readonly Condition[], symbol: Expr, x: Rational): boolean | undefined {
  const t = new Precise(128);
  const signs = conditions.map(({ u, either }) => {
    const value = preciseValue(u, new Map([[symbol.name!, x]]), t);
    if (value === undefined) return undefined;
    if (value.middle > value.radius) return true;
    return -value.middle > value.radius ? either : undefined;
  });
  return signs.includes(false) ? false : signs.includes(undefined) ? undefined : true;
}
