/**
 * ∂f/∂l = ∇f·l for a unit direction l: greatest, ‖∇f‖, along ∇f; least, −‖∇f‖, against it; zero across it.
 */
import { ArgumentError } from '@nablajs/core-wasm';
import {
  expressionObjective,
  type Formula,
  type Point,
  toCoordinates,
  toExpression,
  variablesOf,
} from '../expression.js';
import { norm } from '../vector.js';

/** The directions of greatest, least and zero rate of change. */
export interface Steepest {
  gradient: number[];
  /** ∇f/‖∇f‖; null where ∇f = 0, where no direction is steepest. */
  ascent: number[] | null;
  /** −∇f/‖∇f‖; null where ∇f = 0. */
  descent: number[] | null;
  /** An orthonormal basis of the directions of rate zero: n − 1 of them, all n where ∇f = 0. */
  level: number[][];
  /** The rates along ascent, descent and every level direction. */
  rates: { ascent: number; descent: number; level: 0 };
  /** One sentence in plain words. */
  message: string;
}

/**
 * The unit directions in which f changes fastest, and those in which it does not change, at a point.
 *
 * @throws ArgumentError where ∇f is not finite, or the point does not give every variable a number.
 *
 * @example
 * ```ts
 * import { steepest } from '@nablajs/optim';
 *
 * const { ascent, rates, level } = steepest('(x^2 + y^2)/2', ['x', 'y'], { x: 1, y: 1 });
 * console.log(ascent, rates.ascent, level); // [√½, √½], √2, [[−√½, √½]]
 * ```
 */
export function steepest(f: Formula, vars: readonly string[], at: Point): Steepest {
  const where = 'steepest';
  const expression = toExpression(f);
  const variables = variablesOf([expression], vars.length, vars, where);
  const point = toCoordinates(at, variables, where);
  const gradient = expressionObjective(expression, variables).gradient(point).slice();
  const n = gradient.length;
  const size = norm(gradient);
  if (!Number.isFinite(size) || n === 0) {
    throw new ArgumentError({
      where,
      expected: 'a point where f has a finite gradient',
      got: `∇f = (${gradient.join(', ')})`,
    });
  }
  const facts = { gradient: Array.from(gradient) };
  if (size === 0) {
    return {
      ...facts,
      ascent: null,
      descent: null,
      level: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))),
      rates: { ascent: 0, descent: 0, level: 0 },
      message: '∇f is zero: the rate is 0 in every direction and none is steepest',
    };
  }
  const ascent = Array.from(gradient, (g) => g / size);
  return {
    ...facts,
    ascent,
    descent: ascent.map((a) => -a),
    level: orthogonalTo(ascent),
    rates: { ascent: size, descent: -size, level: 0 },
    message: `the rate of change is greatest, ${size}, along ∇f, least against it, and 0 across it`,
  };
}

/** An orthonormal basis of the complement of a unit vector: the other columns of the Householder reflection to an axis. */
function orthogonalTo(unit: readonly number[]): number[][] {
  const n = unit.length;
  if (n === 2) return [[-unit[1]!, unit[0]!]];
  const largest = unit.reduce((best, c, i) => (Math.abs(c) > Math.abs(unit[best]!) ? i : best), 0);
  // v = unit + sign·e, so that (I − 2vvᵀ/vᵀv) takes e to ∓unit and the other axes across it.
  const v = unit.slice();
  v[largest]! += Math.sign(unit[largest]!);
  const half = v.reduce((sum, c) => sum + c * c, 0) / 2;
  const axes = Array.from({ length: n }, (_, i) => i).filter((i) => i !== largest);
  return axes.map((axis) => v.map((c, i) => (i === axis ? 1 : 0) - (c * v[axis]!) / half));
}
