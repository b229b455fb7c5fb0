import { ArgumentError } from '@nablajs/core-wasm';
import { gradientOf, hessianOf } from '../derive/gradient.js';
import { requireExpr } from '../derive/variables.js';
import { type Expr, enter, symbol } from '../expr/node.js';
import type { Interval } from '../expr/operation.js';
import { UnknownSymbolError } from '../expr/unknownSymbol.js';
import { freeSymbols } from '../expr/walk.js';
import { canonical } from '../simplify/canonical.js';
import { IntervalEvaluator } from '../simplify/intervals.js';
import { tidy } from '../simplify/tidy.js';
import { type CriticalPoint, classifyPoint } from './classifyPoint.js';
import { gather } from './gather.js';
import { Krawczyk } from './krawczyk.js';
import { refine } from './refine.js';

/** A part of the search box, by variable. */
export type Box = Readonly<Record<string, Interval>>;

/** All critical points that were found, and what the search can say of the rest of the box. */
export interface CriticalPoints {
  readonly points: readonly CriticalPoint[];
  /** True when it is proved that the box holds no further critical points. */
  readonly complete: boolean;
  /** Small boxes in which a critical point can be neither proved nor excluded, such as around degenerate ones. */
  readonly undecided: readonly Box[];
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
 * What resists to the resolution, as every degenerate point does, is gathered into undecided boxes; the point in such a
 * box is sought by Newton's method, and its kind is judged by higher-order terms where they decide.
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
  const search = new Search(vars, gradient, hessian, start, opts);
  search.run();
  const points: CriticalPoint[] = [];
  for (const at of search.proved) points.push(classifyPoint(root, vars, gradient, hessian, at, true));
  const open: Box[] = [];
  for (const { hull, cover } of gather(search.undecided, start)) {
    let representative = false;
    for (const part of [hull, ...cover.slice(0, STARTS)]) {
      const centre = part.map(([low, high]) => (low + high) / 2);
      const at = refine(vars, gradient, hessian, centre, hull);
      if (at === undefined || !search.holds(at) || points.some((point) => near(vars, point, at))) continue;
      const proved = search.proves(at);
      // Of those that cannot be told apart, as along a curve of critical points, one stands for all.
      if (!proved && representative) continue;
      representative ||= !proved;
      points.push(classifyPoint(root, vars, gradient, hessian, at, proved));
    }
    open.push(...cover.map((each) => named(vars, each)));
  }
  return { points, complete: open.length === 0, undecided: open };
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

class Search {
  /** Points that are proved to be the only ones of a box. */
  readonly proved: number[][] = [];
  readonly undecided: Interval[][] = [];
  readonly #vars: readonly string[];
  readonly #start: readonly Interval[];
  readonly #gradient: IntervalEvaluator;
  readonly #krawczyk: Krawczyk;
  readonly #limit: number;
  readonly #resolution: number;

  constructor(
    vars: readonly string[],
    gradient: readonly Expr[],
    hessian: readonly (readonly Expr[])[],
    start: readonly Interval[],
    opts: CriticalPointOptions,
  ) {
    this.#vars = vars;
    this.#start = start;
    this.#gradient = new IntervalEvaluator(gradient);
    this.#krawczyk = new Krawczyk(vars, gradient, hessian);
    this.#limit = opts.maxBoxes ?? 40_000;
    this.#resolution = opts.resolution ?? 1e-5;
  }

  run(): void {
    // The walls are moved out a little, by different amounts, so that symmetric points do not lie on the cuts.
    const widened = this.#start.map(([low, high], i): Interval => {
      const margin = 1e-9 * (high - low);
      return [low - margin, high + margin * (1 + 1 / (i + 2))];
    });
    // Large boxes first: what is isolated is found before a curve of critical points uses up the budget.
    const waiting: Interval[][] = [widened];
    for (let examined = 0; examined < waiting.length; examined++) {
      const box = waiting[examined]!;
      if (examined >= this.#limit) {
        for (const each of waiting.slice(examined)) this.undecided.push(each);
        return;
      }
      if (!this.#mayVanish(box)) continue;
      const verdict = this.#krawczyk.examine(box);
      if (verdict.kind === 'none') continue;
      if (verdict.kind === 'unique') {
        if (this.holds(verdict.at)) this.#add(verdict.at);
        continue;
      }
      const next = verdict.box;
      if (this.#width(next) < this.#resolution) this.undecided.push(next);
      else waiting.push(...this.#halves(next));
    }
  }

  /** Whether a small box round a point is proved to hold exactly one critical point. */
  proves(at: readonly number[]): boolean {
    const box = at.map((x): Interval => [x - 1e-7 * (1 + Math.abs(x)), x + 1e-7 * (1 + Math.abs(x))]);
    return this.#krawczyk.examine(box).kind === 'unique';
  }

  #mayVanish(box: readonly Interval[]): boolean {
    const ranges = this.#gradient.over(new Map(this.#vars.map((name, i) => [name, box[i]!])));
    return ranges.every(([low, high]) => low <= 0 && high >= 0);
  }

  /** Whether a point, up to rounding, lies in the search box. */
  holds(at: readonly number[]): boolean {
    return at.every((x, i) => x >= this.#start[i]![0] - 1e-12 && x <= this.#start[i]![1] + 1e-12);
  }

  #add(at: number[]): void {
    const known = this.proved.some((other) => other.every((x, i) => Math.abs(x - at[i]!) <= 1e-9 * (1 + Math.abs(x))));
    if (!known) this.proved.push(at);
  }

  #relative(box: readonly Interval[], i: number): number {
    return (box[i]![1] - box[i]![0]) / (this.#start[i]![1] - this.#start[i]![0]);
  }

  #width(box: readonly Interval[]): number {
    return Math.max(...box.map((_, i) => this.#relative(box, i)));
  }

  /** Two parts along the relatively widest side, cut a little off the middle so that round points are not on the cut. */
  #halves(box: readonly Interval[]): Interval[][] {
    let widest = 0;
    for (let i = 1; i < box.length; i++) if (this.#relative(box, i) > this.#relative(box, widest)) widest = i;
    const [low, high] = box[widest]!;
    const middle = low + 0.4871 * (high - low);
    const part = (side: Interval): Interval[] => box.map((each, i) => (i === widest ? side : each));
    return [part([low, middle]), part([middle, high])];
  }
}
