import { Differentiator } from '../derive/differentiator.js';
import { replaceSymbols } from '../derive/substitute.js';
import { type Expr, symbol } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { Rational } from '../expr/rational.js';
import { postorder } from '../expr/walk.js';
import { zeroExpr } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { IntervalEvaluator } from '../simplify/intervals.js';
import { provedZero } from '../simplify/normalForm.js';
import { type ExactPoint, exactPoint } from './exactPoint.js';
import {
  addPolynomials,
  composePolynomial,
  derivePolynomial,
  type IntervalPolynomial,
  type PolynomialTerm,
  polynomialOf,
  rangeOf,
  TooManyTerms,
  variablePolynomial,
} from './intervalPolynomial.js';
import { isOnlyZero } from './onlyZero.js';
import { boundOf, reduceSystem } from './reduction.js';

/** A degenerate critical point that is proved to be the only one in |xᵢ − pᵢ| ≤ radius. */
export interface Isolated extends ExactPoint {
  readonly radius: number;
  /** Set where it is proved that f is greater, or less, everywhere else around the point. */
  readonly extremum: 'minimum' | 'maximum' | undefined;
}

/** Degrees to which a gradient is expanded, by the number of variables; nodes that its derivatives may have; weights tried. */
const DEGREES: readonly (readonly number[])[] = [[], [3, 5, 7, 9], [3, 5, 7], [3, 5], [3, 4]];
const NODES = 4000;
const WEIGHTINGS = 80;
/** Boxes tried, as parts of the greatest. */
const PARTS = [1 / 64, 1 / 16, 1 / 4, 1];

/**
 * Certifies a degenerate critical point near an approximate one: its coordinates exactly, and a box in which the gradient
 * vanishes nowhere else.
 *
 * The gradient is written as its Taylor polynomial at the point, with exact coefficients, and Lagrange's remainder with
 * intervals for the derivatives over the box. That is an exact statement about every point of the box, and the zeros of
 * such polynomials are told apart by reduction to the degenerate directions and blow-ups (`isOnlyZero`).
 *
 * @returns undefined where nothing is proved, as along curves of critical points
 */
export function isolatedPoint(
  f: Expr,
  gradient: readonly Expr[],
  vars: readonly string[],
  near: readonly number[],
  reach: number,
): Isolated | undefined {
  const n = vars.length;
  if (n >= DEGREES.length || postorder(gradient).length > NODES) return undefined;
  const exact = exactPoint(gradient, vars, near);
  if (exact === undefined) return undefined;
  const jet = new Jet(gradient, vars, exact.coordinates);
  for (const degree of DEGREES[n]!) {
    // What cannot be proved of the smallest box cannot be proved of a larger one.
    if (isAlone(jet, n, exact.at, degree, reach * PARTS[0]!)) {
      const part = PARTS.findLast((each) => isAlone(jet, n, exact.at, degree, reach * each))!;
      const radius = reach * part;
      return { ...exact, radius, extremum: extremumAt(f, vars, exact, degree + 1, radius) };
    }
    if (jet.isPolynomial(degree)) return undefined;
  }
  return undefined;
}

/** A strict extremum, where f − f(p) is proved to be zero nowhere else around p: then it has one sign there. */
function extremumAt(
  f: Expr,
  vars: readonly string[],
  { coordinates, at }: ExactPoint,
  degree: number,
  radius: number,
): Isolated['extremum'] {
  const n = vars.length;
  try {
    const [whole] = new Jet([f], vars, coordinates).over(cube(at, radius), degree) ?? [];
    if (whole === undefined) return undefined;
    const difference = polynomialOf([...whole.values()].filter(({ exponents }) => exponents.some((e) => e > 0)));
    const gradient = Array.from({ length: n }, (_, i) => derivePolynomial(exactPart(difference), i));
    const reduced = reduceSystem(gradient, n, Math.min(4, degree));
    if (reduced === undefined) return undefined;
    const moved = reduced.shift.map((phi, i) => addPolynomials(phi, variablePolynomial(n, i)));
    const bent = composePolynomial(difference, moved);
    if (!isOnlyZero([bent], n, radius, weightings(n, reduced.regular))) return undefined;
    const signs = [1, -1].map((side) => {
      const [low, high] = rangeOf(bent, new Array<Interval>(n).fill([side * radius, side * radius]));
      return low > 0 ? 1 : high < 0 ? -1 : 0;
    });
    if (signs[0] !== signs[1] || signs[0] === 0) return undefined;
    return signs[0] === 1 ? 'minimum' : 'maximum';
  } catch (error) {
    if (error instanceof TooManyTerms) return undefined;
    throw error;
  }
}

function exactPart(p: IntervalPolynomial): IntervalPolynomial {
  return polynomialOf([...p.values()].filter(({ coefficient }) => coefficient instanceof Rational));
}

function cube(at: readonly number[], reach: number): Interval[] {
  return at.map((x): Interval => [x - reach * (1 + 1e-9), x + reach * (1 + 1e-9)]);
}

/** Whether the gradient is proved to vanish nowhere else in the box of that reach. */
function isAlone(jet: Jet, n: number, at: readonly number[], degree: number, reach: number): boolean {
  try {
    const system = jet.over(cube(at, reach), degree);
    if (system === undefined) return false;
    const reduced = reduceSystem(system, n, Math.min(4, degree));
    if (reduced === undefined) return isOnlyZero(system, n, reach, weightings(n, []));
    // |x − p| ≤ reach lies in |z| ≤ reach + |φ|.
    const moved = reach + Math.max(...reduced.shift.map((phi) => boundOf(phi, reach)));
    return isOnlyZero(reduced.system, n, moved, weightings(n, reduced.regular));
  } catch (error) {
    if (error instanceof TooManyTerms) return false;
    throw error;
  }
}

/** Small whole weights for the degenerate coordinates, one weight for the regular ones; equal weights first. */
function weightings(n: number, regular: readonly number[]): number[][] {
  const free = n - regular.length;
  const most = free <= 2 ? 5 : free === 3 ? 3 : 2;
  const tuples = Array.from({ length: most ** free }, (_, k) =>
    Array.from({ length: free }, (__, i) => 1 + (Math.floor(k / most ** i) % most)),
  ).filter((tuple) => tuple.reduce(gcd, 0) <= 1);
  const across = regular.length === 0 ? [1] : [1, 2, 3, 4, 6];
  const all = tuples.flatMap((tuple) =>
    across.map((w) => {
      const rest = [...tuple];
      return Array.from({ length: n }, (_, i) => (regular.includes(i) ? w : rest.shift()!));
    }),
  );
  const total = (w: readonly number[]): number => w.reduce((a, b) => a + b, 0);
  return all.sort((a, b) => total(a) - total(b)).slice(0, WEIGHTINGS);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Taylor coefficients of a gradient at an exact point, and ranges of its derivatives, each derived once. */
class Jet {
  readonly #n: number;
  readonly #vars: readonly string[];
  readonly #point: ReadonlyMap<string, Expr>;
  /** Per component and order: the derivatives that are not identically zero. */
  readonly #levels: Level[][];

  constructor(gradient: readonly Expr[], vars: readonly string[], coordinates: readonly Expr[]) {
    this.#n = vars.length;
    this.#vars = vars;
    this.#point = new Map(vars.map((name, i) => [name, coordinates[i]!]));
    const none = vars.map(() => 0);
    this.#levels = gradient.map((each) => [each === zeroExpr ? [] : [{ exponents: none, derivative: each }]]);
  }

  /** Whether there are no derivatives beyond the degree, so that a larger one would add nothing. */
  isPolynomial(degree: number): boolean {
    return this.#levels.every((levels) => (levels[degree + 1] ?? [1]).length === 0);
  }

  /** The polynomials to a degree, and the terms of one degree more over the box; undefined where these are not bounded. */
  over(box: readonly Interval[], degree: number): IntervalPolynomial[] | undefined {
    const ranges = new Map(this.#vars.map((name, i) => [name, box[i]!]));
    const system: IntervalPolynomial[] = [];
    for (const levels of this.#levels) {
      while (levels.length <= degree + 1) levels.push(this.#next(levels[levels.length - 1]!));
      const known = levels.slice(0, degree + 1).flatMap((level) => level.flatMap((each) => this.#term(each)));
      const last = levels[degree + 1]!;
      // The component itself too: a kink may be gone from its derivatives.
      const roots = [...last, ...levels[0]!].map((each) => each.derivative);
      const evaluator = new IntervalEvaluator(roots);
      const bounds = evaluator.over(ranges);
      const bounded = bounds.every((each) => Number.isFinite(each[0]) && Number.isFinite(each[1]));
      if (!bounded || !evaluator.isSmooth()) return undefined;
      const rest = last.map(({ exponents }, k): PolynomialTerm => {
        const scale = 1 / factorials(exponents);
        // One factorial is inexact by half an ulp at most; two roundings outward cover both.
        return { exponents, coefficient: widened([bounds[k]![0] * scale, bounds[k]![1] * scale]) };
      });
      system.push(polynomialOf([...known, ...rest]));
    }
    return system;
  }

  #next(level: Level): Level {
    const result: Level = [];
    for (const { exponents, derivative } of level) {
      const first = Math.max(
        0,
        exponents.findLastIndex((e) => e > 0),
      );
      const differentiator = new Differentiator(derivative);
      for (let i = first; i < this.#n; i++) {
        const next = differentiator.by(symbol(this.#vars[i]!)) ?? zeroExpr;
        if (next === zeroExpr) continue;
        result.push({ exponents: exponents.map((e, j) => (i === j ? e + 1 : e)), derivative: next });
      }
    }
    if (postorder(result.map((each) => each.derivative)).length > NODES) throw new TooManyTerms();
    return result;
  }

  #term({ exponents, derivative }: Level[number]): PolynomialTerm[] {
    const there = canonical(replaceSymbols(derivative, this.#point));
    if (there === zeroExpr) return [];
    const inverse = Rational.of(1n, BigInt(factorials(exponents)));
    if (there.value instanceof Rational) return [{ exponents, coefficient: there.value.times(inverse) }];
    if (provedZero(there, false)) return [];
    const [range] = new IntervalEvaluator([there]).over(new Map()) as [Interval];
    const scale = 1 / factorials(exponents);
    return [{ exponents, coefficient: widened([range[0] * scale, range[1] * scale]) }];
  }
}

type Level = { readonly exponents: readonly number[]; readonly derivative: Expr }[];

function factorials(exponents: readonly number[]): number {
  return exponents.reduce((total, n) => {
    let product = total;
    for (let k = 2; k <= n; k++) product *= k;
    return product;
  }, 1);
}

function widened([low, high]: Interval): Interval {
  const [a, b] = [low - Math.abs(low) * 1e-15, high + Math.abs(high) * 1e-15];
  return [a - Number.MIN_VALUE, b + Number.MIN_VALUE];
}
