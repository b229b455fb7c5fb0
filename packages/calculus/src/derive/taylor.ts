import { ArgumentError } from '@nablajs/core-wasm';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { constant, type Expr, enter, integer, rational, symbol } from '../expr/node.js';
import { Rational } from '../expr/rational.js';
import { freeSymbols } from '../expr/walk.js';
import { power, product, subtract, sum, zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { Differentiator } from './differentiator.js';
import { DomainError } from './domainError.js';
import { gradientOf, hessianOf } from './gradient.js';
import { asExpr, replaceSymbols } from './substitute.js';
import { requireExpr } from './variables.js';

/** A point: numbers, or expressions for a symbolic one. */
export type Point = Readonly<Record<string, number | Expr>>;

/**
 * The Taylor polynomial of any order in any number of variables:
 *
 *   Tₙ(x) = Σ_{|α| ≤ n} ∂^α f(a)/α! · (x − a)^α,  that is  Σ_{m ≤ n} (h ∂₁ + k ∂₂ + …)^m f(a)/m!  with h = x₁ − a₁, …
 *
 * Names that are not in `at` are parameters. Coefficients are exact where the derivatives at the point are.
 *
 * @param at the centre; numbers, or expressions such as `symbol('a')`.
 * @throws DomainError when a derivative has no value at a numeric centre, ArgumentError for an order that is no integer ≥ 0.
 *
 * @example
 * ```ts
 * import { parse, taylor } from '@nablajs/calculus';
 *
 * console.log(taylor(parse('exp(x)*log(1 + y)'), { x: 0, y: 0 }, 3).toString());
 * ```
 */
export function taylor(f: Expr, at: Point, order: number): Expr {
  if (!Number.isSafeInteger(order) || order < 0 || order > 1000) {
    throw new ArgumentError({ where: 'taylor', expected: 'an order from 0 to 1000', got: String(order) });
  }
  const { root, names, centre } = enterPoint('taylor', f, at);
  const steps = names.map((name, i) => subtract(symbol(name), centre[i]!));
  const coefficient = valueAt('taylor', names, centre, at);
  let level = new Map<string, { orders: number[]; derivative: Expr }>([
    ['', { orders: names.map(() => 0), derivative: root }],
  ]);
  const terms: Expr[] = [];
  for (let m = 0; m <= order; m++) {
    for (const { orders, derivative } of level.values()) {
      const factorials = orders.reduce((total, n) => total * factorial(n), 1n);
      const monomial = orders.map((n, i) => power(steps[i]!, integer(n)));
      terms.push(product([rational(Rational.of(1n, factorials)), coefficient(derivative), ...monomial]));
    }
    if (m < order) level = nextLevel(level, names);
  }
  return tidy(sum(terms));
}

/** All partial derivatives of one order more, each multi-index once: later variables only after earlier ones. */
function nextLevel(
  level: ReadonlyMap<string, { orders: number[]; derivative: Expr }>,
  names: readonly string[],
): Map<string, { orders: number[]; derivative: Expr }> {
  const next = new Map<string, { orders: number[]; derivative: Expr }>();
  for (const { orders, derivative } of level.values()) {
    const last = orders.findLastIndex((n) => n > 0);
    const differentiator = new Differentiator(derivative);
    for (let i = Math.max(last, 0); i < names.length; i++) {
      const result = differentiator.by(symbol(names[i]!));
      if (result === undefined || result === zeroExpr) continue;
      const raised = orders.map((n, j) => (j === i ? n + 1 : n));
      next.set(raised.join(), { orders: raised, derivative: result });
    }
  }
  return next;
}

/** The second-order model of f at a point: f(a + d) ≈ value + gradient·d + ½·dᵀ·hessian·d. */
export interface QuadraticForm<T> {
  readonly value: T;
  readonly gradient: readonly T[];
  readonly hessian: readonly (readonly T[])[];
}

/**
 * Value, gradient and Hessian at a point, in the order of `at`'s names: the parts of
 *
 *   f(a + d) = f(a) + gᵀd + ½ dᵀHd + o(|d|²)
 *
 * (the ½ belongs to the formula, not to H).
 *
 * @returns numbers when the point is numbers and holds every symbol of f, else expressions.
 * @throws DomainError when one of them has no value at the point.
 *
 * @example
 * ```ts
 * import { parse, quadraticForm } from '@nablajs/calculus';
 *
 * console.log(quadraticForm(parse('x^2 + 3x*y + y^2'), { x: 1, y: 2 }));
 * ```
 */
export function quadraticForm(f: Expr, at: Readonly<Record<string, number>>): QuadraticForm<number>;
export function quadraticForm(f: Expr, at: Point): QuadraticForm<Expr>;
export function quadraticForm(f: Expr, at: Point): QuadraticForm<number> | QuadraticForm<Expr> {
  const { root, names, centre } = enterPoint('quadraticForm', f, at);
  const variables = names.map((name) => symbol(name));
  const first = gradientOf(root, variables);
  const second = hessianOf(root, variables);
  const numeric = Object.values(at).every((each) => typeof each === 'number');
  if (numeric && freeSymbols(root).every((name) => Object.hasOwn(at, name))) {
    const number = (each: Expr): number => finite('quadraticForm', each, at as Readonly<Record<string, number>>);
    return { value: number(root), gradient: first.map(number), hessian: second.map((row) => row.map(number)) };
  }
  const point = new Map(names.map((name, i) => [name, centre[i]!]));
  const there = (each: Expr): Expr => tidy(canonical(replaceSymbols(each, point)));
  return { value: there(root), gradient: first.map(there), hessian: second.map((row) => row.map(there)) };
}

interface EnteredPoint {
  readonly root: Expr;
  readonly names: readonly string[];
  readonly centre: readonly Expr[];
}

function enterPoint(where: string, f: Expr, at: Point): EnteredPoint {
  if (typeof at !== 'object' || at === null || Object.keys(at).length === 0) {
    throw new ArgumentError({ where, expected: 'a point such as { x: 0, y: 0 }', got: String(at) });
  }
  const names = Object.keys(at);
  const parts = names.map((name) => asExpr(`${where}: ${name}`, at[name]));
  const [entered, ...centre] = enter([requireExpr(where, f), ...parts]) as [Expr, ...Expr[]];
  return { root: canonical(entered), names, centre: centre.map(canonical) };
}

/**
 * The value of a derivative at the centre: exact by substitution, unless that leaves an expression without symbols that
 * is not a plain number, which is then checked to have a value.
 */
function valueAt(
  where: string,
  names: readonly string[],
  centre: readonly Expr[],
  at: Point,
): (derivative: Expr) => Expr {
  const point = new Map(names.map((name, i) => [name, centre[i]!]));
  return (derivative) => {
    const there = canonical(replaceSymbols(derivative, point));
    if (there.value !== undefined || freeSymbols(there).length > 0) return there;
    const value = evaluateScalar(there, {});
    if (!Number.isFinite(value)) throw new DomainError({ where, what: short(derivative), at });
    return there.depth <= 4 ? there : constant(value);
  };
}

function finite(where: string, f: Expr, at: Readonly<Record<string, number>>): number {
  const value = evaluateScalar(f, at);
  if (!Number.isFinite(value)) throw new DomainError({ where, what: short(f), at });
  return value;
}

function short(f: Expr): string {
  const text = f.toString();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
}
