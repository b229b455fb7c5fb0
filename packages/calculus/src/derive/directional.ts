import { ArgumentError } from '@nablajs/core-wasm';
import { evaluateScalar } from '../expr/evaluateScalar.js';
import { constant, type Expr, enter } from '../expr/node.js';
import { product, sum } from '../ops/index.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { DomainError } from './domainError.js';
import { gradientOf } from './gradient.js';
import { requireExpr, resolveVariables, type Variable } from './variables.js';

/** A direction as components of any length, or as the angles (radians) it makes with the axes. */
export type Direction = readonly number[] | { readonly angles: readonly number[] };

/**
 * The directional derivative ∂f/∂l = ∇f · l/|l|.
 *
 * The direction is normalised, so its length does not matter. Angles are those between l and each axis,
 * l = (cos α, cos β, …), and must belong to a unit vector: cos²α + cos²β + … = 1 to 1e-6.
 *
 * @param opts.at a point: then the result is a number.
 * @throws ArgumentError for a zero direction, a wrong number of components, or angles of no direction; DomainError when
 * the gradient has no value at the point.
 *
 * @example
 * ```ts
 * import { directional, parse } from '@nablajs/calculus';
 *
 * const f = parse('(x^2 + y^2)/2');
 * console.log(directional(f, ['x', 'y'], [1, 1], { at: { x: 1, y: 1 } }));
 * ```
 */
export function directional(
  f: Expr,
  vars: readonly Variable[],
  direction: Direction,
  opts: { at?: Readonly<Record<string, number>> } = {},
): Expr | number {
  const [entered] = enter([requireExpr('directional', f)]) as [Expr];
  const variables = resolveVariables('directional', vars, [entered]);
  const unit = unitVector(direction, variables.length);
  const components = gradientOf(canonical(entered), variables);
  if (opts.at === undefined) return tidy(sum(components.map((each, i) => product([constant(unit[i]!), each]))));
  const { at } = opts;
  let rate = 0;
  components.forEach((component, i) => {
    if (unit[i] !== 0) rate += unit[i]! * evaluateScalar(component, at);
  });
  if (Number.isNaN(rate)) throw new DomainError({ where: 'directional', what: 'the gradient', at });
  return rate;
}

/** l/|l|, computed without overflow. */
export function unitVector(direction: Direction, n: number): number[] {
  const angles = 'angles' in direction ? direction.angles : undefined;
  const given = angles === undefined ? Array.from(direction as readonly number[]) : Array.from(angles, Math.cos);
  const where = 'directional: direction';
  if (given.length !== n || given.some((each) => !Number.isFinite(each))) {
    throw new ArgumentError({ where, expected: `${n} finite numbers`, got: `[${given.join(', ')}]` });
  }
  const length = Math.hypot(...given);
  if (length === 0) throw new ArgumentError({ where, expected: 'a direction', got: 'the zero vector' });
  if (angles !== undefined && Math.abs(length - 1) > 1e-6) {
    const expected = 'angles to the axes, whose squared cosines sum to 1';
    throw new ArgumentError({ where, expected, got: `a sum of ${length * length}` });
  }
  return given.map((each) => each / length);
}
