import { ArgumentError } from '@nablajs/core-wasm';
import { gradientOf, hessianOf } from '../derive/gradient.js';
import { requireExpr } from '../derive/variables.js';
import { type Expr, enter, symbol } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { UnknownSymbolError } from '../expr/unknownSymbol.js';
import { freeSymbols } from '../expr/walk.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import { type CriticalPoint, classifyPoint } from './classifyPoint.js';
import { gather } from './gather.js';
import { refine } from './refine.js';
import { Search } from './search.js';

/** A part of the search box, by variable. */
export type Box = Readonly<Record<string, Interval>>;

/** All critical points that were found, and what the search can say of the rest of the box. */
export interface CriticalPoints {
  readonly points: readonly CriticalPoint[];
  /** True when it is proved that the box holds no further critical points. */
  readonly complete: boolean;
  /** Small boxes in which critical points can be neither told apart nor excluded, such as along a curve of them. */
  readonly undecided: readonly Box[];
  /** Those of the undecided boxes in which f or ∇f is not defined or not smooth everywhere: poles, ends of domains, kinks. */
  readonly holes: readonly Box[];
}

/** Budget of a search. */
export interface CriticalPointOptions {
  /** Boxes to examine before giving up; default 40 000. */
  readonly maxBoxes?: number;
  /** Width relative to the search box below which a box that resists is called undecided; default 1e-5. */
  readonly resolution?: number;
}

/**
 * All points of a box where ∇f = 0, with a certificate of completeness.
 *
 * Branch and bound on intervals rounded outward: a box is discarded when the range of a partial derivative does not
 * contain 0, and settled when Krawczyk's operator K(X) = m − Y·g(m) + (I − Y·H(X))(X − m) maps it into its own inside,
 * which proves exactly one critical point there (Krawczyk 1969; Neumaier 1990, ch. 5), or misses it, which proves none.
 * A degenerate point whose coordinates are known exactly is certified by its Taylor expansion with remainder (see
 * `isolatedPoint`); its kind is judged by higher-order terms where they decide. What resists to the resolution, as a curve
 * of critical points does, is gathered into undecided boxes, for each of which one point found by Newton's method stands.
 *
 * Only points at which f is smooth count: a kink such as that of |x|, and a pole, is reported in `holes`.
 *
 * @param vars the variables; every symbol of f must be one of them.
 * @param box an interval for each variable.
 * @throws ArgumentError for a box that is none, UnknownSymbolError for a further symbol in f.
 *
 * @example
 * ```ts
 * import { criticalPoints, parse } from '@nablajs/calculus';
 *
 * const { points, complete } = criticalPoints(parse('x^3 - 12x + y^2'), ['x', 'y'], { x: [-4, 4], y: [-4, 4] });
 * console.log(points.map(({ at, kind }) => `${kind} at (${at.x}, ${at.y})`), complete);
 * const { holes } = criticalPoints(parse('abs(x)'), ['x'], { x: [-1, 2] });
 * console.log(holes.length); // → 1
 * ```
 */
export function criticalPoints(
  f: Expr,
  vars: readonly string[],
  box: Readonly<Record<string, readonly [number, number]>>,
  opts: CriticalPointOptions = {},
): CriticalPoints {
  const [entered] = enter([requireExpr('criticalPoints', f)]) as [Expr];
  const start = startBox(vars, box);
  const unknown = freeSymbols(entered).find((name) => !vars.includes(name));
  if (unknown !== undefined) {
    throw new UnknownSymbolError({ where: 'criticalPoints', kind: 'variable', name: unknown, known: vars });
  }
  const root = canonical(entered);
  const variables = vars.map((name) => symbol(name));
  const gradient = gradientOf(root, variables).map(tidy);
  const hessian = hessianOf(root, variables);
  const search = new Search(root, vars, gradient, hessian, start, opts);
  search.run();
  const points: CriticalPoint[] = [];
  for (const at of search.proved) points.push(classifyPoint(root, vars, gradient, hessian, at, true));
  for (const { at, extremum } of search.isolated) {
    if (search.holds(at)) points.push(decided(classifyPoint(root, vars, gradient, hessian, at, true), extremum));
  }
  const open: Box[] = [];
  const holes: Box[] = [];
  for (const { hull, cover } of gather(search.undecided, start)) {
    let representative = false;
    const smooth = search.isSmooth(hull);
    for (const part of [hull, ...cover.slice(0, STARTS)]) {
      const centre = part.map(([low, high]) => (low + high) / 2);
      const at = refine(vars, gradient, hessian, centre, hull);
      if (at === undefined || !search.holds(at) || points.some((point) => near(vars, point, at))) continue;
      const proved = search.proves(at);
      if (!proved && !smooth && !search.isSmooth(closely(at))) continue;
      // Of those that cannot be told apart, as along a curve of critical points, one stands for all.
      if (!proved && representative) continue;
      representative ||= !proved;
      points.push(classifyPoint(root, vars, gradient, hessian, at, proved));
    }
    for (const each of cover) {
      const box = named(vars, each);
      open.push(box);
      if (!smooth && !search.isSmooth(each)) holes.push(box);
    }
  }
  return { points, complete: open.length === 0, undecided: open, holes };
}

/** A degenerate point of which it is proved that it is an extremum. */
function decided(point: CriticalPoint, extremum: CriticalPoint['nature']): CriticalPoint {
  if (point.kind !== 'degenerate' || extremum === undefined || point.nature === extremum) return point;
  const reason = `everywhere else around it the function is ${extremum === 'minimum' ? 'greater' : 'less'}, by its terms of higher order: a strict ${extremum}`;
  return { ...point, nature: extremum, strict: true, reason };
}

/** The box that a point must be surrounded by to count as one where f is smooth. */
function closely(at: readonly number[]): Interval[] {
  return at.map((x): Interval => [x - 1e-6 * (1 + Math.abs(x)), x + 1e-6 * (1 + Math.abs(x))]);
}

/** Undecided boxes of one cluster from which a point is sought. */
const STARTS = 64;

function near(vars: readonly string[], point: CriticalPoint, at: readonly number[]): boolean {
  return vars.every((name, i) => Math.abs(point.at[name]! - at[i]!) <= 1e-6 * (1 + Math.abs(at[i]!)));
}

function named(vars: readonly string[], box: readonly Interval[]): Box {
  return Object.fromEntries(vars.map((name, i) => [name, box[i]!]));
}

function startBox(vars: readonly string[], box: Readonly<Record<string, readonly [number, number]>>): Interval[] {
  if (!Array.isArray(vars) || vars.length === 0 || vars.some((name) => typeof name !== 'string')) {
    throw new ArgumentError({ where: 'criticalPoints', expected: 'names of variables', got: String(vars) });
  }
  return vars.map((name) => {
    const given = Object.hasOwn(box ?? {}, name) ? box[name] : undefined;
    const valid = Array.isArray(given) && given.length === 2 && given.every(Number.isFinite) && given[0]! < given[1]!;
    if (valid) return [given[0]!, given[1]!];
    throw new ArgumentError({
      where: `criticalPoints: box.${name}`,
      expected: '[low, high] with low < high',
      got: String(given),
    });
  });
}
